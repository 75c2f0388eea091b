"""Owns the measuring of ordinary calls: many of each read, with arguments drawn at random from the data."""
import random
import time

from calls import ORDINARY
from hostile import SEARCHES
from session import Session
from table import milliseconds, percentile, print_table

__all__ = ['LEAST_CALLS', 'MOST_ERRORS', 'WARM_UP_CALLS', 'draw', 'measure_ordinary', 'session_of']

LIMITS = {0.95: 5, 0.99: 20}  # milliseconds by percentile
LIMITS_OF_SEARCH = {0.95: 500, 0.99: 500}
WARM_UP_CALLS = 20  # plans and caches of the session, as in a pool of connections
LEAST_CALLS = 20
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
    while len(times) < WARM_UP_CALLS + (calls if time.monotonic() < deadline else LEAST_CALLS):
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
        reached = {share: percentile(times, share) for share in (0.5, *LIMITS)}
        limits = LIMITS_OF_SEARCH if read.name in SEARCHES else LIMITS
        bad = [share for share, limit in limits.items() if reached[share] > limit]
        missed += ['%s: p%.0f is %s ms' % (read.name, 100 * s, milliseconds(reached[s])) for s in bad]
        if errors > MOST_ERRORS:
            missed.append('%s: %.0f %% of the calls are errors' % (read.name, 100 * errors))
        figures = [milliseconds(value) for value in (*reached.values(), times[-1])]
        shares = ['%.1f' % (100 * errors), '%.0f' % (100 * waited)]
        rows.append([read.name, read.role, str(len(times)), *shares, *figures, 'missed' if bad else 'met'])
    limits = ', '.join('p%.0f %d' % (100 * share, limit) for share, limit in LIMITS.items()) + ', searches 500'
    print_table(
        'ordinary calls in SQL, one session, prepared, after %d that warm it up; milliseconds without those that it'
        ' waited for a CPU; limits: %s' % (WARM_UP_CALLS, limits),
        ['function', 'role', 'calls', 'errors %', 'waited %', 'p50', 'p95', 'p99', 'max', ''],
        rows,
    )
    return results, missed
