// What operators decide: which companies are hidden, who may call how often, what is kept, what becomes of dead letters; and
// the log of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client, finished, member, operator, reader, service } from './client.mjs';
import { gmbh, psql, refused, rows, submitted } from './fixture.mjs';
import { responses } from './reach.mjs';

const identifier = 'HRB 892001 Hamburg';
const subject = 'operators/user';
const user = client(member(subject));
const named = client({ ...service, sub: 'operators/boss' });
const kind = 'operators_test';
const secret = /Verschlossen|Quittierkai|Verborgen/;
const company = {
    identifier, words: ['verschlossene systems', 'verschloss'], names: ['verborgen'], days: ['1800-01-01', '2023-06-01', '2025-12-01'],
    identifiers: [identifier, 'HRB 892001', 'DEK1101R.HRB892001'], before_seq: 0,
};

/// The calls whose response shows the company. What the user has said himself is in small letters.
const sweep = async (own) => (await responses({ ...company, own })).filter(({ text }) => secret.test(text))
    .map(({ name, Accept }) => `${name} ${Accept}`);
/// What a user has anew each time, since the sweep deletes it.
async function belongings() {
    const { search_id } = await rows(user, 'save_search', { name: `operators ${Math.random()}`, q: company.words[0] });
    const spare = await rows(user, 'create_watchlist', { name: `spare ${Math.random()}` });
    return { subject, list: company.list, spare: spare.watchlist_id, search: search_id, jobs: [company.job] };
}
/// In this file's order of time, the oldest first.
const audit = async (action, more = {}) => (await rows(operator, 'get_audit_log', { action, page_size: 1000, ...more }))
    .filter((entry) => entry.company_id === company.company_id || entry.subject === 'operators/boss').reverse();

before(async () => {
    const documents = await gmbh(892001, 'Verschlossene', { Sandtorkai: 'Quittierkai', Heyde: 'Verborgen' });
    const [{ job_id }] = await submitted([documents[0]]);
    const [{ company_id }] = await rows(reader, 'get_company', { identifier });
    const list = (await rows(user, 'create_watchlist', { name: 'operators' })).watchlist_id;
    await rows(user, 'watch_company', { identifier, watchlist_id: list });
    await submitted(documents.slice(1));
    const [{ seq }] = await rows(reader, 'get_company_timeline', { identifier });
    Object.assign(company, { company_id, list, job: job_id, before_seq: seq - 1 });
    company.identifiers.push(String(company_id));
    psql(`insert into hr_user.refresh_request (subject, job_id, company_id) values ('${subject}', ${job_id}, ${company_id});
          create schema ${kind};
          create table ${kind}.mood (fails boolean);
          insert into ${kind}.mood values (true);
          create function ${kind}.work(bigint, jsonb) returns jsonb language plpgsql as $$
          begin
              if (select m.fails from ${kind}.mood m) then
                  raise exception 'not in the mood' using errcode = $2 ->> 'code';
              end if;
              return '{}';
          end $$;
          grant usage on schema ${kind} to service_role;
          grant select on ${kind}.mood to service_role;
          select hr_queue.register_processor('${kind}', '${kind}.work(bigint, jsonb)', max_attempts => 1::smallint)`);
});

after(() => psql(`select hr_queue.unregister_processor('${kind}')`));

test('while it is not blocked, a company is in the responses of every function that shows companies', async () => {
    const shown = ['get_company', 'get_company_officers', 'get_company_representation', 'get_company_addresses', 'render_company',
        'get_company_names', 'get_company_timeline', 'diff_company', 'lookup_company', 'search_companies', 'suggest_companies',
        'get_changes'];
    const ofUsers = [...shown, 'list_watched_companies', 'list_alerts', 'run_saved_search', 'watch_company', 'unwatch_company',
        'match_companies'];
    const found = new Set((await sweep()).map((line) => line.split(' ')[0]));
    for (const name of shown) assert.ok(found.has(name), name);
    const theirs = new Set((await sweep(await belongings())).map((line) => line.split(' ')[0]));
    for (const name of ofUsers) assert.ok(theirs.has(name), name);
});

