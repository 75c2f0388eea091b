"""Owns the arguments that shall not be able to keep the server busy: HOSTILE has a function (facts, most) for every
read of the API, which yields the arguments of one call after the other. most(argument) is the largest number that
the argument of this function takes.
"""
import itertools

__all__ = ['HOSTILE', 'SEARCHES', 'is_search']

LONG = ('x' * 500, 'ä' * 250, 'DE' * 250, '9' * 500, ' ' * 500, '%' * 500)
ODD = ('HRB ' + '1' * 490, 'HRB 1 ' + 'früher ' * 60, '1' * 18, '')
DAYS = ('-infinity', '4713-01-01 BC', '0001-01-01', '2012-06-30', '9999-12-31', 'infinity')
TYPES = ['HRA', 'HRB', 'GnR', 'PR', 'VR', 'GsR', 'GR']
MANY = ['%05d' % n for n in range(10000)]
SEQS = (-(2**63), -1, 0, 1, 2**62, 2**63 - 1)
CURSORS = ('', '0', 'x' * 500, '0.0.00000000', '%', '\\', '9' * 400)
SEARCHES = ('search_companies', 'match_companies', 'suggest_companies', 'run_saved_search', 'search_persons')


def is_search(function, arguments):
    """These may take longer: they look into all names, or into the registers of all courts."""
    if function == 'lookup_company':
        return len((arguments['identifier'] or '').split()) == 2
    return function in SEARCHES


def texts(facts):
    """Search texts that fit very many names, or look as if they did."""
    yield from facts.words
    yield from facts.prefixes
    yield from ('%', '_', '%%%', '\\', '*', '?', "'", 'a%', '% gmbh', '*gmbh*', '^.*$', '(a|b)+$')
    yield from ('é', '株式会社', '\U0001f600', '.')
    yield from ('gmbh & co kg', 'verwaltungs gmbh', 'gesellschaft mit beschränkter haftung', 'e v', 'g m b h')
    yield from (facts.giant.name, 'gmbh ' * 100, 'a ' * 250, 'a' * 500)
    yield from (' '.join(facts.words), ' '.join(facts.words * 9)[:500])
    yield ' '.join(a + b for a, b in itertools.product('abcdefghijkl', repeat=2))[:500]


def filters(facts):
    yield {'register_types': MANY}
    yield {'courts': MANY}
    yield {'courts': facts.courts, 'register_types': TYPES}
    yield {'courts': MANY[:200], 'register_types': MANY[:200], 'legal_forms': MANY[:200], 'city': 'x'}
    yield {'courts': facts.courts[:1], 'register_types': ['GnR']}
    yield {'legal_forms': MANY}
    yield {'legal_forms': ['223400']}
    yield from ({'city': city} for city in ('%', 'Berlin', 'Niedernhausen', 'x' * 500))
    yield {'courts': ['x']}
    yield {'include_former_names': False}


def search(facts, most):
    for text in texts(facts):
        yield {'q': text}
        yield {'q': text, 'page_size': most('page_size')}
    for text, narrowed in itertools.product(('gmbh', 'verwaltungs gmbh', 'a', facts.words[1]), filters(facts)):
        yield {'q': text, 'page_size': most('page_size'), **narrowed}
    yield from ({'q': 'gmbh', 'cursor': cursor} for cursor in CURSORS)
    yield {'q': 'x' * 100000}
    yield {'q': None}


def suggest(facts, most):
    for text in texts(facts):
        yield {'prefix': text}
        yield {'prefix': text, 'max_hits': most('max_hits')}
    yield {'prefix': 'x' * 100000}
    yield {'prefix': None}


def lookup(facts, most):
    yield from company(facts, most)
    for kind in TYPES:
        yield from ({'identifier': '%s %s' % (kind, number)} for number in (1, 100, 999999))
    odd = ('HRB 0', 'HRB 1B', 'HRB %', 'DE100000001', facts.generated[0].lei, '%', 'Berlin', '5299%')
    yield from ({'identifier': text} for text in odd)


def company(facts, most, **further):
    yield from ({'identifier': identifier, **further} for identifier in facts.giant.identifiers)
    yield from ({'identifier': identifier, **further} for identifier in LONG + ODD)
    yield {'identifier': 'x' * 100000, **further}
    yield {'identifier': None, **further}


def giant(facts, **further):
    return {'identifier': str(facts.giant.id), **further}


def company_then(facts, most):
    yield from company(facts, most)
    yield from (giant(facts, as_of=day) for day in DAYS)


def company_history(facts, most):
    yield from company_then(facts, most)
    yield giant(facts, include_former=True)
    yield from (giant(facts, include_former=True, as_of=day) for day in DAYS)


