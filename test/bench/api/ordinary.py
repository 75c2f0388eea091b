"""Owns the measuring of ordinary calls: many of each read, with arguments drawn at random from the data."""
import random
import time

from calls import ORDINARY
from session import Session
from table import milliseconds, percentile, print_table

__all__ = ['LIMITS', 'draw', 'measure_ordinary', 'session_of']

LIMITS = {0.95: 5, 0.99: 20}  # milliseconds by percentile
WARM_UP_CALLS = 20  # plans and caches of the session, as in a pool of connections
PATIENCE_SECONDS = 60  # then a slow function has been called often enough
MOST_ERRORS = 0.05


def session_of(read, facts, member=0, timeout_seconds=10):
    subject = facts.members[member] if read.role == 'authenticated' else None
    return Session(read.role, subject, timeout_seconds)


def draw(read, rng, facts, page):
    """Arguments of one call; every fifth time that the call before had a next page, of that page."""
    if page and rng.random() < 0.2:
        return read.known(page)
    return read.known(ORDINARY[read.name](rng, facts))


def run(read, facts, seed, calls):
    """Sorted milliseconds of all calls; shares of errors that are an answer, and of waiting for a CPU."""
    rng = random.Random(seed)
    session = session_of(read, facts)
    times, errors, waited, page = [], 0, 0.0, None
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(times) < calls + WARM_UP_CALLS and (time.monotonic() < deadline or len(times) < 2 * WARM_UP_CALLS):
        arguments = draw(read, rng, facts, page)
        outcome = session.call(read.name, arguments)
        times.append(outcome.milliseconds)
        waited += outcome.waited
        errors += bool(outcome.error)
        page = outcome.next_cursor and {**arguments, 'cursor': outcome.next_cursor}
    session.connection.close()
    return sorted(times[WARM_UP_CALLS:]), errors / len(times), waited / (waited + sum(times))


def measure_ordinary(reads, facts, seed, calls):
    """Prints a table; returns the sorted times by function, and what misses its limit."""
    rows, results, missed = [], {}, []
    for read in reads:
        times, errors, waited = run(read, facts, seed, calls)
        results[read.name] = times
        bad = [p for p, limit in LIMITS.items() if percentile(times, p) > limit]
        missed += ['%s: p%.0f is %s ms' % (read.name, 100 * p, milliseconds(percentile(times, p))) for p in bad]
        if errors > MOST_ERRORS:
            missed.append('%s: %.0f %% of the calls are errors' % (read.name, 100 * errors))
        figures = [milliseconds(value) for value in (*(percentile(times, p) for p in (0.5, 0.95, 0.99)), times[-1])]
        rows.append([read.name, read.role, str(len(times)), '%.1f' % (100 * errors), *figures, '%.0f' % (100 * waited),
                     'missed' if bad else 'met'])
    print_table(
        'ordinary calls in SQL, one session, prepared; milliseconds; limits: '
        + ', '.join('p%.0f %d' % (100 * p, limit) for p, limit in LIMITS.items()),
        ['function', 'role', 'calls', 'errors %', 'p50', 'p95', 'p99', 'max', 'waited %', ''], rows)
    return results, missed
