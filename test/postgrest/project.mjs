// Supabase projects for tests: a database that stands for a branch, a project folder with our migrations in it, and the real
// Supabase CLI to push them.
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { PGHOST, PGPORT, PGUSER = 'postgres', PGPASSWORD = '' } = process.env;
const source = new URL('../../', import.meta.url);
const cli = new URL('node_modules/.bin/supabase', import.meta.url).pathname;
// The CLI speaks TCP only; a test server's socket folder has a loopback port beside it.
const host = !PGHOST || PGHOST.startsWith('/') ? '127.0.0.1' : PGHOST;

export const migrations = new URL('migrations/', source).pathname;

/// Today's version, and the release before it.
export function versions() {
    const read = (path) => readFileSync(new URL(path, source), 'utf8');
    const [, today] = /^default_version = '(.*)'/m.exec(read('extension/handelsregister.control'));
    const releases = [...read('extension/releases.tsv').matchAll(/^([\d.]+)\t/gm)].map(([, version]) => version);
    return { today, before: releases.filter((version) => version !== today).at(-1) };
}

export const psql = (database, ...statements) => execFileSync('psql',
    ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', database, ...statements.flatMap((statement) => ['-c', statement])],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

export const psqlFile = (database, file) => execFileSync('psql',
    ['-X', '-q', '-A', '-t', '-1', '-v', 'ON_ERROR_STOP=1', '-d', database, '-f', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/// Waits until the query gives true.
export async function becomesTrue(database, query, seconds = 30) {
    for (const deadline = Date.now() + seconds * 1000; psql(database, query) !== 't';) {
        if (Date.now() > deadline) throw new Error(`${database}: still not true: ${query}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

export class Project {
    /// A fresh database, and a project without migrations.
    static async create(database) {
        const project = new Project();
        project.database = database;
        psql('postgres', `drop database if exists ${database} with (force)`, `create database ${database}`);
        project.folder = await mkdtemp(join(tmpdir(), 'hr-project-'));
        await mkdir(join(project.folder, 'supabase', 'migrations'), { recursive: true });
        await writeFile(join(project.folder, 'supabase', 'config.toml'), `project_id = "${database}"\n`);
        return project;
    }

    async remove() {
        psql('postgres', `drop database if exists ${this.database} with (force)`);
        await rm(this.folder, { recursive: true, force: true });
    }

    /// Writes a migration; gives its version as the CLI counts it.
    async add(name, text) {
        await writeFile(join(this.folder, 'supabase', 'migrations', name), text);
        return name.split('_')[0];
    }

    /// Copies those of our migrations whose name has the word, as an application would; `edit` is what its author changes.
    async copy(word = '', edit = (text) => text, folder = '') {
        const names = (await readdir(join(migrations, folder))).filter((name) => /^\d+_.*\.sql$/.test(name) && name.includes(word));
        if (names.length === 0) throw new Error(`no migration is called ${word}`);
        return Promise.all(names.sort().map(async (name) => this.add(name, edit(await readFile(join(migrations, folder, name), 'utf8')))));
    }

    async leaveOut(version) {
        const folder = join(this.folder, 'supabase', 'migrations');
        for (const name of await readdir(folder)) if (name.startsWith(`${version}_`)) await rm(join(folder, name));
    }

    copySeed() {
        return copyFile(join(migrations, 'seed.sql'), join(this.folder, 'supabase', 'seed.sql'));
    }

    run(...words) {
        const remote = `postgresql://${PGUSER}:${encodeURIComponent(PGPASSWORD)}@${host}:${PGPORT}/${this.database}?sslmode=disable`;
        return new Promise((resolve, reject) => {
            execFile(cli, [...words, `--remote=${remote}`, '--workdir', this.folder, '--yes'],
                { encoding: 'utf8', env: { ...process.env, HOME: this.folder, DO_NOT_TRACK: '1' } },
                (error, stdout, stderr) => (error ? reject(new Error(`${stderr}${stdout}`)) : resolve(stdout)));
        });
    }

    push(...options) {
        return this.run('db', 'push', ...options);
    }

    /// The versions of the migrations that have run.
    applied() {
        return psql(this.database, 'select version from supabase_migrations.schema_migrations order by 1').split('\n');
    }

    /// The same as the CLI lists it.
    async listed() {
        const list = JSON.parse(await this.run('migration', 'list', '--output-format', 'json'));
        return list.migrations.filter(({ remote }) => remote).map(({ remote }) => remote);
    }
}
