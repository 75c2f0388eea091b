// Every function of the API: who may call it, with what it succeeds, and with what it refuses even those who may.
// `own` has what belongs to the caller; a refusal is [arguments, status, code].

const nobody = '999999999999';
const zero = '00000000-0000-0000-0000-000000000000';
const unknown = [{ identifier: nobody }, 404, 'unknown_company'];
const noPage = (more = {}) => [{ ...more, page_size: 0 }, 400, 'invalid_page_size'];
/// For those who take no argument that could be wrong: no login, or an argument that there is not.
export const loggedOut = 'without the claim "sub"';
const noSuchArgument = [{ nonsense: 1 }, 404, 'PGRST202'];
const noNumber = [{ job_ids: ['x'] }, 400, '22P02'];

const ofCompany = ['get_company', 'get_company_officers', 'get_company_representation', 'get_company_capital',
    'get_company_addresses', 'get_company_names', 'get_company_registrations', 'get_company_entries', 'get_company_timeline',
    'list_company_documents', 'render_company', 'get_company_legal_events', 'list_company_announcements'];

export const matrix = ({ identifier, other, person_id, other_person, split, document_id, import_id, content, own }) => ({
    reader: {
        ...Object.fromEntries(ofCompany.map((name) => [name, [{ identifier }, unknown]])),
        search_companies: [{ q: 'Zugvogel' }, [{ q: '' }, 400, 'invalid_query']],
        suggest_companies: [{ prefix: 'Zugvogel' }, [{ prefix: '--' }, 400, 'invalid_query']],
        normalize_company_name: [{ name: 'Zugvogel GmbH' }, [{ name: '' }, 400, 'invalid_query']],
        match_names: [{ a: 'Zugvogel GmbH', b: 'Zugvogel' }, [{ a: 'Zugvogel', b: '-' }, 400, 'invalid_query']],
        lookup_company: [{ identifier }, [{ identifier: '' }, 400, 'invalid_identifier']],
        diff_company: [{ identifier, from_date: '2023-06-01' }, [{ identifier, from_date: null }, 422, 'invalid_period']],
        list_announcements: [{ kinds: ['merger'] }, noPage()],
        get_changes: [{ max_rows: 1 }, [{ max_rows: 0 }, 400, 'invalid_max_rows']],
        search_persons: [{ q: 'Zugvogel' }, [{ q: '' }, 400, 'invalid_query']],
        get_person: [{ person_id }, [{ person_id: zero }, 404, 'unknown_person']],
        get_person_roles: [{ person_id }, [{ person_id: zero }, 404, 'unknown_person']],
        get_network: [{ identifier }, unknown],
        find_path: [{ from_identifier: identifier, to_identifier: person_id },
            [{ from_identifier: identifier, to_identifier: zero }, 404, 'unknown_person']],
        parse_register_id: [{ input: 'HRB 1 Hamburg' }, noSuchArgument],
        list_reference: [{ kind: 'role' }, [{ kind: 'nothing' }, 400, 'invalid_reference_kind']],
    },
    member: {
        match_companies: [{ names: ['Zugvogel'] }, [{ names: ['Zugvogel'], cities: [] }, 400, 'invalid_names']],
        request_refresh: [{ identifier, max_age: '100 years' }, unknown],
        get_job: [{ job_id: own.waiting_job }, [{ job_id: 0 }, 404, 'unknown_job']],
        list_jobs: [{}, noPage()],
        cancel_job: [{ job_id: own.waiting_job }, [{ job_id: own.done_job }, 409, 'job_state_conflict']],
        retry_job: [{ job_id: own.dead_job }, [{ job_id: own.done_job }, 409, 'job_state_conflict']],
        get_quota: [{}, loggedOut],
        create_watchlist: [{ name: 'access' }, [{ name: ' ' }, 400, 'invalid_name']],
        rename_watchlist: [{ watchlist_id: own.list, name: 'renamed' }, [{ watchlist_id: zero, name: 'x' }, 404, 'unknown_watchlist']],
        list_watchlists: [{}, loggedOut],
        watch_company: [{ identifier, watchlist_id: own.list }, [{ identifier, watchlist_id: zero }, 404, 'unknown_watchlist']],
        list_watched_companies: [{}, [{ watchlist_id: zero }, 404, 'unknown_watchlist']],
        unwatch_company: [{ identifier, watchlist_id: own.list }, [{ identifier: other, watchlist_id: own.list }, 404, 'not_watched']],
        delete_watchlist: [{ watchlist_id: own.spare_list }, [{ watchlist_id: zero }, 404, 'unknown_watchlist']],
        list_alerts: [{}, noPage()],
        mark_alerts_read: [{ upto_seq: 0 }, [{ upto_seq: -1 }, 400, 'invalid_seq']],
        save_search: [{ name: 'access', q: 'Zugvogel' }, [{ name: 'bad', q: '' }, 400, 'invalid_query']],
        list_saved_searches: [{}, loggedOut],
        run_saved_search: [{ search_id: own.search }, [{ search_id: zero }, 404, 'unknown_search']],
        delete_saved_search: [{ search_id: own.search }, [{ search_id: zero }, 404, 'unknown_search']],
    },
    operator: {
        submit_document: [{ content }, [{ content: '' }, 400, 'empty_document']],
        submit_announcement: [{ content }, [{ content: '' }, 400, 'empty_document']],
        submit_announcements: [{ contents: [] }, [{ contents: null }, 400, 'empty_document']],
        submit_documents: [{ contents: [] }, [{ contents: null }, 400, 'empty_document']],
        download_document: [{ document_id }, [{ document_id: 0 }, 404, 'unknown_document']],
        queue_status: [{}, noSuchArgument],
        health: [{}, noSuchArgument],
        get_search_index: [{}, noSuchArgument],
        reindex_search: [{}, noSuchArgument],
        check_search: [{}, [{ max_companies: 0 }, 400, 'invalid_page_size']],
        list_dead_jobs: [{}, noPage()],
        redrive_dead_jobs: [{ job_ids: [] }, noNumber],
        discard_dead_jobs: [{ job_ids: [] }, noNumber],
        block_company: [{ identifier: other, reason: 'access' }, [{ identifier: other, reason: '' }, 400, 'invalid_reason']],
        list_blocked_companies: [{}, noPage()],
        unblock_company: [{ identifier: other, reason: 'access' }, [{ identifier, reason: 'access' }, 409, 'not_blocked']],
        erase_person: [{ last_name: 'Niemand', first_names: 'Nirgends', birth_date: '1900-01-01', reason: 'access' },
            [{ last_name: 'Niemand', first_names: 'Nirgends', birth_date: '1900', reason: 'access' }, 400, 'invalid_person']],
        list_erasures: [{}, noPage()],
        list_unmapped_paths: [{}, noPage()],
        reprocess_documents: [{ cursor: '900000000000000000' }, noPage()],
        rerun_person_assignment: [{}, noSuchArgument],
        join_persons: [{ person_id, other_person_id: other_person, reason: 'access' },
            [{ person_id, other_person_id: person_id, reason: 'access' }, 409, 'already_joined']],
        split_person: [{ ...split, reason: 'access' },
            [{ person_id, identifiers: [], reason: 'access' }, 409, 'nothing_to_split']],
        list_ambiguous_mentions: [{}, noPage()],
        begin_import: [{ format: 'tsv' }, [{ format: 'xml' }, 400, 'invalid_import']],
        list_imports: [{}, noPage()],
        get_import: [{ import_id }, [{ import_id: 0 }, 404, 'unknown_import']],
        list_import_failures: [{ import_id }, [{ import_id: 0 }, 404, 'unknown_import']],
        cancel_import: [{ import_id }, [{ import_id: 0 }, 404, 'unknown_import']],
        start_import: [{ import_id }, [{ import_id: 0 }, 404, 'unknown_import']],
        export_companies: [{}, [{ format: 'xml' }, 400, 'invalid_format']],
        get_audit_log: [{}, noPage()],
        set_rate_limit: [{ function_name: 'mark_alerts_read' }, [{ function_name: 'get_company' }, 404, 'unknown_function']],
        apply_retention: [{}, [{ audit_log: '-1 day' }, 400, 'invalid_retention']],
    },
    owner: {
        grant_access: [{}],
        revoke_access: [{}],
    },
});
