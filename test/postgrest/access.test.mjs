// Who may call what: every function of the API, as nobody, as two users and as an operator.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { anon, bytes, call, client, finished, member, operator, reader, sample, service } from './client.mjs';
import { gmbh, psql, refused, rows, submitted, variant } from './fixture.mjs';
import { loggedOut, matrix } from './matrix.mjs';

const identifier = 'HRB 840001 Hamburg';
const other = 'VR 840001 Köln';
const levels = ['reader', 'member', 'operator', 'owner'];
const nameless = client({ role: 'authenticated' });
const callers = [
    { name: 'nobody', level: 0, refusal: 401, who: reader },
    { name: 'a user', level: 1, refusal: 403, who: client(member('access/1')), subject: 'access/1' },
    { name: 'another user', level: 1, refusal: 403, who: client(member('access/2')), subject: 'access/2' },
    { name: 'an operator', level: 2, refusal: 403, who: client({ ...service, sub: 'access/3' }), subject: 'access/3' },
];
let shared;

/// What belongs to a user: lists, a search, and jobs that wait, are dead, and are done.
async function belongings({ who, subject }, number) {
    const list = async (name) => (await rows(who, 'create_watchlist', { name })).watchlist_id;
    const broken = Buffer.concat([await sample('broken/truncated.xml'), Buffer.from(`<!-- access ${number} -->`)]);
    const { data: { job_id: dead_job } } = await operator.rpc('submit_document', { content: bytes(broken) });
    const [{ job_id: done_job }] = await submitted([await variant('egbr', { 512: `84000${number}` })]);
    assert.equal((await finished([dead_job]))[0].state, 'dead');
    const waiting_job = Number(psql(`select hr_queue.enqueue('register_content', '{"document": 0}', now() + interval '1 day')`));
    for (const job of [waiting_job, dead_job, done_job])
        psql(`insert into hr_user.refresh_request (subject, job_id, company_id) values ('${subject}', ${job}, 0)`);
    return { waiting_job, dead_job, done_job, list: await list('mine'), spare_list: await list('spare'),
        search: (await rows(who, 'save_search', { name: 'mine', q: 'Zugvogel' })).search_id };
}

before(async () => {
    const documents = [...await gmbh(840001, 'Zugvogel'), await variant('verein', { 21477: '840001' })];
    const submissions = await submitted(documents);
    const person = async (company) => (await rows(reader, 'get_company_officers', { identifier: company })).find((row) => row.person_id).person_id;
    const import_id = Number(psql(`select import_id from handelsregister.begin_import(format => 'tsv')`));
    psql(`insert into hr_registry.import_line (line) values ('no line of it')`);
    psql(`select from handelsregister.cancel_import(${import_id})`);
    shared = { identifier, other, person_id: await person(identifier), other_person: await person(other),
        document_id: submissions[0].document_id, import_id, content: bytes(documents[0]) };
    for (const [number, caller] of callers.entries()) if (caller.subject) caller.own = await belongings(caller, number);
    callers[0].own = callers[1].own;
    shared.split = { person_id: await person('GsR 840001 Freiburg'), identifiers: ['GsR 840001 Freiburg'] };  // who is in the others, too
});

const known = () => {
    const all = matrix({ ...shared, own: callers[3].own });
    return levels.flatMap((level) => Object.keys(all[level]));
};

test('the matrix has every function of the API', () => {
    const there = psql(`select string_agg(distinct proname, ',') from pg_proc where pronamespace = 'handelsregister'::regnamespace`);
    assert.deepEqual(known().sort(), there.split(',').sort());
});

test('no function has two signatures', () => {
    assert.equal(psql(`select count(*) from (select from pg_proc where pronamespace = 'handelsregister'::regnamespace
                                             group by proname having count(*) > 1) overloaded`), '0');
});

test('what reads is called by GET, what writes is not', async () => {
    const { who, own } = callers[3];
    const writing = psql(`select string_agg(proname, ',') from pg_proc
                          where pronamespace = 'handelsregister'::regnamespace and provolatile = 'v'`).split(',');
    for (const [level, functions] of Object.entries(matrix({ ...shared, own })))
        for (const [name, [good]] of Object.entries(functions)) {
            if (level === 'owner') continue;
            const parameters = name === 'request_refresh' ? { identifier, max_age: '0' } : good;
            const options = { get: true };
            const answer = name === 'download_document' ? await who.rpc(name, parameters, options).csv()
                : await who.rpc(name, parameters, options);
            assert.equal(answer.status, writing.includes(name) ? 405 : 200, `${name}: ${answer.error?.message}`);
            if (answer.error) assert.equal(answer.error.code, '25006', name);
        }
});

async function refusedOfCourse({ who }, name, refusal) {
    if (refusal === loggedOut) return refused(nameless, name, {}, 401, 'login_required');
    const [parameters, status, code] = refusal;
    if (!/^[0-9A-Z]{5,}$/.test(code)) return refused(who, name, parameters, status, code);
    const answer = await who.rpc(name, parameters);
    assert.equal(answer.status, status, name);
    assert.equal(answer.error.code, code, name);
}

for (const caller of callers)
    test(`${caller.name} may call what is for ${levels.slice(0, caller.level + 1).join(', ')}, and nothing else`, async () => {
        for (const [level, functions] of Object.entries(matrix({ ...shared, own: caller.own })))
            for (const [name, [good, refusal]] of Object.entries(functions)) {
                const answer = name === 'download_document' ? await caller.who.rpc(name, good).csv()
                    : await caller.who.rpc(name, good);
                if (levels.indexOf(level) <= caller.level) {
                    assert.ok([200, 202, 204].includes(answer.status), `${name}: ${answer.status} ${answer.error?.message}`);
                    await refusedOfCourse(caller, name, refusal);
                } else {
                    assert.equal(answer.status, caller.refusal, name);
                    assert.equal(answer.error?.code ?? JSON.parse(answer.data).code, '42501', name);
                    assert.equal(answer.data, null, name);
                }
            }
    });

test('operators without a user of their own have no lists, searches or quota', async () => {
    for (const [name, [good]] of Object.entries(matrix({ ...shared, own: callers[3].own }).member))
        if (!['match_companies', 'get_job', 'list_jobs', 'cancel_job', 'retry_job'].includes(name))
            await refused(operator, name, good, 401, 'login_required');
});

test('no view and no table can be scanned, whoever asks', async () => {
    const views = psql(`select string_agg(relname, ',') from pg_class
                        where relnamespace = 'handelsregister'::regnamespace and relkind = 'v'`).split(',');
    assert.ok(views.length > 20);
    for (const { who, refusal } of callers)
        for (const view of views) {
            const { status, data } = await who.from(view).select('*');
            assert.equal(status, refusal, view);
            assert.equal(data, null, view);
        }
    for (const schema of ['hr_user', 'hr_queue', 'hr_registry']) {
        const { status, error } = await callers[3].who.schema(schema).from('document').select('*');
        assert.equal(status, 406, schema);
        assert.equal(error.code, 'PGRST106', schema);
    }
});

test('a token that is forged, expired, or of a role that is not ours is refused', async () => {
    assert.equal((await client(service, 'x'.repeat(40)).rpc('health')).status, 401);
    assert.equal((await call({ ...service, exp: 1 }, 'health')).status, 401);
    for (const role of ['postgres', 'authenticator', 'pg_read_all_data'])
        assert.ok([401, 403].includes((await call({ role }, 'health')).status), role);
    assert.equal((await call(anon, 'health')).status, 401);
});
