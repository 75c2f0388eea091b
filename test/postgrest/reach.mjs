// Every function that readers and members may call, with arguments that reach a company: for tests that something never
// comes out, wherever it is looked for.
import assert from 'node:assert/strict';
import { anon, call, member } from './client.mjs';
import { psql } from './fixture.mjs';

const ofCompany = ['get_company', 'get_company_officers', 'get_company_representation', 'get_company_capital',
    'get_company_addresses', 'render_company'];
const wholeHistory = ['get_company_names', 'get_company_registrations', 'get_company_entries', 'get_company_timeline',
    'list_company_documents', 'get_company_legal_events', 'list_company_announcements'];
const withFormer = ['get_company_officers', 'get_company_capital', 'get_company_addresses'];

/// [function, arguments, arguments, …]; `days` are such on which the company was different, and one before it was known.
const readers = ({ identifier, identifiers, words, names, days, before_seq }, persons) => [
    ...ofCompany.map((name) => [name, { identifier }, ...days.map((as_of) => ({ identifier, as_of })),
        ...withFormer.includes(name) ? [{ identifier, include_former: true }] : []]),
    ...wholeHistory.map((name) => [name, { identifier }]),
    ['diff_company', ...days.map((from_date) => ({ identifier, from_date })),
        ...days.slice(1).map((to_date, i) => ({ identifier, from_date: days[i], to_date }))],
    ['lookup_company', ...identifiers.map((text) => ({ identifier: text }))],
    ['search_companies', ...words.map((q) => ({ q }))],
    ['suggest_companies', ...words.map((prefix) => ({ prefix }))],
    ['normalize_company_name', ...words.map((name) => ({ name }))],
    ['match_names', ...words.map((a) => ({ a, b: words[0] }))],
    ['list_announcements', {}],
    ['get_changes', { after_seq: before_seq, max_rows: 1000 }],
    ['search_persons', ...names.map((q) => ({ q }))],
    ['get_person', ...persons.map((person_id) => ({ person_id }))],
    ['get_person_roles', ...persons.map((person_id) => ({ person_id }))],
    ['get_network', { identifier, include_former: true }, ...persons.map((person_id) => ({ identifier: person_id }))],
    ['find_path', ...persons.map((person_id) => ({ from_identifier: identifier, to_identifier: person_id }))],
    ['parse_register_id', { input: identifier }],
    ['list_reference', { kind: 'court', page_size: 1000 }, { kind: 'role' }],
];

/// For a user who has a list with the company on it, one to delete, a saved search, and a part in jobs.
const members = ({ identifier, company_id, words, own }) => [
    ['match_companies', { names: words, max_hits: 20 }],
    ['request_refresh', { identifier, max_age: '100 years' }, { identifier, max_age: '0' }],
    ['get_job', ...own.jobs.map((job_id) => ({ job_id }))],
    ['list_jobs', {}],
    ['cancel_job', ...own.jobs.map((job_id) => ({ job_id }))],
    ['retry_job', ...own.jobs.map((job_id) => ({ job_id }))],
    ['get_quota', {}],
    ['list_watchlists', {}],
    ['list_watched_companies', {}, { watchlist_id: own.list }],
    ['list_alerts', { unread_only: false }],
    ['mark_alerts_read', { upto_seq: 0 }],
    ['list_saved_searches', {}],
    ['run_saved_search', { search_id: own.search }],
    ['create_watchlist', { name: 'reach' }],
    ['rename_watchlist', { watchlist_id: own.spare, name: 'reached' }],
    ['watch_company', { identifier, watchlist_id: own.spare }],
    ['unwatch_company', { identifier, watchlist_id: own.spare }, { identifier: String(company_id), watchlist_id: own.spare }],
    ['delete_watchlist', { watchlist_id: own.spare }],
    ['save_search', { name: 'reach', q: words[0] }],
    ['delete_saved_search', { search_id: own.search }],
];

/// All responses as texts, bodies and headers, each with the call that gave it: as JSON, lists as CSV, pages as HTML.
export async function responses(company) {
    const persons = psql(`select string_agg(distinct person_id::text, ',') from hr_registry.mention_person
                          where company_id = hr_registry.find_company('${company.identifier}')`).split(',').filter(Boolean);
    const table = [...readers(company, persons), ...company.own ? members(company) : []];
    const role = company.own ? 'authenticated' : 'anon';
    const executable = psql(`select string_agg(proname, ',') from pg_proc where pronamespace = 'handelsregister'::regnamespace
                             and has_function_privilege('${role}', oid, 'execute')`).split(',');
    assert.deepEqual(table.map(([name]) => name).sort(), executable.sort());
    const reading = psql(`select string_agg(proname, ',') from pg_proc where pronamespace = 'handelsregister'::regnamespace
                          and provolatile <> 'v' and proretset`).split(',');
    const claims = company.own ? member(company.own.subject) : anon;
    const all = [];
    for (const [name, ...calls] of table)
        for (const body of calls)
            for (const Accept of ['application/json', ...reading.includes(name) ? ['text/csv'] : [],
                ...name === 'render_company' ? ['text/html'] : []]) {
                const { status, headers, text } = await call(claims, name, {}, { headers: { Accept }, body });
                assert.ok(status < 500 || status === 501, `${name}: ${status} ${text}`);
                all.push({ name, body, Accept, status, text: `${JSON.stringify([...headers])}\n${text}` });
            }
    return all;
}
