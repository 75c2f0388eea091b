// Typed clients, one for each role, and what the calls of all tests share. Every answer is noted for validate.py.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { createClient, type PostgrestSingleResponse } from '@supabase/supabase-js';
import type { Database } from '../../build/types/database.js';

function setting(name: string): string {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set: run "make check"`);
    return value;
}

const url = setting('POSTGREST_URL');
const secret = setting('JWT_SECRET');
const source = setting('HR_SOURCE_DIR');
const answers = setting('TYPES_ANSWERS');

/// Functions that have answered.
export const called = new Set<string>();

/// Supabase puts PostgREST behind /rest/v1; here it stands alone.
const noting: typeof fetch = async (input, init) => {
    const address = String(input).replace('/rest/v1', '');
    const response = await fetch(address, init);
    const name = /\/rpc\/([a-z0-9_]+)/.exec(address)?.[1];
    if (name && response.ok) {
        called.add(name);
        // With select() a row has not all its columns.
        if (!address.includes('select='))
            appendFileSync(answers, JSON.stringify({ name, text: await response.clone().text() }) + '\n');
    }
    return response;
};

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims: { role: string; sub?: string }): string {
    const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`;
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const client = (claims: { role: string; sub?: string }) =>
    createClient<Database>(url, token(claims), {
        db: { schema: 'handelsregister' },
        auth: { persistSession: false, autoRefreshToken: false },
        global: { fetch: noting },
    });

export const reader = client({ role: 'anon' });
export const alice = client({ role: 'authenticated', sub: 'alice' });
export const operator = client({ role: 'service_role' });
export const owner = client({ role: 'postgres' });

/// What a call answers. An answer without a type takes an argument that nobody gives: it does not compile.
export async function answer<T>(
    call: PromiseLike<PostgrestSingleResponse<T>>, ...untyped: 0 extends 1 & T ? ['the answer has no type'] : []
): Promise<T> {
    assert.equal(untyped.length, 0);
    const { data, error } = await call;
    if (error) throw new Error(`${error.code} ${error.message} ${error.details}`);
    return data;
}

/// The first of some rows.
export function first<Row>(rows: Row[]): Row {
    const [row] = rows;
    assert.ok(row !== undefined, 'there is no row');
    return row;
}

/// A value that is not null. The generators cannot know which columns of a row type never are.
export function present<Value>(value: Value | null): Value {
    assert.ok(value !== null, 'the value is null');
    return value;
}

/// Compares, and lets the compiler compare the types.
export const same = <Value,>(actual: Value, expected: NoInfer<Value>) => assert.deepEqual(actual, expected);

/// A sample document, as PostgREST takes a bytea.
export const sample = (name: string) => '\\x' + readFileSync(`${source}/sample/${name}`).toString('hex');

/// Waits until a job is in a state.
export async function until(state: string, job_id: number): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (;;) {
        const job = first(await answer(operator.rpc('get_job', { job_id })));
        if (job.state === state) return;
        assert.ok(Date.now() < deadline, `job ${job_id} does not become ${state}: ${JSON.stringify(job)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
