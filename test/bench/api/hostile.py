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
SEARCHES = ('search_companies', 'suggest_companies', 'run_saved_search')


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


def nothing(facts, most):
    yield {}


HOSTILE = {
    'search_companies': search,
    'suggest_companies': suggest,
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
    'get_changes': changes,
    'render_company': company_then,
    'parse_register_id': lambda facts, most: ({'input': c['identifier']} for c in company(facts, most)),
    'list_reference': lambda facts, most: ({'kind': kind, 'page_size': most('page_size'), 'cursor': cursor}
                                           for kind in ('court', 'legal_form', 'x' * 500) for cursor in ('0', '999999999', *CURSORS)),
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
    'list_dead_jobs': dead_jobs,
    'download_document': numbers('document_id'),
    'list_blocked_companies': blocked,
    'list_erasures': erasures,
    'list_unmapped_paths': nothing,
    'get_audit_log': log,
}
