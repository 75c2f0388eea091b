// Two branches of one cluster, each a database with migrations of its own, on two versions of the extension at once: pushed,
// seeded, at work, updated, rolled back, with jobs waiting at every step; a migration that fails; a branch made from another.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Project, becomesTrue, migrations, psql, psqlFile, versions } from './project.mjs';

const { today, before: earlier } = versions();
const anna = '5eed0000-0000-4000-8000-00000000000a';
const company = 'HRB 170001 Hamburg';
let first, second;  // the branches; the first begins on the earlier version
const copies = ['branch_copy'];

const pinned = (version) => (text) => text.replace(/(create extension if not exists handelsregister);/, `$1 version '${version}';`);
const refused = (pattern) => (error) => { assert.match(error.message, pattern); return true; };
const each = (task) => Promise.all([first, second].map(task));

before(async () => {
    first = await Project.create('branch_one');
    second = await Project.create('branch_two');
});

after(async () => {
    for (const name of copies) psql('postgres', `drop database if exists ${name} with (force)`);
    for (const project of [first, second]) await project?.remove();
});

// --- work -------------------------------------------------------------------------------------------------------------

/// Jobs of kind note leave their number and the version of the library that ran them; they wait while table hold has a row.
function prepareWork(database) {
    psql(database, `
        create table public.hold (since timestamptz);
        create table public.effect (job bigint, library text);
        create table public.expected (job bigint primary key, round int, later boolean);
        create function public.note(job bigint, jsonb) returns jsonb language plpgsql security definer as $$ begin
            while exists (select from public.hold) loop perform pg_sleep(0.02); end loop;
            insert into public.effect values (job, hr_queue.library_version());
            return '{}';
        end $$;
        select hr_queue.register_processor('note', 'public.note(bigint, jsonb)', batch_size => 10::smallint);
        grant insert on public.expected to service_role;`);
}

let round = 0;

/// Twenty-five jobs for now, five for a day that does not come by itself.
function enqueue(database) {
    round += 1;
    psql(database, 'set role service_role', `
        insert into public.expected select job, ${round}, false from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[25])) job;
        insert into public.expected select job, ${round}, true
            from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[5]), run_at => '2099-01-01') job;`);
}

const standing = (database) => psql(database, `select count(*) filter (where state in ('ready', 'running')) || ' wait, '
    || count(*) filter (where state = 'deferred') || ' later, ' || count(*) filter (where state = 'dead') || ' dead' from hr_queue.job`);

async function whileHeld(database, task) {
    psql(database, 'insert into public.hold values (now())');
    try { await task(); } finally { psql(database, 'delete from public.hold'); }
}

/// Enqueues jobs that cannot end, changes the branch beneath them, lets them go, and looks where each one is.
async function changeBeneathWork(project, version, change) {
    const { database } = project;
    await whileHeld(database, async () => {
        enqueue(database);
        const before = standing(database);
        assert.match(before, /^25 wait, [1-9]\d* later, 0 dead$/);
        await change();
        assert.equal(standing(database), before, 'no job has changed');
    });
    await becomesTrue(database, 'select not exists (select from hr_queue.ready)');
    everyJobOnce(database);
    assert.equal(psql(database, `select string_agg(distinct e.library, ' ') from public.effect e join public.expected x using (job)
                                 where x.round = (select max(round) from public.expected)`), version, 'their version ran them');
    isServed(database, version);
}

function everyJobOnce(database) {
    assert.equal(psql(database, `select count(*) filter (where times <> case when later then 0 else 1 end) || ' '
            || count(*) filter (where later and job not in (select id from hr_queue.deferred))
        from (select x.job, x.later, count(e.job) as times from public.expected x left join public.effect e using (job) group by 1, 2) t`),
        '0 0', 'every job had its effect once, or waits for its day');
    assert.equal(psql(database, 'select count(*) from public.effect where job not in (select job from public.expected)'), '0');
    assert.equal(psql(database, 'select count(*) from hr_queue.dead'), '0');
}

