"""Owns the measurement of searching persons by name: builds the index, asks for names in the forms that people type."""
import os
import random
import sys
import time

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', folder) for folder in ('api', 'search')]

from figure import Figure, judge  # noqa: E402
from session import Session  # noqa: E402
from table import milliseconds, percentile, print_table  # noqa: E402
from texts import FORMS, texts  # noqa: E402

ASKED = 300
COMMON = ('mueller thomas', 'thomas mueller', 'schmidt michael', 'peter schneider', 'andreas', 'mueller', 'thomas michael', 'von',
          'müler tomas', 'meier', 'mayer christian', 'mue tho', 'a', 'th mu', 'hans peter', 'schmidt-mueller', 'von der', 'maria anna eva')
OURS = "select n.last_names[i] || ' ' || n.first_names[i] from hr_registry.find_person_names(%s, 500) n, generate_series(1, 20) i"
OTHERS = {'btree of 0.4.0': 'select name from bench.search_by_btree(%s)', 'pg_trgm': 'select name from bench.search_by_trigrams(%s)'}


def timed(session, statement, text):
    begin = time.perf_counter()
    rows = session.rows(statement, (text,))
    return (time.perf_counter() - begin) * 1000, rows


def measure_build(session):
    begin = time.perf_counter()
    names = session.rows('select handelsregister.reindex_search()')[0][0]
    seconds = time.perf_counter() - begin
    size = session.rows('''select (pg_relation_size('hr_registry.search_block') + pg_relation_size('hr_registry.search_block_pkey'))::float8 / 1e6''')[0][0]
    unfound = len(session.rows('select * from handelsregister.check_search()'))
    print('\nindex of %d names: built in %.1f s, %.0f MB' % (names, seconds, size))
    return [Figure('persons not found by the check', unfound, '<=', 0)]


def judged(session, statement, asked):
    times, ranks = [], []
    for text, meant in asked:
        spent, rows = timed(session, statement, text)
        names = [row[0] for row in rows]
        times.append(spent)
        ranks.append(names.index(meant) if meant in names else 99)
    return [len(asked), *('%.3f' % (sum(rank < n for rank in ranks) / len(ranks)) for n in (1, 10)),
            *(milliseconds(percentile(sorted(times), share)) for share in (0.5, 0.95, 1)), ''], ranks, times


def measure_forms(session, figures):
    rng = random.Random(7)
    names = session.rows('select last_name, first_names from hr_registry.person_name order by md5(id::text) limit %s', (ASKED,))
    baseline = int(os.environ.get('BENCH_BASELINE', '40'))
    rows = []
    for form in FORMS:
        asked = list(texts(names, form, rng))
        row, ranks, _ = judged(session, OURS, asked)
        rows.append(['ours', form, *map(str, row)])
        for other, statement in OTHERS.items():
            if baseline:
                rows.append([other, form, *map(str, judged(session, statement, asked[:baseline])[0])])
        if form in LEAST:
            figures.append(Figure('hit@10, ' + form, sum(rank < 10 for rank in ranks) / len(ranks), '>=', LEAST[form]))
    print_table('names found', ['', 'typed', 'texts', 'hit@1', 'hit@10', 'p50 ms', 'p95 ms', 'max ms', ''], rows)
    return [text for form in FORMS for text, _ in texts(names, form, rng)]


LEAST = {'first last': 0.99, 'last first': 0.99, 'any order': 0.99, 'one letter wrong': 0.95}


def measure_whole(session, asked, figures):
    """The function that frontends call, with all that it shows; frequent names by themselves."""
    for title, some in (('search_persons', asked), ('search_persons, frequent names', COMMON)):
        for filters in ({}, {'birth_year': 1970}, {'residence': 'Hamburg'}):
            times = []
            for text in some:
                times.append(session.call('search_persons', {'q': text, **filters}).milliseconds)
            name = '%s %s' % (title, ' '.join(filters))
            print('%-55s %5d texts  p50 %s  p95 %s  max %s ms' % (name, len(times), *(
                milliseconds(percentile(sorted(times), share)) for share in (0.5, 0.95, 1))))
            if some is asked:
                figures.append(Figure('p95, ' + name, percentile(sorted(times), 0.95), '<=', 20, ' ms'))


def measure_common(session, figures):
    rows = []
    for text in COMMON:
        spent, found = timed(session, OURS, text)
        rows.append([text, milliseconds(spent), ', '.join(row[0] or '' for row in found[:3])])
    print_table('frequent names', ['text', 'ms', 'found first'], rows)
    _, found = timed(session, OURS, 'mueller thomas')
    figures.append(Figure('found first of "mueller thomas" is it', found[0][0] == 'mueller thomas', '>=', 1))


def main():
    session = Session()
    figures = measure_build(session)
    asked = measure_forms(session, figures)
    measure_common(session, figures)
    measure_whole(session, asked[::3], figures)
    return judge(figures)


if __name__ == '__main__':
    sys.exit(main())
