// migrations/ applied by the real Supabase CLI to a fresh database, twice.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const { PGHOST, PGPORT, PGUSER = 'postgres', PGPASSWORD = '' } = process.env;
const database = 'migrated';
const files = new URL('../../migrations/', import.meta.url);
const cli = new URL('node_modules/.bin/supabase', import.meta.url).pathname;
// The CLI speaks TCP only; a test server's socket folder has a loopback port beside it.
const host = !PGHOST || PGHOST.startsWith('/') ? '127.0.0.1' : PGHOST;
const remote = `postgresql://${PGUSER}:${encodeURIComponent(PGPASSWORD)}@${host}:${PGPORT}/${database}?sslmode=disable`;
let project;

const psql = (name, statement) =>
    execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', name, '-c', statement], { encoding: 'utf8' }).trim();

const push = () => execFileSync(cli, ['db', 'push', '--db-url', remote, '--workdir', project, '--yes'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: project, DO_NOT_TRACK: '1' } });

before(async () => {
    psql('postgres', `drop database if exists ${database} with (force)`);
    psql('postgres', `create database ${database}`);
    project = await mkdtemp(join(tmpdir(), 'hr-migrations-'));
    await mkdir(join(project, 'supabase'));
    await writeFile(join(project, 'supabase', 'config.toml'), 'project_id = "register"\n');
    await cp(files, join(project, 'supabase', 'migrations'), { recursive: true });
});

after(async () => {
    psql('postgres', `drop database if exists ${database} with (force)`);
    if (project) await rm(project, { recursive: true, force: true });
});

test('db push switches the extension on and grants access', async () => {
    push();
    const applied = psql(database, 'select version from supabase_migrations.schema_migrations order by 1').split('\n');
    const wanted = (await readdir(files)).filter((name) => name.endsWith('.sql')).map((name) => name.split('_')[0]).sort();
    assert.deepEqual(applied, wanted);
    assert.equal(psql(database, `select extversion = default_version from pg_extension e
                                 join pg_available_extensions a on a.name = e.extname where e.extname = 'handelsregister'`), 't');
    assert.equal(psql(database, "select string_agg(level || ' ' || role_name, ', ' order by level) from hr_user.access"),
        'member authenticated, operator service_role, reader anon');
    assert.equal(psql(database, "select has_function_privilege('anon', 'handelsregister.get_company(text)', 'execute')"), 't');
});

test('a second push has nothing to do', () => {
    const before = psql(database, 'select count(*) from supabase_migrations.schema_migrations');
    push();
    assert.equal(psql(database, 'select count(*) from supabase_migrations.schema_migrations'), before);
});
