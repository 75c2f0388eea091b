// Clients as an application has them: one per role, with a token signed like GoTrue's.
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createClient } from '@supabase/supabase-js';

const url = process.env.POSTGREST_URL;
const secret = process.env.JWT_SECRET;
if (!url || !secret) throw new Error('POSTGREST_URL and JWT_SECRET say where PostgREST is: run "make check"');

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function token(claims, key = secret) {
    const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`;
    return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
}

/// Supabase puts PostgREST behind /rest/v1; here it stands alone.
const withoutPrefix = (address, options) => fetch(String(address).replace('/rest/v1', ''), options);

export function client(claims, key) {
    return createClient(url, token(claims, key), {
        db: { schema: 'handelsregister' },
        auth: { persistSession: false, autoRefreshToken: false },
        global: { fetch: withoutPrefix },
    });
}

export const anon = { role: 'anon' };
export const service = { role: 'service_role' };
export const member = (sub) => ({ role: 'authenticated', sub });

export const reader = client(anon);
export const alice = client(member('alice'));
export const bob = client(member('bob'));
export const operator = client(service);

/// A call without supabase-js, for what it does not show: headers and bytes. By GET, unless there is a body.
export async function call(claims, name, parameters = {}, { headers = {}, body } = {}) {
    const response = await fetch(`${url}/rpc/${name}?${new URLSearchParams(parameters)}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { Authorization: `Bearer ${token(claims)}`, 'Content-Type': 'application/json', ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const content = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, content, text: content.toString() };
}

/// A bytea as PostgREST takes it.
export const bytes = (content) => '\\x' + Buffer.from(content).toString('hex');

export const sample = (name) => readFile(new URL(`../../sample/${name}`, import.meta.url));

/// Waits until a worker has finished the jobs; gives them as get_job does.
export async function finished(jobIds) {
    const deadline = Date.now() + 60_000;
    for (;;) {
        const jobs = await Promise.all(jobIds.map(async (job_id) => {
            const { data, error } = await operator.rpc('get_job', { job_id });
            if (error) throw new Error(`job ${job_id}: ${error.message}`);
            return data[0];
        }));
        if (jobs.every((job) => job.state === 'done' || job.state === 'dead')) return jobs;
        if (Date.now() > deadline) throw new Error(`jobs do not end: ${JSON.stringify(jobs)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
