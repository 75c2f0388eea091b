// Calls every function of the API through supabase-js with generated types, and lets the catalog say which these are.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { called } from './connect.mjs';
import './submit.mjs';
import './reader.mjs';
import './member.mjs';
import './operator.mjs';
import './owner.mjs';

const folder = `${process.env.HR_SOURCE_DIR}/test/types`;

test('every function of pg_proc has been called, and no other', () => {
    const rows = execFileSync('psql', ['-X', '-q', '-A', '-t', '-F', '\t', '-f', `${folder}/functions.sql`], { encoding: 'utf8' });
    const functions = rows.trim().split('\n').map((line) => line.split('\t')[0]);
    assert.ok(functions.length >= 50, `${functions.length} functions`);
    assert.deepEqual([...called].sort(), functions);
});

test('the client does without what would silence the compiler', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.mts'));
    assert.ok(files.length >= 6, `${files.length} files`);
    const silencers = [/\ban[y]\b/, /\b[a]s\b/, /[\w)\]]!(?=[[.,;)\]])/, /@[t]s-/];
    for (const name of files)
        for (const [index, line] of readFileSync(`${folder}/${name}`, 'utf8').split('\n').entries()) {
            const code = line.replace(/^\s*\/\/(?!.*@[t]s-).*/, '');
            for (const silencer of silencers) assert.doesNotMatch(code, silencer, `${name}:${index + 1}`);
        }
});
