"""Owns how well and how fast batches of names find their companies."""
import time

from figure import Figure
from labelled import read_queries

__all__ = ['measure_reconciliation']

BATCH = 100
RUNS = 3

FOUND = 'select position, company_id, decision from handelsregister.match_companies(%s, max_hits => 5)'


def measure_reconciliation(session, path):
    queries = read_queries(session, path)
    first, five, decided, right, fastest = 0, 0, 0, 0, 0.0
    for begin in range(0, len(queries), BATCH):
        batch = queries[begin : begin + BATCH]
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            found = session.rows(FOUND, ([query.text for query in batch],))
            times.append(time.perf_counter() - start)
        fastest += min(times)
        rows = {}
        for position, company, decision in found:
            rows.setdefault(position, []).append((company, decision))
        for position, query in enumerate(batch, 1):
            companies = rows.get(position, [])
            is_first = companies != [] and companies[0][0] == query.company
            is_decided = companies != [] and companies[0][1] == 'same'
            first += is_first
            five += any(company == query.company for company, _ in companies)
            decided += is_decided
            right += is_decided and is_first
    count = len(queries)
    each = fastest / count * 1000
    print('\nmatch_companies, %d names in batches of %d: the company first %.3f, among five %.3f; '
          'decided to be the same %.3f, of these right %.3f; %.2f ms a name' %
          (count, BATCH, first / count, five / count, decided / count, right / max(decided, 1), each))
    return [Figure('match_companies, a name', each, '<=', 10, ' ms')]
