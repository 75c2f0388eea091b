// Asking for newer documents, with a processor that stands for whatever fetches them. While its gate is closed the only
// worker waits, so that jobs can be looked at: the other files wait with it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bytes, call, client, finished, member, operator } from './client.mjs';
import { gmbh, psql, refused, rows, submitted } from './fixture.mjs';

const identifier = 'HRB 880001 Hamburg';
const users = ['refresh/alice', 'refresh/bob', 'refresh/carol'];
const [alice, bob, carol] = users.map((sub) => client(member(sub)));
// Of today, the time of day that the documents state may still be to come.
const yesterday = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.now() - 24 * 3600 * 1000);
const documents = await gmbh(880001, 'Frischware');
await submitted(documents);

const request = (sub, more = {}) => call(member(sub), 'request_refresh', {}, { body: { identifier, ...more } });
const gate = (is_open) => psql(`update refresh_test.gate set is_open = ${is_open}`);
const job = async (who, job_id) => (await rows(who, 'get_job', { job_id }))[0];
const listed = async (who, more = {}) => (await rows(who, 'list_jobs', more)).map((row) => row.job_id);

/// Keeps the worker busy, and comes back when it is.
async function closeGate() {
    gate(false);
    const job_id = Number(psql(`set role service_role; select hr_queue.enqueue('refresh_test', priority => -1::smallint)`));
    while ((await job(operator, job_id)).state !== 'running') await new Promise((resolve) => setTimeout(resolve, 20));
}

test.before(() => psql(`
    create schema refresh_test;
    create table refresh_test.gate (is_open boolean, source bytea);
    insert into refresh_test.gate values (true);
    create function refresh_test.wait(bigint, jsonb) returns jsonb language plpgsql as $$
    begin
        for tick in 1 .. 3000 loop
            exit when (select g.is_open from refresh_test.gate g);
            perform pg_sleep(0.01);
        end loop;
        return '{}';
    end $$;
    create function refresh_test.fetch(job bigint, payload jsonb) returns jsonb language plpgsql as $$
    begin
        if (select g.source is null from refresh_test.gate g) then
            raise exception 'the register does not answer' using errcode = '58030', hint = 'It is closed at night.';
        end if;
        return payload || to_jsonb((select handelsregister.submit_document(g.source) from refresh_test.gate g));
    end $$;
    grant usage on schema refresh_test to service_role;
    grant select on refresh_test.gate to service_role;
    select hr_queue.register_processor('refresh_test', 'refresh_test.wait(bigint, jsonb)')`));

after(() => {
    gate(true);
    psql(`select hr_queue.unregister_processor(kind) from unnest('{refresh_test,refresh_company}'::text[]) kind`);
});

// Not 503, which PostgREST 12 takes for a lost connection of its own: it would load its schema cache again.
test('without a processor it is 501, and counts', async () => {
    const { status, headers, text } = await request(users[0]);
    assert.equal(status, 501);
    assert.equal(headers.get('retry-after'), null);
    const { code, message, details, hint } = JSON.parse(text);
    assert.equal(code, 'PT501');
    assert.ok(message);
    assert.deepEqual(JSON.parse(details), { code: 'no_source' });
    assert.match(hint, /\.$/);
    assert.equal((await rows(alice, 'get_quota')).find((row) => row.function_name === 'request_refresh').used, 1);
    psql(`select hr_queue.register_processor('refresh_company', 'refresh_test.fetch(bigint, jsonb)', max_attempts => 1::smallint)`);
});

test('what is young enough is not asked for again', async () => {
    const { status, headers, text } = await request(users[0], { max_age: '100 years' });
    assert.equal(status, 200);
    assert.equal(headers.get('location'), null);
    const [{ job_id, state, is_duplicate, retrieved_at }] = JSON.parse(text);
    assert.deepEqual({ job_id, state, is_duplicate, retrieved_at },
        { job_id: null, state: 'fresh', is_duplicate: false, retrieved_at: '2025-11-05T11:03:44' });
    assert.deepEqual(await listed(alice), []);
});