/// The branch is on the version, with its library, and its readers can read.
function isServed(database, version) {
    assert.equal(psql(database, "select extversion || ' ' || hr_queue.library_version() from pg_extension where extname = 'handelsregister'"),
        `${version} ${version}`);
    assert.equal(psql(database, 'set role anon', `select name, capital_amount from handelsregister.get_company('${company}')`),
        'Elbkante Software GmbH|60000');
    assert.equal(psql(database, 'set role service_role', `select string_agg("check", ' ') from handelsregister.health()
        where not ok and "check" in ('library', 'home', 'workers')`), '');
}

const asAnna = (database, query) => psql(database, 'set role authenticated', `set request.jwt.claims = '{"sub": "${anna}"}'`, query);
const lists = (database) => asAnna(database, "select string_agg(name || ' ' || company_count, ', ' order by name) from handelsregister.list_watchlists()");

// --- the way of two branches ----------------------------------------------------------------------------------------------

test('two branches are enabled at once, on two versions', async () => {
    await Promise.all([
        (async () => {  // in pieces
            await first.copy('enable', pinned(earlier));
            await first.push();
            await first.copy('grant');
            await first.copy('schedule');
            await first.push();
        })(),
        (async () => {  // in one go
            await second.copy();
            await second.push();
        })(),
    ]);
    assert.deepEqual(await first.listed(), ['20260101000000', '20260101000100', '20260101000200']);
    assert.deepEqual(await second.listed(), ['20260101000000', '20260101000100', '20260101000200', '20260401000000']);
    await each(({ database }) => prepareWork(database));
});

test('both are seeded, beside jobs that run', async () => {
    await each(async (project) => {
        enqueue(project.database);
        await project.copySeed();
        await project.push('--include-seed');
        await becomesTrue(project.database, 'select not exists (select from hr_queue.ready)');
        everyJobOnce(project.database);
    });
    isServed(first.database, earlier);
    isServed(second.database, today);
    assert.equal(lists(second.database), 'Kunden 2');
    assert.notEqual(asAnna(second.database, 'select count(*) from handelsregister.list_alerts()'), '0', 'the last document is an alert');
});

test('a seed that runs twice changes nothing', () => {
    for (const { database } of [first, second]) {
        const documents = psql(database, 'select count(*) from hr_registry.document');
        psqlFile(database, `${migrations}/seed.sql`);
        assert.equal(psql(database, 'select count(*) from hr_registry.document'), documents);
    }
    assert.equal(lists(second.database), 'Kunden 2');
});

test('the first is updated beneath its jobs, and gets its watchlists', async () => {
    await changeBeneathWork(first, today, async () => {
        await first.copy('update');
        await first.push();
    });
    assert.deepEqual(first.applied(), second.applied());
    psqlFile(first.database, `${migrations}/seed.sql`);
    assert.equal(lists(first.database), 'Kunden 2');
    isServed(second.database, today);
});

test('a migration that fails halfway leaves the previous state', async () => {
    const { database } = first;
    const applied = first.applied();
    const catalog = () => psql(database, `select md5(string_agg(p.oid || p.prosrc || coalesce(p.probin, '') || coalesce(p.proacl::text, ''), '|' order by p.oid))
        from pg_proc p where pronamespace::regnamespace::text in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user', 'public')`);
    const former = catalog();
    await whileHeld(database, async () => {
        enqueue(database);
        const before = standing(database);
        for (const [word, statement, error] of [
            ['nowhere', "alter extension handelsregister update to '99.0.0'", /no update path/],
            ['too_late', `alter extension handelsregister update to '${earlier}'; select 1 / 0`, /division by zero/],
        ]) {
            const version = await first.add(`20260501000000_${word}.sql`,
                `create table public.half (n int);\nselect hr_queue.enqueue('note');\n${statement};\n`);
            await assert.rejects(first.push(), refused(error));
            assert.equal(psql(database, "select to_regclass('public.half') is null"), 't');
            assert.deepEqual(first.applied(), applied);
            assert.equal(catalog(), former, `${word}: the functions are as they were`);
            assert.equal(standing(database), before, `${word}: and so are the jobs`);
            await first.leaveOut(version);
        }
    });
    await becomesTrue(database, 'select not exists (select from hr_queue.ready)');
    everyJobOnce(database);
    isServed(database, today);
    assert.equal(lists(database), 'Kunden 2');
});

