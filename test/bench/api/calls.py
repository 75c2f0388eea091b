"""Owns the arguments of ordinary calls: ORDINARY has one function (rng, facts) for every read of the API.

Optional arguments are mostly left out, but each is given now and then: measure.py insists on it.
"""
import datetime

__all__ = ['ORDINARY']


def day(rng):
    return datetime.date(2005, 1, 1) + datetime.timedelta(days=rng.randrange(7600))


def recent_day(rng):
    """Most companies are known then."""
    return datetime.date(2024, 1, 1) + datetime.timedelta(days=rng.randrange(700))


def sometimes(rng, share, **arguments):
    """Each of the arguments, which are functions, with that probability."""
    return {name: value() for name, value in arguments.items() if rng.random() < share}


def query_text(rng, facts):
    """A name as people type it: whole, without its end, its first words, with a letter missing or two exchanged."""
    name = facts.company(rng).name[:200]
    words = name.split()
    at = rng.randrange(len(name))
    missing = name[:at] + name[at + 1 :]
    exchanged = name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]
    texts = (name, name, ' '.join(words[:-1]), ' '.join(words[:2]), missing, exchanged)
    return rng.choice(texts).strip() or name


def filters(rng, facts):
    return sometimes(
        rng,
        0.1,
        register_types=lambda: [rng.choice(('HRA', 'HRB', 'VR'))],
        courts=lambda: [rng.choice(facts.courts)],
        legal_forms=lambda: [rng.choice(('221110', '112211', '211000'))],
        city=lambda: rng.choice(facts.cities),
        include_former_names=lambda: False,
    )


def search(rng, facts):
    return {
        'q': query_text(rng, facts),
        **filters(rng, facts),
        **sometimes(rng, 0.2, page_size=lambda: rng.choice((10, 50))),
    }


def suggest(rng, facts):
    name = facts.company(rng).name
    return {'prefix': name[: rng.randint(3, 12)], **sometimes(rng, 0.2, max_hits=lambda: 5)}


def reconcile(rng, facts):
    names = [query_text(rng, facts) for _ in range(rng.choice((1, 10, 50)))]
    return {
        'names': names,
        **sometimes(rng, 0.2, cities=lambda: [rng.choice(facts.cities) for _ in names], max_hits=lambda: 1),
    }


def lookup(rng, facts):
    stated = rng.choice(facts.generated)
    others = [stated.lei, stated.vat, stated.business]
    return {'identifier': rng.choice(facts.company(rng).identifiers + others)}


def company(rng, facts):
    return {'identifier': facts.identifier(rng)}


def company_then(rng, facts):
    return {**company(rng, facts), **sometimes(rng, 0.2, as_of=lambda: recent_day(rng))}


def company_history(rng, facts):
    return {**company_then(rng, facts), **sometimes(rng, 0.3, include_former=lambda: True)}


def company_page(rng, facts):
    return {**company(rng, facts), **sometimes(rng, 0.2, page_size=lambda: rng.choice((10, 50)))}


def timeline(rng, facts):
    return {
        **company_page(rng, facts),
        **sometimes(
            rng,
            0.3,
            from_date=lambda: day(rng),
            to_date=lambda: day(rng),
            kinds=lambda: rng.sample(facts.kinds, 2),
        ),
    }


def difference(rng, facts):
    first, last = sorted((recent_day(rng), recent_day(rng)))
    return {**company(rng, facts), 'from_date': first, **sometimes(rng, 0.7, to_date=lambda: last)}


def changes(rng, facts):
    return {
        'after_seq': rng.randrange(facts.last_seq),
        **sometimes(rng, 0.5, epoch=lambda: facts.epoch, max_rows=lambda: rng.choice((10, 100))),
    }


def job(rng, facts):
    return {'job_id': rng.choice(facts.jobs)}


def jobs(rng, facts):
    return sometimes(
        rng,
        0.3,
        state=lambda: rng.choice(('done', 'dead', 'ready')),
        kind=lambda: 'register_content',
        page_size=lambda: 20,
        before_id=lambda: rng.choice(facts.jobs),
    )


def watched(rng, facts):
    return sometimes(rng, 0.5, watchlist_id=lambda: rng.choice(facts.watchlists), page_size=lambda: 20)


def saved(rng, facts):
    return {'search_id': rng.choice(facts.searches), **sometimes(rng, 0.3, page_size=lambda: 10)}


def alerts(rng, facts):
    return sometimes(
        rng,
        0.3,
        unread_only=lambda: False,
        after_seq=lambda: rng.randrange(facts.last_seq),
        page_size=lambda: 20,
    )


def dead_jobs(rng, facts):
    return sometimes(
        rng, 0.3, kind=lambda: 'register_content', error_code=lambda: '22023', page_size=lambda: 20
    )


