// Companies of a test's own, made from the samples: test files run side by side and must not meet.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { bytes, finished, operator, sample } from './client.mjs';

/// What has no function in the API; as the owner of the extension.
export const psql = (statement) =>
    execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', statement], { encoding: 'utf8' }).trim();

/// A sample with other texts in it. A text that is not there is an error: the test would test something else.
export async function variant(name, replacements) {
    let text = (await sample(`${name}.xml`)).toString();
    for (const [from, to] of Object.entries(replacements)) {
        if (!text.includes(from)) throw new Error(`sample ${name} has no "${from}"`);
        text = text.replaceAll(from, to);
    }
    return text;
}

/// A GmbH of Hamburg through three years, as in the sample.
export const gmbh = (number, name, replacements = {}) =>
    Promise.all(['gmbh_1_2023', 'gmbh_2_2024', 'gmbh_3_2025'].map((year) =>
        variant(year, { 170001: String(number), Elbkante: name, ...replacements })));

/// Submits documents and waits until all are read; gives the submissions.
export async function submitted(documents, more = {}) {
    const { data, error } = await operator.rpc('submit_documents', { contents: documents.map(bytes), ...more });
    assert.equal(error, null);
    const jobs = await finished(data.map((row) => row.job_id).filter(Boolean));
    for (const job of jobs) assert.equal(job.state, 'done', job.error_message);
    return data;
}

/// The rows of a call that must succeed.
export async function rows(who, name, parameters = {}) {
    const { data, error } = await who.rpc(name, parameters);
    assert.equal(error, null, `${name}: ${error?.code} ${error?.message}`);
    return data;
}

/// A call that must be refused so; gives the machine-readable details.
export async function refused(who, name, parameters, status, code) {
    const answer = await who.rpc(name, parameters);
    const what = `${name}(${JSON.stringify(parameters)}): ${answer.status} ${answer.error?.code} ${answer.error?.message}`;
    assert.equal(answer.data, null, what);
    assert.equal(answer.status, status, what);
    assert.equal(answer.error.code, `PT${status}`, what);
    assert.ok(answer.error.message, what);
    assert.match(answer.error.hint, /[^.]\.$/, what);
    const details = JSON.parse(answer.error.details);
    assert.equal(details.code, code, what);
    return details;
}

/// All pages of a call, each of so many rows but the last: behind a page's last row the next one begins.
export async function walk(who, name, parameters, page_size) {
    const all = [];
    for (let cursor = null; ;) {
        const page = await rows(who, name, { ...parameters, page_size, cursor });
        assert.ok(page.length <= page_size, `${name}: ${page.length} rows`);
        all.push(...page);
        cursor = page.at(-1)?.next_cursor ?? null;
        if (cursor === null) return all;
        assert.equal(page.length, page_size, `${name}: a short page with a cursor`);
    }
}

/// Rows without their place in a page.
export const placeless = (list) => list.map(({ next_cursor, ...row }) => row);