def company_page(facts, most):
    yield from company(facts, most)
    yield giant(facts, page_size=most('page_size'))
    yield from (giant(facts, page_size=most('page_size'), cursor=cursor) for cursor in CURSORS)


def timeline(facts, most):
    yield from company_page(facts, most)
    size = most('page_size')
    for first, last in itertools.product((None, *DAYS), repeat=2):
        yield giant(facts, from_date=first, to_date=last, page_size=size)
    for kinds in (MANY, facts.kinds, facts.kinds[:1], ['x'], []):
        yield giant(facts, kinds=kinds, page_size=size)


def difference(facts, most):
    yield from company(facts, most, from_date='2010-01-01')
    yield from (giant(facts, from_date=first, to_date=last) for first, last in itertools.product(DAYS, (None, *DAYS)))


def changes(facts, most):
    for seq in (*SEQS, facts.last_seq // 2, facts.last_seq - 10000):
        yield {'after_seq': seq, 'max_rows': most('max_rows')}
        yield {'after_seq': seq, 'epoch': facts.epoch}
    yield {'epoch': '00000000-0000-0000-0000-000000000000'}


def numbers(name):
    return lambda facts, most: ({name: number} for number in (*SEQS, None))


def jobs(facts, most):
    states = (None, 'ready', 'running', 'deferred', 'dead', 'done', 'x')
    for state, kind in itertools.product(states, (None, 'register_content', 'x' * 500)):
        yield {'state': state, 'kind': kind, 'page_size': most('page_size')}
    yield from ({'before_id': seq, 'page_size': most('page_size')} for seq in SEQS)


def watched(facts, most):
    yield {'page_size': most('page_size')}
    yield {'watchlist_id': facts.full_watchlists[0], 'page_size': most('page_size')}
    yield {'watchlist_id': facts.watchlists[0], 'page_size': most('page_size')}
    yield from ({'cursor': cursor} for cursor in CURSORS)


def saved(facts, most):
    for search_id in facts.broad_searches:
        yield {'search_id': search_id}
        yield {'search_id': search_id, 'page_size': most('page_size')}
    yield {'search_id': facts.searches[0]}
    yield from ({'search_id': facts.broad_searches[0], 'cursor': cursor} for cursor in CURSORS)


def alerts(facts, most):
    for unread, seq in itertools.product((True, False, None), (None, *SEQS, facts.last_seq - 1)):
        yield {'unread_only': unread, 'after_seq': seq, 'page_size': most('page_size')}


def dead_jobs(facts, most):
    for kind, code in itertools.product((None, 'register_content', 'x' * 500), (None, '22023', 'x')):
        yield {'kind': kind, 'error_code': code, 'page_size': most('page_size')}
    yield from ({'cursor': cursor} for cursor in CURSORS)


def blocked(facts, most):
    yield from ({'after_id': seq, 'page_size': most('page_size')} for seq in SEQS)


def erasures(facts, most):
    yield from ({'before_id': seq, 'page_size': most('page_size')} for seq in (None, *SEQS))


def log(facts, most):
    yield {'page_size': most('page_size')}
    yield {'action': 'x' * 500, 'page_size': most('page_size')}
    yield from ({'before_id': seq} for seq in SEQS)


def reference(facts, most):
    for kind, cursor in itertools.product(('court', 'legal_form', 'x' * 500), ('0', '999999999', *CURSORS)):
        yield {'kind': kind, 'page_size': most('page_size'), 'cursor': cursor}


def legal(facts, most):
    yield from company_page(facts, most)
    for kinds in (MANY, MANY[:200], ['merger'], ['x'], []):
        yield giant(facts, kinds=kinds, page_size=most('page_size'))


def announcements(facts, most):
    for kinds, first, last in itertools.product((None, ['merger'], MANY[:200], ['x']), (None, *DAYS), (None, *DAYS)):
        yield {'kinds': kinds, 'from_date': first, 'to_date': last, 'page_size': most('page_size')}
    yield from ({'cursor': cursor} for cursor in CURSORS)


def search_person(facts, most):
    names = [last for _, last, *_ in facts.persons[:5]] + [first for _, _, first, *_ in facts.persons[:5]]
    for text in (*names, 'a', 'muster', 'a b c d e f g h', 'x' * 500, 'von der', '%', '', *facts.words[:5]):
        yield {'q': text, 'page_size': most('page_size')}
        yield {'q': text, 'birth_year': 1970, 'residence': 'Berlin'}
    yield from ({'q': names[0], 'residence': place} for place in ('', '%', 'x' * 200))
    yield from ({'q': names[0], 'cursor': cursor} for cursor in CURSORS)


def person(facts, most, **further):
    yield from ({'person_id': number, **further} for number, *_ in facts.persons[:20])
    yield {'person_id': '00000000-0000-0000-0000-000000000000', **further}
    yield {'person_id': None, **further}


def person_roles(facts, most):
    yield from person(facts, most)
    yield from person(facts, most, include_former=False)


def network(facts, most):
    yield from company(facts, most)
    for depth, nodes, former in itertools.product((1, 2, 4), (1, 500), (True, False)):
        yield giant(facts, depth=depth, max_nodes=nodes, include_former=former)
        yield {'identifier': facts.persons[0][0], 'depth': depth, 'max_nodes': nodes, 'include_former': former}


def path(facts, most):
    ends = [str(facts.giant.id), facts.persons[0][0], str(facts.companies[0].id), str(facts.generated[0].id)]
    for first, last, depth, former in itertools.product(ends, ends, (1, 6), (True, False)):
        yield {'from_identifier': first, 'to_identifier': last, 'max_depth': depth, 'include_former': former}


def unmapped(facts, most):
    for documents in (-1, 0, 1, 100000, 2**31 - 1):
        yield {'page_size': most('page_size'), 'max_documents': documents}


def ambiguous(facts, most):
    yield {'page_size': most('page_size')}
    yield from ({'cursor': cursor} for cursor in CURSORS)


def failures(facts, most):
    for line in SEQS:
        yield {'import_id': facts.imports[0], 'page_size': most('page_size'), 'after_line': line}


def export(facts, most):
    for layout, start in itertools.product(('csv', 'jsonl', 'ftm', 'bods', 'x'), (0, facts.giant.id - 1)):
        yield {'format': layout, 'after_company_id': start, 'max_companies': 100}
    yield {'after_company_id': 0, 'to_company_id': 2**63 - 1, 'max_companies': 1000}


def pairs(facts, most):
    given = [*texts(facts), *LONG]
    for a, b in zip(given, reversed(given)):
        yield {'a': a, 'b': b}
        yield {'a': a, 'b': a}
    yield {'a': 'x' * 100000, 'b': None}


def reconcile(facts, most):
    given = list(texts(facts))
    for begin in range(0, len(given), 10):
        yield {'names': given[begin:begin + 10], 'max_hits': most('max_hits')}
    for city in ('Berlin', 'x' * 500, '%'):
        yield {'names': given[:10], 'cities': [city] * 10}
    yield from ({'names': [name] * 50} for name in (facts.giant.name, 'x', None))
    yield from ({'names': names} for names in (MANY, [], None, ['x' * 100000]))


def nothing(facts, most):
    yield {}


HOSTILE = {
    'search_companies': search,
    'suggest_companies': suggest,
    'normalize_company_name': lambda facts, most: ({'name': text} for text in (*texts(facts), *LONG, 'x' * 100000, None)),
    'match_names': pairs,
    'match_companies': reconcile,
    'lookup_company': lookup,
    'get_company': company_then,
    'get_company_officers': company_history,
    'get_company_representation': company_then,
    'get_company_capital': company_history,
    'get_company_addresses': company_history,
    'get_company_names': company,
    'get_company_registrations': company,
    'get_company_entries': company_page,
    'get_company_timeline': timeline,
    'diff_company': difference,
    'list_company_documents': company_page,
    'get_company_legal_events': legal,
    'list_company_announcements': legal,
    'list_announcements': announcements,
    'search_persons': search_person,
    'get_person': person,
    'get_person_roles': person_roles,
    'get_network': network,
    'find_path': path,
    'get_changes': changes,
    'render_company': company_then,
    'parse_register_id': lambda facts, most: ({'input': c['identifier']} for c in company(facts, most)),
    'list_reference': reference,
    'get_job': numbers('job_id'),
    'list_jobs': jobs,
    'list_watchlists': nothing,
    'list_watched_companies': watched,
    'list_saved_searches': nothing,
    'run_saved_search': saved,
    'list_alerts': alerts,
    'get_quota': nothing,
    'queue_status': nothing,
    'health': nothing,
    'get_search_index': nothing,
    'list_dead_jobs': dead_jobs,
    'download_document': numbers('document_id'),
    'list_blocked_companies': blocked,
    'list_erasures': erasures,
    'list_unmapped_paths': unmapped,
    'list_ambiguous_mentions': ambiguous,
    'get_import': numbers('import_id'),
    'list_imports': erasures,
    'list_import_failures': failures,
    'export_companies': export,
    'get_audit_log': log,
}
