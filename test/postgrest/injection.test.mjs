// PostgREST writes the message of a PTxyz error into the status line as it is. So no word of a caller may be in it: each text
// that a function takes is given line ends, headers and a page, over a socket that shows what really comes back.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, test } from 'node:test';
import { client, member, service, token } from './client.mjs';
import { gmbh, psql, rows, submitted } from './fixture.mjs';

const { hostname, port } = new URL(process.env.POSTGREST_URL);
const caller = { ...service, sub: 'injection' };
const user = client({ ...member('injection'), role: 'service_role' });
const poisons = ['\r\nX-Injected: 1\r\n\r\n<html>injected</html>', 'HRB 867001 Hamburg\r\nX-Injected: 1', '867001\nX-Injected: 1',
    'injected \u0001\u0002\u0008\t\u000b\u001b\u007f\u0085\u2028', 'injected \\r\\n %0d%0a\u00ad \ud83d\udca5 "\'`'];
/// All headers that PostgREST gives.
const known = ['transfer-encoding', 'content-length', 'date', 'server', 'content-type', 'content-range', 'content-location',
    'location', 'proxy-status', 'www-authenticate', 'content-disposition', 'x-content-type-options', 'retry-after', 'vary'];
/// For arguments that must be given.
const given = { identifier: 'HRB 867001 Hamburg', from_identifier: 'HRB 867001 Hamburg', to_identifier: 'HRB 867001 Hamburg',
    q: 'Einspritzer', prefix: 'Einspritzer', name: 'injected', a: 'Einspritzer', b: 'Einspritzer', names: ['Einspritzer'],
    input: 'HRB 867001 Hamburg', kind: 'role', reason: 'a test', last_name: 'Niemand', first_names: 'Nirgends',
    birth_date: '1900-01-01', function_name: 'retry_job', identifiers: [], content: '', contents: [], from_date: '2023-01-01',
    upto_seq: 0, job_id: 1, document_id: 1, import_id: 1, person_id: '00000000-0000-0000-0000-000000000000',
    other_person_id: '00000000-0000-0000-0000-000000000000' };

const functions = JSON.parse(psql(`
    select jsonb_object_agg(p.proname, p.arguments) from (
        select p.proname, jsonb_agg(jsonb_build_object('name', p.proargnames[a.n], 'type', a.type::regtype,
                                                       'must', a.n <= p.pronargs - p.pronargdefaults)) as arguments
            from pg_proc p cross join lateral unnest(p.proargtypes::oid[]) with ordinality a (type, n)
            where p.pronamespace = 'handelsregister'::regnamespace group by p.oid) p`));
const isText = ({ type }) => type === 'text' || type === 'text[]';

before(async () => {
    await submitted(await gmbh(867001, 'Einspritzer'));
    given.person_id = psql(`select v.person_id from hr_registry.mention_person v join hr_registry.registration r using (company_id)
                            where r.register_number = 867001 limit 1`);
    given.watchlist_id = (await rows(user, 'create_watchlist', { name: 'other' })).watchlist_id;
    given.search_id = (await rows(user, 'save_search', { name: 'other', q: 'Einspritzer' })).search_id;
});

/// What comes back for a request, as bytes.
function raw(name, parameters) {
    const body = Buffer.from(JSON.stringify(parameters));
    return new Promise((resolve, reject) => {
        const parts = [];
        const socket = connect(Number(port), hostname, () => socket.end(Buffer.concat([Buffer.from(
            `POST /rpc/${name} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token(caller)}\r\nConnection: close\r\n` +
            `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`), body])));
        socket.on('data', (part) => parts.push(part)).on('error', reject).on('close', () => resolve(Buffer.concat(parts)));
    });
}

/// The content of a body in chunks.
function joined(body) {
    const parts = [];
    for (let at = 0; ;) {
        const end = body.indexOf('\r\n', at);
        const size = parseInt(body.subarray(at, end), 16);
        if (!(size > 0)) return Buffer.concat(parts);
        parts.push(body.subarray(end + 2, end + 2 + size));
        at = end + 2 + size + 2;
    }
}

function look(answer, what) {
    const end = answer.indexOf('\r\n\r\n');
    const [statusLine, ...headers] = answer.subarray(0, end).toString('latin1').split('\r\n');
    assert.match(statusLine, /^HTTP\/1\.1 [1-5]\d\d [\x20-\x7e]*$/, what);
    assert.doesNotMatch(statusLine, /injected|867001|Einspritzer/i, what);
    for (const header of headers) assert.ok(known.includes(header.split(':')[0].toLowerCase()), `${what}: foreign header ${header}`);
    const find = (name) => headers.find((header) => header.toLowerCase().startsWith(`${name}:`)) ?? '';
    const body = answer.subarray(end + 4);
    const content = /chunked/i.test(find('transfer-encoding')) ? joined(body) : body;
    if (Number(statusLine.slice(9, 12)) < 400) return;
    assert.match(find('content-type'), /application\/json/, what);
    const error = JSON.parse(content);
    if (/^PT/.test(error.code)) {
        assert.doesNotMatch(error.message, /injected|867001|Einspritzer/i, what);
        assert.ok(error.details.length < 2000, what);
    }
}

test('there are functions that take texts', () =>
    assert.ok(Object.values(functions).filter((list) => list.some(isText)).length > 40));

for (const [name, list] of Object.entries(functions)) {
    for (const argument of list.filter(isText)) {
        test(`${name}(${argument.name}) leaves the head of the answer alone`, async () => {
            const others = Object.fromEntries(list.filter(({ must }) => must).map((one) => [one.name, given[one.name]]));
            for (const value of Object.values(others)) assert.notEqual(value, undefined, 'an argument that this test does not know');
            for (const poison of poisons) {
                const parameters = { ...others, [argument.name]: argument.type === 'text' ? poison : [poison] };
                // Twice: a name may be taken then.
                for (const turn of [1, 2]) look(await raw(name, parameters), `${JSON.stringify(poison)}, call ${turn}`);
            }
        });
    }
}
