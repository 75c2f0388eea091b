"""Owns how well and how fast batches of names find their companies."""
import time

from figure import Figure
from labelled import read_queries
from table import print_table

__all__ = ['measure_reconciliation']

BATCH = 50
RUNS = 3

FOUND = 'select position, company_id, decision from handelsregister.match_companies(%s, %s, 5)'
SEATS = 'select company_id, city from hr_registry.company_seat where valid_to is null and company_id = any (%s)'


def ask(session, queries, cities):
    """For each query what was found, and seconds for all, the fastest of some runs of each batch."""
    found, seconds = [], 0.0
    for begin in range(0, len(queries), BATCH):
        batch = queries[begin : begin + BATCH]
        places = None if cities is None else [cities.get(query.company) for query in batch]
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            rows = session.rows(FOUND, ([query.text for query in batch], places))
            times.append(time.perf_counter() - start)
        seconds += min(times)
        found += [[row[1:] for row in rows if row[0] == position] for position in range(1, len(batch) + 1)]
    return found, seconds


def judge(queries, found):
    """Shares: the company first, among five; first ones decided to be the same, and the right ones of these."""
    first = [bool(rows) and rows[0][0] == query.company for query, rows in zip(queries, found)]
    five = [query.company in (row[0] for row in rows) for query, rows in zip(queries, found)]
    same = [right for right, rows in zip(first, found) if rows and rows[0][1] == 'same']
    count = len(queries)
    return sum(first) / count, sum(five) / count, len(same) / count, sum(same) / max(len(same), 1)


def measure_reconciliation(session, path):
    queries = read_queries(session, path)
    cities = dict(session.rows(SEATS, ([query.company for query in queries],)))
    rows, each = [], 0.0
    for name, places in (('names', None), ('with the city', cities)):
        found, seconds = ask(session, queries, places)
        each = max(each, seconds / len(queries) * 1000)
        shares = ('%.3f' % share for share in judge(queries, found))
        rows.append([name, str(len(queries)), *shares, '%.2f' % (seconds / len(queries) * 1000), ''])
    print_table('match_companies, in batches of %d' % BATCH,
                ['', 'queries', 'first', 'of five', 'same', 'right of these', 'ms a name', ''], rows)
    return [Figure('match_companies, a name', each, '<=', 10, ' ms')]