test('a blocked company is nowhere to be seen, by nobody and no user', async () => {
    const block = await rows(named, 'block_company', { identifier, reason: 'court order 17/26' });
    assert.deepEqual({ ...block, blocked_at: null }, { company_id: company.company_id, name: 'Verschlossene Software GmbH',
        register_label: 'Amtsgericht Hamburg HRB 892001', reason: 'court order 17/26', blocked_by: 'service_role/operators/boss',
        blocked_at: null });
    assert.deepEqual(await sweep(), []);
    assert.deepEqual(await sweep(await belongings()), []);
    for (const text of company.identifiers) {
        const unknown = text === 'HRB 892001' ? [400, 'invalid_register_id'] : [404, 'unknown_company'];
        await refused(reader, 'get_company', { identifier: text }, ...unknown);
        assert.deepEqual(await rows(reader, 'lookup_company', { identifier: text }), [], text);
    }
    const [entry] = await rows(user, 'list_watched_companies', { watchlist_id: company.list });
    assert.deepEqual([entry.company_id, entry.name, entry.seat, entry.register_label], [company.company_id, null, null, null]);
});

test('a blocked company answers exactly as one that does not exist', async () => {
    for (const who of [reader, user]) {
        const answers = [];
        for (const text of [String(company.company_id), '999999999']) {
            const { status, error } = await who.rpc('get_company', { identifier: text });
            answers.push(JSON.stringify({ status, error }).replaceAll(text, '#'));
        }
        assert.equal(answers[0], answers[1]);
    }
});

test('operators see what is blocked', async () => {
    assert.equal((await rows(operator, 'get_company', { identifier }))[0].name, 'Verschlossene Software GmbH');
    assert.ok((await rows(operator, 'search_companies', { q: 'Verschlossene Software' })).some((row) => row.company_id === company.company_id));
    assert.equal((await rows(operator, 'get_company_timeline', { identifier })).length, 12);
    const blocked = await rows(operator, 'list_blocked_companies', { page_size: 1000 });
    assert.equal(blocked.find((row) => row.company_id === company.company_id).reason, 'court order 17/26');
    const after_id = company.company_id - 1;
    assert.equal((await rows(operator, 'list_blocked_companies', { page_size: 1, after_id }))[0].company_id, company.company_id);
    await refused(operator, 'block_company', { identifier, reason: 'again' }, 409, 'already_blocked');
});

test('a user can let go of a blocked company, by its number', async () => {
    const { watchlist_id } = await rows(user, 'create_watchlist', { name: 'let go' });
    psql(`insert into hr_user.watch (watchlist_id, company_id, subject, since_seq)
          values ('${watchlist_id}', ${company.company_id}, '${subject}', 0)`);
    const gone = await rows(user, 'unwatch_company', { identifier: String(company.company_id), watchlist_id });
    assert.equal(gone.name, null);
    await refused(user, 'watch_company', { identifier, watchlist_id }, 404, 'unknown_company');
});

test('an unblocked company is back, and so are its alerts', async () => {
    const block = await rows(named, 'unblock_company', { identifier, reason: 'lifted' });
    assert.equal(block.reason, 'court order 17/26');
    assert.equal((await rows(reader, 'get_company', { identifier }))[0].company_id, company.company_id);
    assert.ok((await rows(user, 'list_alerts', { unread_only: false })).some((alert) => alert.company_id === company.company_id));
    await refused(operator, 'unblock_company', { identifier, reason: 'again' }, 409, 'not_blocked');
});

test('both are in the log, with who and why', async () => {
    const [blocked] = await audit('block_company');
    const [unblocked] = await audit('unblock_company');
    for (const [entry, action, reason] of [[blocked, 'block_company', 'court order 17/26'], [unblocked, 'unblock_company', 'lifted']])
        assert.deepEqual({ ...entry, audit_id: null, acted_at: null }, { audit_id: null, acted_at: null, action,
            role_name: 'service_role', subject: 'operators/boss', company_id: company.company_id, facts: { reason } });
    assert.ok(unblocked.audit_id > blocked.audit_id);
    const [newest, next] = await rows(operator, 'get_audit_log', { page_size: 2 });
    assert.ok(newest.audit_id > next.audit_id);
    assert.equal((await rows(operator, 'get_audit_log', { page_size: 1, before_id: newest.audit_id }))[0].audit_id, next.audit_id);
});

test('a limit is set, holds for everyone, and goes back to the default', async () => {
    const quota = async (who) => (await rows(who, 'get_quota')).find((row) => row.function_name === 'delete_saved_search');
    assert.equal((await quota(user)).calls_per_hour, 120);
    try {
        assert.deepEqual(await rows(named, 'set_rate_limit', { function_name: 'delete_saved_search', calls_per_hour: 20 }),
            { function_name: 'delete_saved_search', calls_per_hour: 20 });
        assert.equal((await quota(user)).calls_per_hour, 20);
        const [used, unused] = ['operators/used', 'operators/unused'].map((sub) => client(member(sub)));
        psql(`insert into hr_user.rate_usage (subject, function_name, hour, calls) select 'operators/used', 'delete_saved_search',
              date_trunc('hour', now()) + n * interval '1 hour', 20 from generate_series(0, 1) n`);
        for (const [who, status] of [[used, 429], [unused, 200]]) {
            const { search_id } = await rows(who, 'save_search', { name: 'limited', q: 'Verschlossene' });
            assert.equal((await who.rpc('delete_saved_search', { search_id })).status, status);
        }
    } finally {
        await rows(named, 'set_rate_limit', { function_name: 'delete_saved_search', calls_per_hour: null });
    }
    assert.equal((await quota(user)).calls_per_hour, 120);
    assert.deepEqual((await audit('set_rate_limit')).map((entry) => entry.facts.calls_per_hour), [20, 120]);
});

