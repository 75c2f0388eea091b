// How errors reach HTTP: status, SQLSTATE, a code for machines, a hint for people. 501 is in refresh.test.mjs, which owns
// the processor that must be missing.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { alice, bytes, call, client, member, operator, reader } from './client.mjs';
import { gmbh, psql, refused, rows, submitted, variant } from './fixture.mjs';

const identifier = 'HRB 850001 Hamburg';
const nobody = '999999999999';
const zero = '00000000-0000-0000-0000-000000000000';
const person = { last_name: 'Fehlgriff', first_names: 'Felicitas', birth_date: '1980-02-01', reason: 'errors' };
const many = Array(201).fill('x');
const user = client(member('errors'));
const full = client(member('errors/full'));
const nameless = client({ role: 'authenticated' });
const at = {};  // what only exists once the test runs

before(async () => {
    const [{ job_id }, , { document_id }] = await submitted([
        ...await gmbh(850001, 'Fehlgriff'), await variant('verein', { 21477: '850001' })]);
    Object.assign(at, { document_id, done: job_id, gone: Number(psql(`select nextval('hr_queue.job_id_seq')`)) });
    psql(`update hr_registry.document set content = '', erased_at = now() where id = ${document_id}`);
    at.list = (await rows(user, 'create_watchlist', { name: 'taken' })).watchlist_id;
    at.spare = (await rows(user, 'create_watchlist', { name: 'spare' })).watchlist_id;
    await rows(user, 'save_search', { name: 'taken', q: 'Fehlgriff' });
    await rows(operator, 'erase_person', person);
    await rows(operator, 'block_company', { identifier: 'VR 850001 Köln', reason: 'errors' });
    at.full = (await rows(full, 'create_watchlist', { name: 'full' })).watchlist_id;
    psql(`insert into hr_user.watch (watchlist_id, company_id, subject, since_seq)
          select '${at.full}', -n, 'errors/full', 0 from generate_series(1, 10000) n`);
    psql(`insert into hr_user.rate_usage (subject, function_name, hour, calls)
          select 'errors', 'delete_saved_search', date_trunc('hour', now()) + n * interval '1 hour', 120 from generate_series(0, 1) n`);
});

const failures = [
    [reader, 'get_company', { identifier: 'HRQ 1 Nowhere' }, 400, 'invalid_register_id'],
    [reader, 'get_company', { identifier: '' }, 400, 'invalid_identifier'],
    [reader, 'get_company', { identifier: 'x'.repeat(501) }, 400, 'invalid_identifier'],
    [reader, 'lookup_company', { identifier: null }, 400, 'invalid_identifier'],
    [reader, 'get_changes', { max_rows: 1001 }, 400, 'invalid_max_rows'],
    [reader, 'search_companies', { q: ' ' }, 400, 'invalid_query'],
    [reader, 'search_companies', { q: 'x', page_size: 101 }, 400, 'invalid_page_size'],
    [reader, 'search_companies', { q: 'x', cursor: 'x' }, 400, 'invalid_cursor'],
    [reader, 'search_companies', { q: 'x', courts: many }, 400, 'invalid_filter'],
    [reader, 'suggest_companies', { prefix: 'x', max_hits: 51 }, 400, 'invalid_page_size'],
    [reader, 'get_company_entries', { identifier, page_size: null }, 400, 'invalid_page_size'],
    [reader, 'get_company_timeline', { identifier, cursor: '-' }, 400, 'invalid_cursor'],
    [reader, 'list_reference', { kind: null }, 400, 'invalid_reference_kind'],
    [reader, 'list_reference', { kind: 'role', page_size: 1001 }, 400, 'invalid_page_size'],
    [reader, 'list_reference', { kind: 'role', cursor: '1; drop' }, 400, 'invalid_cursor'],
    [user, 'create_watchlist', { name: 'x'.repeat(201) }, 400, 'invalid_name'],
    [user, 'save_search', { name: '', q: 'Fehlgriff' }, 400, 'invalid_name'],
    [user, 'save_search', { name: 'new', q: 'Fehlgriff', mode: 'fuzzy' }, 400, 'invalid_mode'],
    [user, 'watch_company', () => ({ identifier, watchlist_id: at.list, kinds: many }), 400, 'invalid_filter'],
    [user, 'mark_alerts_read', { upto_seq: Number.MAX_SAFE_INTEGER }, 400, 'invalid_seq'],
    [user, 'request_refresh', { identifier, max_age: '-1 day' }, 400, 'invalid_max_age'],
    [operator, 'submit_document', { content: '' }, 400, 'empty_document'],
    [operator, 'submit_documents', { contents: ['\\x3c', ''] }, 400, 'empty_document'],
    [operator, 'block_company', { identifier, reason: 'x'.repeat(2001) }, 400, 'invalid_reason'],
    [operator, 'set_rate_limit', { function_name: 'retry_job', calls_per_hour: -1 }, 400, 'invalid_limit'],
    [operator, 'apply_retention', { dead_jobs: null }, 400, 'invalid_retention'],
    [operator, 'erase_person', { ...person, birth_date: '1980-02-30' }, 400, 'invalid_person'],
    [operator, 'erase_person', { ...person, first_names: ' ' }, 400, 'invalid_person'],
    [operator, 'erase_person', { ...person, reason: 'born on 1980-02-01' }, 400, 'invalid_reason'],
    [nameless, 'list_alerts', {}, 401, 'login_required'],
    [nameless, 'create_watchlist', { name: 'x' }, 401, 'login_required'],
    [reader, 'get_company_officers', { identifier: nobody }, 404, 'unknown_company'],
    [reader, 'get_company', { identifier: 'HRB 859999 Hamburg' }, 404, 'unknown_company'],
    [reader, 'get_company', { identifier, as_of: '2000-01-01' }, 404, 'not_known_then'],
    [reader, 'get_company', { identifier: 'VR 850001 Köln' }, 404, 'unknown_company'],
    [user, 'get_job', { job_id: Number.MAX_SAFE_INTEGER }, 404, 'unknown_job'],
    [user, 'get_job', () => ({ job_id: at.done }), 404, 'unknown_job'],
    [user, 'rename_watchlist', { watchlist_id: zero, name: 'x' }, 404, 'unknown_watchlist'],
    [user, 'unwatch_company', () => ({ identifier, watchlist_id: at.list }), 404, 'not_watched'],
    [user, 'run_saved_search', { search_id: zero }, 404, 'unknown_search'],
    [operator, 'download_document', { document_id: 0 }, 404, 'unknown_document'],
    [operator, 'set_rate_limit', { function_name: 'health', calls_per_hour: 1 }, 404, 'unknown_function'],
    [user, 'create_watchlist', { name: 'taken' }, 409, 'watchlist_exists'],
    [user, 'rename_watchlist', () => ({ watchlist_id: at.spare, name: 'taken' }), 409, 'watchlist_exists'],
    [user, 'save_search', { name: 'taken', q: 'Fehlgriff' }, 409, 'search_exists'],
    [operator, 'block_company', { identifier: 'VR 850001 Köln', reason: 'again' }, 409, 'already_blocked'],
    [operator, 'unblock_company', { identifier, reason: 'never was' }, 409, 'not_blocked'],
    [operator, 'erase_person', person, 409, 'already_erased'],
    [operator, 'cancel_job', () => ({ job_id: at.done }), 409, 'job_state_conflict'],
    [operator, 'retry_job', () => ({ job_id: at.done }), 409, 'job_state_conflict'],
    [operator, 'get_job', () => ({ job_id: at.gone }), 410, 'job_expired'],
    [user, 'cancel_job', () => ({ job_id: at.gone }), 410, 'job_expired'],
    [operator, 'download_document', () => ({ document_id: at.document_id }), 410, 'document_erased'],
    [reader, 'get_changes', { epoch: zero }, 416, 'wrong_epoch'],
    [reader, 'diff_company', { identifier, from_date: '2025-01-02', to_date: '2025-01-01' }, 422, 'invalid_period'],
    [full, 'watch_company', () => ({ identifier, watchlist_id: at.full }), 422, 'too_many_watches'],
];
for (const [who, name, given, status, code] of failures)
    test(`${name}(${String(typeof given === 'function' ? given : JSON.stringify(given)).slice(0, 80)}) is ${status} ${code}`, () =>
        refused(who, name, typeof given === 'function' ? given() : given, status, code));

