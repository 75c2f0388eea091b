// Who may call what, and how errors reach HTTP.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alice, bytes, client, operator, reader } from './client.mjs';

const calls = {
    get_company: { identifier: '1' },
    get_company_officers: { identifier: '1' },
    get_company_timeline: { identifier: '1' },
    get_changes: {},
    search_companies: { q: 'x' },
    parse_register_id: { input: 'x' },
    get_job: { job_id: 1 },
    submit_document: { content: bytes('<access/>') },
    submit_documents: { contents: [] },
    queue_status: {},
    health: {},
    grant_access: {},
};
const forReaders = ['get_company', 'get_company_officers', 'get_company_timeline', 'get_changes', 'search_companies',
    'parse_register_id'];
const forMembers = [...forReaders, 'get_job'];
const forOperators = [...forMembers, 'submit_document', 'submit_documents', 'queue_status', 'health'];

for (const [name, who, allowed, refused] of [
    ['reader', reader, forReaders, 401],
    ['member', alice, forMembers, 403],
    ['operator', operator, forOperators, 403],
]) {
    test(`a ${name} may call ${allowed.length} functions and no other`, async () => {
        for (const [call, parameters] of Object.entries(calls)) {
            const { status, error } = await who.rpc(call, parameters);
            if (allowed.includes(call)) {
                assert.ok(status === 200 || /^PT/.test(error.code), `${call}: ${status} ${error?.message}`);
            } else {
                assert.equal(status, refused, call);
                assert.equal(error.code, '42501', call);
            }
        }
    });
}

test('no view can be scanned, whoever asks', async () => {
    for (const who of [reader, alice, operator])
        for (const view of ['company', 'company_officer', 'company_event', 'change', 'job']) {
            const { status, data } = await who.from(view).select('*');
            assert.ok(status === 401 || status === 403, `${view}: ${status}`);
            assert.equal(data, null);
        }
});

test('a token of somebody else\'s secret is refused', async () => {
    const { status } = await client({ role: 'service_role' }, 'x'.repeat(40)).rpc('health');
    assert.equal(status, 401);
});

const failures = [
    ['get_company', { identifier: 'HRQ 1 Nowhere' }, 400, 'PT400', 'invalid_register_id'],
    ['get_company', { identifier: '' }, 400, 'PT400', 'invalid_identifier'],
    ['get_company', { identifier: '999999999999' }, 404, 'PT404', 'unknown_company'],
    ['get_company_officers', { identifier: '999999999999' }, 404, 'PT404', 'unknown_company'],
    ['get_company_timeline', { identifier: '999999999999' }, 404, 'PT404', 'unknown_company'],
    ['get_changes', { max_rows: 0 }, 400, 'PT400', 'invalid_max_rows'],
    ['search_companies', { q: '' }, 400, 'PT400', 'invalid_query'],
    ['search_companies', { q: 'x', page_size: 1000 }, 400, 'PT400', 'invalid_page_size'],
    ['search_companies', { q: 'x', cursor: 'x' }, 400, 'PT400', 'invalid_cursor'],
];
for (const [call, parameters, status, sqlstate, code] of failures)
    test(`${call}(${JSON.stringify(parameters)}) is ${status} ${code}`, async () => {
        const answer = await reader.rpc(call, parameters);
        assert.equal(answer.status, status);
        assert.equal(answer.error.code, sqlstate);
        assert.equal(JSON.parse(answer.error.details).code, code);
        assert.match(answer.error.hint, /\.$/);
    });

test('errors of operators: an empty document, a job that never was', async () => {
    const empty = await operator.rpc('submit_document', { content: '' });
    assert.equal(empty.status, 400);
    assert.equal(JSON.parse(empty.error.details).code, 'empty_document');
    const unknown = await operator.rpc('get_job', { job_id: Number.MAX_SAFE_INTEGER });
    assert.equal(unknown.status, 404);
    assert.equal(JSON.parse(unknown.error.details).code, 'unknown_job');
});
