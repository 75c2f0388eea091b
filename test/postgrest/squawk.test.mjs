// squawk, a linter for migrations, over migrations/: no finding that migrations/.squawk.toml does not list, with its reason.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { migrations } from './project.mjs';

const program = new URL('node_modules/.bin/squawk', import.meta.url).pathname;
const config = join(migrations, '.squawk.toml');
const files = ['', 'roll_back'].flatMap((folder) => readdirSync(join(migrations, folder)).filter((name) => name.endsWith('.sql'))
    .map((name) => join(migrations, folder, name)));

/// What squawk finds: "file:line rule".
function findings(options, paths, input) {
    const { status, stdout, stderr } = spawnSync(program, [...options, '--reporter', 'json', ...paths], { encoding: 'utf8', input });
    assert.ok(status === 0 || status === 1, `squawk ends with ${status}: ${stderr}`);
    return JSON.parse(stdout).map(({ file, line, rule_name }) => `${file}:${line + 1} ${rule_name}`);
}

test('squawk finds nothing in migrations/', () => {
    assert.ok(files.length >= 6, 'all files are looked at');
    assert.deepEqual(findings(['--config', config], files), []);
});

test('with this configuration it still finds what is wrong', () => {
    const statement = "alter table public.a add column b text not null;\nalter extension handelsregister update to '1.0.0';\n";
    const rules = findings(['--config', config, '--stdin-filepath', 'wrong.sql'], [], statement).map((finding) => finding.split(' ')[1]);
    for (const rule of ['adding-required-field', 'require-lock-timeout']) assert.ok(rules.includes(rule), `${rule} is not in ${rules}`);
});

test('every rule that is left out would find something, and has its reason', () => {
    const lines = readFileSync(config, 'utf8').split('\n');
    const rules = lines.flatMap((line) => [...line.matchAll(/^\s*"([a-z-]+)",?\s*(#.*)?$/g)]);
    const found = findings(['--config', '/dev/null'], files).join('\n');
    for (const [, rule, reason] of rules) {
        assert.match(reason ?? '', /# \w+/, `${rule} has no reason`);
        assert.match(found, new RegExp(` ${rule}$`, 'm'));
    }
});