test('what an earlier version cannot keep stands in the way back', async () => {
    const { database } = first;
    const applied = first.applied();
    psql(database, `insert into hr_registry.import (source, format, document_id, state, first_line, requested_by, search_indexes)
        values ('a test', 'tsv', -1, 'running', 1, 'a test', '{search_block}')`);
    const version = await first.add('20260501000000_far_back.sql', "alter extension handelsregister update to '0.4.0'");
    await assert.rejects(first.push(), refused(/imports are under way/));
    assert.deepEqual(first.applied(), applied);
    psql(database, 'delete from hr_registry.import');
    asAnna(database, "select handelsregister.save_search('Genau', 'elbkante', mode => 'exact')");
    await assert.rejects(first.push(), refused(/searches are saved with a mode/));
    assert.deepEqual(first.applied(), applied);
    assert.equal(asAnna(database, 'select mode from handelsregister.list_saved_searches()'), 'exact');
    asAnna(database, 'select handelsregister.delete_saved_search(search_id) from handelsregister.list_saved_searches()');
    await first.leaveOut(version);
    isServed(database, today);
});

test('both are rolled back beneath their jobs, and updated again', async () => {
    await each((project) => changeBeneathWork(project, earlier, async () => {
        await project.copy('roll_back', undefined, 'roll_back');
        await project.push();
    }));
    await each((project) => changeBeneathWork(project, today, async () => {
        await project.add('20260601000000_update_again.sql', await readFile(join(migrations, '20260401000000_update_handelsregister.sql'), 'utf8'));
        await project.push();
    }));
    const way = ['20260101000000', '20260101000100', '20260101000200', '20260401000000', '20260401000100', '20260601000000'];
    for (const project of [first, second]) assert.deepEqual(await project.listed(), way);
    for (const { database } of [first, second]) assert.equal(lists(database), 'Kunden 2', 'what users own has come back');
    // Nothing is left out: what waits for its day is done when the day comes.
    for (const { database } of [first, second]) {
        psql(database, 'update public.expected set later = false', "update hr_queue.deferred set run_at = now(); select hr_queue.wake()");
        await becomesTrue(database, 'select not exists (select from hr_queue.ready) and not exists (select from hr_queue.deferred)');
        everyJobOnce(database);
    }
});

test('a branch made from another runs nothing until it is adopted', async () => {
    const [copy] = copies;
    const { database } = second;
    await whileHeld(database, async () => {
        enqueue(database);
        psql('postgres', `drop database if exists ${copy} with (force)`, `create database ${copy} template ${database}`);
        psql(copy, 'delete from public.hold');
        enqueue(copy);
    });
    await becomesTrue(database, 'select not exists (select from hr_queue.ready)');
    everyJobOnce(database);

    await new Promise((resolve) => setTimeout(resolve, 1000));  // long enough for a worker that should not come
    assert.equal(standing(copy), '50 wait, 10 later, 0 dead', 'its own and those that came along wait');
    assert.equal(psql(copy, `select detail from handelsregister.health() where "check" = 'home' and not ok`),
        'this database is a clone or was restored: no job runs');
    assert.throws(() => psql(copy, 'select hr_queue.drain()'), refused(/jobs do not run in a copy of another database[^]*adopt_database/));
    assert.equal(psql(copy, 'set role anon', `select name from handelsregister.get_company('${company}')`), 'Elbkante Software GmbH');

    psql(copy, 'select hr_queue.adopt_database(discard_jobs => false)');
    await becomesTrue(copy, 'select not exists (select from hr_queue.ready)');
    everyJobOnce(copy);
    isServed(copy, today);
});
