"""Owns the measuring of hostile calls: the worst of five runs of each, and of which arguments it was."""
import random
import time

from calls import ORDINARY
from hostile import HOSTILE, is_search
from ordinary import session_of
from table import milliseconds, print_table

__all__ = ['measure_worst']

RUNS = 5
MOST, MOST_OF_SEARCH = 100, 500  # milliseconds
PAGES = 100  # that are read on, of each function
PATIENCE_SECONDS = 120  # then a function that has missed its limit is let go
TIMEOUT_SECONDS = 10
LARGEST_INTEGER = 2**31 - 1


class Worst:
    """The worst call so far among those with the same limit."""

    def __init__(self):
        self.milliseconds, self.arguments, self.outcome, self.calls = -1.0, {}, None, 0

    def take(self, value, arguments, outcome):
        self.calls += 1
        if value > self.milliseconds:
            self.milliseconds, self.arguments, self.outcome = value, arguments, outcome


def shown(arguments):
    def short(value):
        text = '%d elements' % len(value) if isinstance(value, list) and len(value) > 3 else repr(value)
        return text if len(text) <= 40 else '%s… (%d bytes)' % (text[:28], len(str(value).encode()))

    return ', '.join('%s => %s' % (name, short(value)) for name, value in arguments.items()) or 'no arguments'


def limit_of(read, arguments):
    if not read.is_public:
        return None
    return MOST_OF_SEARCH if is_search(read.name, arguments) else MOST


def slowest(session, read, arguments):
    """The slowest of five runs; what is twice over the limit is not run again."""
    limit = limit_of(read, arguments) or MOST_OF_SEARCH
    worst = None
    for _ in range(RUNS):
        outcome = session.call(read.name, arguments)
        if worst is None or outcome.milliseconds > worst.milliseconds:
            worst = outcome
        if outcome.milliseconds > 2 * limit:
            break
    return worst


def largest(session, read, facts, argument):
    """The largest number that the function takes, as its refusal of a larger one tells."""
    arguments = read.known({**ORDINARY[read.name](random.Random(1), facts), argument: LARGEST_INTEGER})
    return session.call(read.name, arguments).detail('max') or LARGEST_INTEGER


def all_calls(session, read, facts):
    """Hostile arguments, and those of further pages; yields them with their outcome."""
    pages = PAGES
    for arguments in HOSTILE[read.name](facts, lambda argument: largest(session, read, facts, argument)):
        arguments = read.known(arguments)
        outcome = slowest(session, read, arguments)
        yield arguments, outcome
        while outcome.next_cursor and pages and 'cursor' in read.arguments:
            arguments = read.known({**arguments, 'cursor': outcome.next_cursor})
            outcome = slowest(session, read, arguments)
            pages -= 1
            yield arguments, outcome


def worst_of(read, facts):
    """By limit the worst call."""
    session = session_of(read, facts, member=1, timeout_seconds=TIMEOUT_SECONDS)
    session.call(read.name, read.known(ORDINARY[read.name](random.Random(1), facts)))  # plans and caches
    worst = {}
    deadline = time.monotonic() + PATIENCE_SECONDS
    for arguments, outcome in all_calls(session, read, facts):
        limit = limit_of(read, arguments)
        worst.setdefault(limit, Worst()).take(outcome.milliseconds, arguments, outcome)
        if limit and outcome.milliseconds > limit and time.monotonic() > deadline:
            break
    session.connection.close()
    return worst


def measure_worst(reads, facts):
    rows, missed = [], []
    for read in reads:
        for limit, worst in worst_of(read, facts).items():
            bad = limit is not None and worst.milliseconds > limit
            code = ' (%s)' % worst.outcome.code if worst.outcome.code else ''
            took, text = milliseconds(worst.milliseconds), shown(worst.arguments) + code
            rows.append(
                [read.name, str(worst.calls), took, str(limit or '-'), ('MISSED: ' if bad else '') + text]
            )
            if bad:
                missed.append('%s: %s ms with %s' % (read.name, took, text))
    print_table(
        'hostile calls, the greatest of %d runs each, of all calls of a function the worst; milliseconds' % RUNS,
        ['function', 'calls', 'max', 'limit', 'with'],
        rows,
    )
    return missed