test('429 tells when to try again, in a header and in the details', async () => {
    const { status, headers, text } = await call(member('errors'), 'delete_saved_search', {}, { body: { search_id: (
        await rows(user, 'list_saved_searches'))[0].search_id } });
    assert.equal(status, 429);
    const { code, message, details, hint } = JSON.parse(text);
    assert.equal(code, 'PT429');
    assert.equal(message, 'too many calls within an hour');
    assert.match(hint, /\.$/);
    const { code: reason, function: name, limit, retry_after_s } = JSON.parse(details);
    assert.deepEqual({ reason, name, limit }, { reason: 'rate_limited', name: 'delete_saved_search', limit: 120 });
    assert.equal(headers.get('retry-after'), String(retry_after_s));
    assert.ok(retry_after_s >= 1 && retry_after_s <= 3600);
});

test('413 tells the limit', async () => {
    const answer = await operator.rpc('submit_document', { content: bytes(Buffer.alloc(32 * 1024 * 1024 + 1, 0x20)) });
    assert.equal(answer.status, 413);
    const { code, bytes: size, limit, position } = JSON.parse(answer.error.details);
    assert.deepEqual({ code, size, limit, position },
        { code: 'document_too_large', size: 33554433, limit: 33554432, position: 1 });
});

test('403 and 401 without a right say nothing of what is behind it', async () => {
    for (const [who, status] of [[alice, 403], [reader, 401]]) {
        const { status: given, error } = await who.rpc('block_company', { identifier, reason: 'x' });
        assert.equal(given, status);
        assert.deepEqual(error,
            { code: '42501', details: null, hint: null, message: 'permission denied for function block_company' });
    }
});

test('what is no value of the argument\'s type is 400', async () => {
    for (const [name, parameters, code] of [
        ['get_company', { identifier, as_of: 'yesterday-ish' }, '22007'],
        ['get_changes', { epoch: 'x' }, '22P02'],
        ['get_changes', { max_rows: 'x' }, '22P02'],
        ['search_companies', { q: 'x', courts: 'x' }, '22P02']]) {
        const { status, error } = await reader.rpc(name, parameters);
        assert.equal(status, 400, name);
        assert.equal(error.code, code, name);
    }
});
