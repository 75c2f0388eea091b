"""Owns the baseline: pg_trgm on the names as they are, and as they are normalised."""
import os
import time

from labelled import read_queries
from quality import rank_of
from table import milliseconds, percentile, print_table

__all__ = ['measure_trigrams']

BEST = '''
select n.company_id, min(n.{column} operator(public.<->) {asked}) as distance
from bench.normalised n where n.{column} operator(public.%%) {asked}
group by n.company_id order by 2, 1 limit 10'''


def measure_trigrams(session, path):
    wanted = int(os.environ.get('BENCH_BASELINE', '40'))
    if wanted == 0:
        return
    queries = read_queries(session, path)
    queries = queries[::max(len(queries) // wanted, 1)]
    rows = []
    for column, asked in (('name', '%s'), ('normalised', 'hr_registry.normalize_company_name(%s)')):
        begin = time.perf_counter()
        session.rows('create index if not exists trigrams_%s on bench.normalised using gin (%s public.gin_trgm_ops); select 1' % (column, column))
        seconds = time.perf_counter() - begin
        size = session.rows("select pg_relation_size('bench.trigrams_%s')::float8 / 1e6" % column)[0][0]
        ranks, times = [], []
        for query in queries:
            begin = time.perf_counter()
            found = session.rows(BEST.format(column=column, asked=asked), (query.text, query.text))
            times.append((time.perf_counter() - begin) * 1000)
            ranks.append(rank_of(found, lambda row: row[0] == query.company))
        times.sort()
        rows.append(['pg_trgm, ' + column, '%.0f s' % seconds, '%.0f MB' % size,
                     *('%.3f' % (sum(rank < n for rank in ranks) / len(ranks)) for n in (1, 10)),
                     *(milliseconds(percentile(times, share)) for share in (0.5, 0.95)), ''])
    print_table('baseline on %d of the queries' % len(queries),
                ['', 'build', 'size', 'hit@1', 'hit@10', 'p50 ms', 'p95 ms', ''], rows)
