"""Owns how long the index takes to be made and kept, and how long suggestions and hostile texts take."""
import random
import time

from figure import Figure
from table import milliseconds, percentile, print_table

__all__ = ['measure_build', 'measure_change', 'measure_fold', 'measure_hostile', 'measure_suggestions']

NAMES = 500
LINES = 1000


def megabytes(session):
    return session.rows('''select (pg_relation_size('hr_registry.search_block') + pg_relation_size('hr_registry.search_block_pkey')
                                   + pg_total_relation_size('hr_registry.search_entry'))::float8 / 1e6''')[0][0]


def measure_build(session):
    session.rows('truncate hr_registry.search_block, hr_registry.search_entry; select 1')
    begin = time.perf_counter()
    names = session.rows('select handelsregister.reindex_search()')[0][0]
    seconds = time.perf_counter() - begin
    size = megabytes(session)
    unfound = len(session.rows('select * from handelsregister.check_search()'))
    print('\nindex of %d names: built in %.1f s, %.0f MB; %d companies not found' % (names, seconds, size, unfound))
    return [Figure('build', seconds, '<=', 60, ' s'), Figure('size', size, '<=', 250, ' MB'),
            Figure('companies not found by the check', unfound, '<=', 0)]


def measure_suggestions(session):
    rng = random.Random(20)
    last = session.rows('select max(id) from bench.entry')[0][0]
    picked = [rng.randint(1, last) for _ in range(NAMES)]
    names = [row[0] for row in session.rows('select name from bench.entry where id = any (%s)', (picked,))]
    times, rows = {}, []
    for name in names:
        for length in range(2, 13):
            if len(name) >= length and any(c.isalnum() for c in name[:length]):
                outcome = session.call('suggest_companies', {'prefix': name[:length]})
                times.setdefault(length, []).append(outcome.milliseconds)
    for length, spent in sorted(times.items()):
        spent.sort()
        rows.append([str(length), *(milliseconds(percentile(spent, share)) for share in (0.5, 0.95, 1)), ''])
    print_table('suggest_companies by typed letters, in milliseconds', ['letters', 'p50', 'p95', 'longest', ''], rows)
    everything = sorted(one for spent in times.values() for one in spent)
    return [Figure('suggest p95', percentile(everything, 0.95), '<=', 5, ' ms')]


def hostile_texts():
    planes = [chr(plane * 0x10000 + 0x100 + i) for plane in range(17) for i in range(20)]
    words = 'gesellschaft verwaltung verein und der die das von zu im mit gmbh co kg'.split()
    return {
        '1 MB of one letter': 'a' * 1_000_000,
        '1 MB of words': 'verwaltung ' * 90_000,
        'stop words only': ' '.join(words),
        'frequent words only': 'Gesellschaft Verwaltungs Verein Freunde Förderverein Beteiligungs GmbH Berlin Hamburg',
        '10,000 tokens': ' '.join('w%d' % i for i in range(10_000)),
        '250 letters apart': ' '.join('abcdefghij' * 25),
        'as many words as fit': ' '.join('verein%d' % i for i in range(50)),
        'control characters': ''.join(chr(c) for c in range(1, 32)) + 'Müller',
        'only control characters': ''.join(chr(c) for c in range(1, 32)),
        'every plane': ''.join(c for c in planes if not 0xd800 <= ord(c) < 0xe000)[:500],
        'one long word': 'donaudampfschifffahrts' * 22,
        'mistyped frequent words': 'Gesellschatf Verwaltnugs Vereni Freudne Föredrverein Beteiligugns',
        'marks': '%_\\\'";--/**/$$' * 20 + 'x',
    }


def measure_hostile(session):
    rows, longest = [], 0
    for name, text in hostile_texts().items():
        for function, given in (('search_companies', 'q'), ('suggest_companies', 'prefix')):
            outcome = min((session.call(function, {given: text}) for _ in range(3)), key=lambda o: o.milliseconds)
            longest = max(longest, outcome.milliseconds)
            rows.append([name, function, milliseconds(outcome.milliseconds), outcome.code or 'a result'])
    print_table('hostile texts, in milliseconds', ['text', 'function', 'ms', 'ends with'], rows)
    return [Figure('longest of hostile texts', longest, '<=', 50, ' ms')]


def import_lines(session, number, put_off):
    """Seconds that the jobs of an import of so many renamed companies take."""
    session.rows("select import_id from handelsregister.begin_import(format => 'tsv')")
    session.rows('''with line as (
        insert into hr_registry.import_line (line)
            select concat_ws(e'\\t', format('R1101_HRB%%s', %s + i), format('Düsseldorf HRB %%s', %s + i), 'HRB', %s + i,
                             'Düsseldorf', 'Nordrhein-Westfalen', 'Düsseldorf', 'currently registered',
                             format('Musterwerk %%s %%s', %s + i, (select e.name from bench.entry e where e.id >= (i + %s) * 997::bigint %% 1000000
                                                                   order by e.id limit 1)),
                             'Am Wehrhahn 10, 40211 Düsseldorf.', '2018-07-28T03:16:34Z')
            from generate_series(1, %s) i returning 1)
        select count(*) from line''', (number, number, number, number, number, LINES))
    import_id = session.rows('select max(id) from hr_registry.import')[0][0]
    session.rows('select import_id from handelsregister.start_import(%s, %s)', (import_id, put_off))
    begin = time.perf_counter()
    session.rows('select hr_queue.drain(1)')
    seconds = time.perf_counter() - begin
    session.rows('delete from hr_queue.ready where kind = %s returning 1', ('finish_import',))
    return seconds


def measure_change(session):
    """With numbers that no company has yet: the same lines once more would change nothing."""
    first = session.rows('select greatest(500000, max(register_number) + 1) from hr_registry.registration')[0][0]
    import_lines(session, first, False)
    without = min(import_lines(session, first + 10_000 + 2_000 * i, True) for i in range(3))
    with_index = min(import_lines(session, first + 20_000 + 2_000 * i, False) for i in range(3))
    cost = (with_index - without) / LINES * 1000
    entries = session.rows('select count(*) from hr_registry.search_entry')[0][0]
    begin = time.perf_counter()
    number = first + 20_001
    found = session.rows('select matched_name from handelsregister.search_companies(%s) limit 1',
                         ('Musterwerk %d' % number,))
    is_found = bool(found) and str(number) in found[0][0]
    print('\n%d lines with new names: %.3f s, of which the index %.3f s; %d entries; found at once: %s (%.1f ms)' %
          (LINES, with_index, with_index - without, entries, found[0][0] if found else 'nothing',
           (time.perf_counter() - begin) * 1000))
    return [Figure('one name changed', cost, '<=', 1, ' ms'), Figure('changed names found at once', is_found, '>=', 1)]


def measure_fold(session):
    """Behind measure_change(): its names, and the same again, stand beside the blocks."""
    entries = session.rows('select count(*) from hr_registry.search_entry')[0][0]
    session.rows("select hr_queue.enqueue('fold_search')")
    begin = time.perf_counter()
    session.rows('select hr_queue.drain(1)')
    seconds = time.perf_counter() - begin
    left = session.rows('select count(*) from hr_registry.search_entry')[0][0]
    session.cursor.execute('vacuum hr_registry.search_block, hr_registry.search_entry')
    size = megabytes(session)
    print('%d entries brought into the blocks in %.2f s; %d left, %.0f MB' % (entries, seconds, left, size))
    return [Figure('100,000 entries brought into the blocks', seconds * 100_000 / entries, '<=', 5, ' s'),
            Figure('size after that', size, '<=', 250, ' MB'), Figure('entries left', left, '<=', 0)]