test('retention deletes what is older than it says, and nothing else', async () => {
    const young = Number(psql(`insert into hr_user.audit_log (role_name, action) values ('postgres', 'young') returning id`));
    psql(`insert into hr_user.audit_log (acted_at, role_name, action) values (now() - interval '2 years', 'postgres', 'old');
          insert into hr_queue.dead (id, kind, owner, enqueued_at, failed_at, error_code, error_message) values
          (nextval('hr_queue.job_id_seq'), '${kind}', 'postgres', now(), now() - interval '91 days', '22023', 'old'),
          (nextval('hr_queue.job_id_seq'), '${kind}', 'postgres', now(), now() - interval '89 days', '22023', 'young');
          insert into hr_user.rate_usage (subject, function_name, hour, calls)
          values ('operators/old', 'save_search', date_trunc('hour', now()) - interval '1 hour', 3)`);
    const gone = await rows(named, 'apply_retention');
    assert.equal(gone.audit_entries, 1);
    assert.equal(gone.dead_jobs, 1);
    assert.ok(gone.usage_counts >= 1);
    assert.deepEqual((await rows(operator, 'list_dead_jobs', { kind })).map((letter) => letter.error_message), ['young']);
    assert.equal((await rows(operator, 'get_audit_log', { action: 'young' }))[0].audit_id, young);
    assert.deepEqual(await rows(operator, 'get_audit_log', { action: 'old' }), []);
    assert.equal((await audit('apply_retention')).at(-1).facts.dead_jobs, 1);
    await rows(operator, 'discard_dead_jobs', { kind });
});

test('dead letters are listed, given another life, and discarded', async () => {
    const enqueue = (code, n) => psql(`set role service_role; select hr_queue.enqueue_batch('${kind}',
        array_fill('{"code": "${code}"}'::jsonb, array[${n}]))`).split('\n').map(Number);
    const [first, second] = [enqueue('22023', 5), enqueue('22012', 3)];
    await finished([...first, ...second]);
    const listed = async (more = {}) => (await rows(operator, 'list_dead_jobs', { kind, ...more })).map((letter) => letter.job_id);
    assert.deepEqual((await listed()).sort((a, b) => a - b), [...first, ...second]);
    assert.deepEqual((await listed({ error_code: '22012' })).sort((a, b) => a - b), second);
    const [letter] = await rows(operator, 'list_dead_jobs', { kind, error_code: '22012', page_size: 1 });
    assert.deepEqual([letter.owner, letter.payload, letter.error_message], ['service_role', { code: '22012' }, 'not in the mood']);
    assert.notEqual(letter.next_cursor, null);

    assert.equal(await rows(named, 'redrive_dead_jobs', { job_ids: [first[0]] }), 1);
    assert.equal((await finished([first[0]]))[0].state, 'dead');
    psql(`update ${kind}.mood set fails = false`);
    assert.equal(await rows(named, 'redrive_dead_jobs', { job_ids: [first[0], 0] }), 1);
    assert.equal((await finished([first[0]]))[0].state, 'done');
    assert.equal(await rows(named, 'redrive_dead_jobs', { kind, error_code: '22012', max_jobs: 2 }), 2);
    assert.equal(await rows(named, 'discard_dead_jobs', { job_ids: [first[1]] }), 1);
    await refused(operator, 'get_job', { job_id: first[1] }, 410, 'job_expired');
    assert.equal(await rows(named, 'discard_dead_jobs', { kind, error_code: '22023', max_jobs: 2 }), 2);
    assert.equal(await rows(named, 'redrive_dead_jobs', { kind }), 2);
    assert.deepEqual(await listed(), []);
    assert.equal(await rows(named, 'discard_dead_jobs', { kind }), 0);
    assert.deepEqual((await audit('redrive_dead_jobs')).map((entry) => entry.facts.jobs), [1, 1, 2, 2]);
    assert.deepEqual((await audit('discard_dead_jobs')).map((entry) => entry.facts.jobs), [1, 2, 0]);
});
