// migrations/ applied by the real Supabase CLI to a fresh database, twice.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Project, migrations, psql, versions } from './project.mjs';

const database = 'migrated';
const { today, before: earlier } = versions();
let project, copied;

before(async () => {
    project = await Project.create(database);
    copied = await project.copy();
});

after(() => project?.remove());

test('db push switches the extension on and grants access', async () => {
    await project.push();
    assert.deepEqual(await project.listed(), copied);
    assert.equal(psql(database, "select extversion from pg_extension where extname = 'handelsregister'"), today);
    assert.equal(psql(database, "select string_agg(level || ' ' || role_name, ', ' order by level) from hr_user.access"),
        'member authenticated, operator service_role, reader anon');
    assert.equal(psql(database, `select has_function_privilege('anon', p.oid, 'execute') from pg_proc p
                                 where p.oid::regproc = 'handelsregister.get_company'::regproc`), 't');
});

test('a second push has nothing to do', async () => {
    const versionsAndTimes = () => psql(database, 'select m.* from supabase_migrations.schema_migrations m order by version');
    const before = versionsAndTimes();
    await project.push();
    assert.equal(versionsAndTimes(), before);
});

test('the update goes to today\'s version, the way back to the release before', async () => {
    const text = (name) => readFile(join(migrations, name), 'utf8');
    assert.match(await text('20260401000000_update_handelsregister.sql'), new RegExp(`target constant text := '${today}';`));
    const back = await text('roll_back/20260401000100_roll_back_handelsregister.sql');
    assert.match(back, new RegExp(`present constant text := '${today}';`));
    assert.match(back, new RegExp(`target constant text := '${earlier}';`));
});