test('two users share a job, and each of them can let it go', async () => {
    await closeGate();
    const first = await request(users[0]);
    assert.equal(first.status, 202);
    const [mine] = JSON.parse(first.text);
    assert.equal(first.headers.get('location'), `/rpc/get_job?job_id=${mine.job_id}`);
    assert.equal(mine.state, 'ready');
    assert.equal(mine.is_duplicate, false);
    assert.ok(mine.queue_position >= 1);
    const second = await request(users[1]);
    assert.equal(second.status, 202);
    const [theirs] = JSON.parse(second.text);
    assert.deepEqual({ job_id: theirs.job_id, is_duplicate: theirs.is_duplicate }, { job_id: mine.job_id, is_duplicate: true });
    const { job_id } = mine;
    for (const who of [alice, bob]) {
        assert.equal((await job(who, job_id)).queue_position, mine.queue_position);
        assert.deepEqual(await listed(who), [job_id]);
        assert.deepEqual(await listed(who, { state: 'ready', kind: 'refresh_company' }), [job_id]);
        assert.deepEqual(await listed(who, { state: 'dead' }), []);
        assert.deepEqual(await listed(who, { before_id: job_id }), []);
    }
    for (const name of ['get_job', 'cancel_job', 'retry_job']) await refused(carol, name, { job_id }, 404, 'unknown_job');
    assert.deepEqual(await listed(carol), []);
    await refused(bob, 'retry_job', { job_id }, 409, 'job_state_conflict');

    assert.equal((await rows(alice, 'cancel_job', { job_id }))[0].state, 'ready');
    assert.deepEqual(await listed(alice), []);
    assert.deepEqual(await listed(bob), [job_id]);
    assert.equal((await job(bob, job_id)).state, 'ready');
    assert.equal((await rows(bob, 'cancel_job', { job_id }))[0].job_id, job_id);
    for (const who of [alice, bob, operator]) await refused(who, 'get_job', { job_id }, 410, 'job_expired');
    gate(true);
});

test('a job that has failed tells why, and is tried again', async () => {
    await closeGate();
    const [{ job_id }] = JSON.parse((await request(users[0])).text);
    const [{ job_id: shared }] = JSON.parse((await request(users[1])).text);
    assert.equal(shared, job_id);
    gate(true);
    await finished([job_id]);
    for (const who of [alice, bob]) {
        const { state, error_code, error_message, error_hint, result } = await job(who, job_id);
        assert.deepEqual({ state, error_code, error_message, error_hint, result }, { state: 'dead', error_code: '58030',
            error_message: 'the register does not answer', error_hint: 'It is closed at night.', result: null });
        await refused(who, 'cancel_job', { job_id }, 409, 'job_state_conflict');
    }
    await refused(carol, 'retry_job', { job_id }, 404, 'unknown_job');
    psql(`update refresh_test.gate set source = '${bytes(documents[2].replaceAll('2025-11-05', yesterday))}'`);
    assert.equal((await rows(bob, 'retry_job', { job_id }))[0].job_id, job_id);
    await finished([job_id]);
    const done = await job(alice, job_id);
    assert.equal(done.state, 'done');
    assert.equal(done.result.euid, 'DEK1101R.HRB880001');
    assert.equal(done.result.register_label, 'Amtsgericht Hamburg HRB 880001');
    await refused(alice, 'retry_job', { job_id }, 409, 'job_state_conflict');
    await finished([done.result.job_id]);
});

test('what was fetched is there, and young enough for everybody', async () => {
    const [company] = await rows(carol, 'get_company', { identifier });
    assert.equal(company.snapshot_count, 4);
    assert.equal(company.as_of.slice(0, 10), yesterday);
    const [answer] = await rows(carol, 'request_refresh', { identifier });
    assert.equal(answer.state, 'fresh');
});

test('a job at work cannot be taken back', async () => {
    psql(`select hr_queue.register_processor('refresh_company', 'refresh_test.wait(bigint, jsonb)')`);
    gate(false);
    const [{ job_id }] = JSON.parse((await request(users[0], { max_age: '0' })).text);
    while ((await job(alice, job_id)).state !== 'running') await new Promise((resolve) => setTimeout(resolve, 20));
    await refused(alice, 'cancel_job', { job_id }, 409, 'job_state_conflict');
    const [{ is_duplicate, job_id: same }] = JSON.parse((await request(users[1], { max_age: '0' })).text);
    assert.deepEqual({ is_duplicate, same }, { is_duplicate: true, same: job_id });
    gate(true);
    await finished([job_id]);
    assert.deepEqual(await listed(bob, { state: 'done' }), [job_id, ...(await listed(bob, { state: 'done', before_id: job_id }))]);
});