KINDS = ('merger', 'division', 'cancellation_394', 'inter_company_agreement')


def legal(rng, facts):
    return {**company_page(rng, facts), **sometimes(rng, 0.3, kinds=lambda: rng.sample(KINDS, 2))}


def announcements(rng, facts):
    first, last = sorted((recent_day(rng), recent_day(rng)))
    return sometimes(
        rng,
        0.3,
        kinds=lambda: rng.sample(KINDS, 2),
        from_date=lambda: first,
        to_date=lambda: last,
        page_size=lambda: 20,
    )


def search_person(rng, facts):
    _, last_name, first_names, year, residence = facts.person(rng)
    text = rng.choice((f'{first_names} {last_name}', f'{last_name} {first_names}', f'{last_name} {first_names[:2]}'))
    narrowed = sometimes(rng, 0.3, birth_year=lambda: year, residence=lambda: residence, page_size=lambda: 10)
    return {'q': text, **narrowed}


def person(rng, facts):
    return {'person_id': facts.person(rng)[0]}


def person_roles(rng, facts):
    return {**person(rng, facts), **sometimes(rng, 0.3, include_former=lambda: False)}


def node(rng, facts):
    return rng.choice((facts.identifier(rng), facts.person(rng)[0]))


def network(rng, facts):
    return {
        'identifier': node(rng, facts),
        **sometimes(rng, 0.3, depth=lambda: 1, max_nodes=lambda: 50, include_former=lambda: True),
    }


def path(rng, facts):
    return {
        'from_identifier': node(rng, facts),
        'to_identifier': node(rng, facts),
        **sometimes(rng, 0.3, max_depth=lambda: 4, include_former=lambda: False),
    }


def unmapped(rng, facts):
    return sometimes(rng, 0.3, page_size=lambda: 20, max_documents=lambda: 1000)


def reference(rng, facts):
    kind = rng.choice(('court', 'legal_form', 'role', 'country', 'entry_type'))
    return {'kind': kind, **sometimes(rng, 0.2, page_size=lambda: 50)}


def failures(rng, facts):
    return {
        'import_id': rng.choice(facts.imports),
        **sometimes(rng, 0.3, page_size=lambda: 20, after_line=lambda: 500000),
    }


def export(rng, facts):
    start = rng.choice(facts.companies).id
    return {
        'after_company_id': start,
        'max_companies': 5,  # each takes what get_company() and get_company_officers() take
        **sometimes(
            rng, 0.3, format=lambda: rng.choice(('csv', 'ftm', 'bods')), to_company_id=lambda: start + 100
        ),
    }


def blocked(rng, facts):
    return sometimes(rng, 0.5, page_size=lambda: 20, after_id=lambda: facts.company(rng).id)


def erasures(rng, facts):
    return sometimes(rng, 0.3, page_size=lambda: 20, before_id=lambda: rng.randint(1, 2000))


def log(rng, facts):
    return sometimes(rng, 0.3, action=lambda: 'block_company', page_size=lambda: 20, before_id=lambda: 1000)


ORDINARY = {
    'search_companies': search,
    'suggest_companies': suggest,
    'normalize_company_name': lambda rng, facts: {'name': query_text(rng, facts)},
    'match_names': lambda rng, facts: {'a': facts.company(rng).name[:200], 'b': query_text(rng, facts)},
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
    'parse_register_id': lambda rng, facts: {'input': rng.choice(facts.company(rng).identifiers)},
    'list_reference': reference,
    'get_job': job,
    'list_jobs': jobs,
    'list_watchlists': lambda rng, facts: {},
    'list_watched_companies': watched,
    'list_saved_searches': lambda rng, facts: {},
    'run_saved_search': saved,
    'list_alerts': alerts,
    'get_quota': lambda rng, facts: {},
    'queue_status': lambda rng, facts: {},
    'health': lambda rng, facts: {},
    'get_search_index': lambda rng, facts: {},
    'list_dead_jobs': dead_jobs,
    'download_document': lambda rng, facts: {'document_id': rng.choice(facts.documents)},
    'list_blocked_companies': blocked,
    'list_erasures': erasures,
    'list_unmapped_paths': unmapped,
    'list_ambiguous_mentions': lambda rng, facts: sometimes(rng, 0.3, page_size=lambda: 20),
    'get_import': lambda rng, facts: {'import_id': rng.choice(facts.imports)},
    'list_imports': lambda rng, facts: sometimes(rng, 0.3, page_size=lambda: 20, before_id=lambda: rng.choice(facts.imports)),
    'list_import_failures': failures,
    'export_companies': export,
    'get_audit_log': log,
}
