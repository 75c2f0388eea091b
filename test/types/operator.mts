// What operators call: the queue and its dead letters, blocking, limits, the audit log.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answer, first, operator, present, reader, same, until } from './connect.mjs';

const identifier = 'VR 21477 Köln';

test('queue_status, health', async () => {
    const kinds = await answer(operator.rpc('queue_status'));
    const reading = kinds.find((kind) => kind.kind === 'register_content');
    const done: number = present(reading?.done_last_hour ?? null);
    assert.ok(done >= 4);
    const checks = await answer(operator.rpc('health'));
    const failing: string[] = checks.filter((check) => check.ok === false).map((check) => present(check.check));
    assert.ok(!failing.includes('library'));
});

test('reindex_search, get_search_index, check_search', async () => {
    const names: number = await answer(operator.rpc('reindex_search'));
    assert.ok(names >= 4);
    const index = first(await answer(operator.rpc('get_search_index', {}, { get: true })));
    const bytes: number = present(index.bytes);
    assert.ok(bytes > 0);
    same(await answer(operator.rpc('check_search', { max_companies: 10 }, { get: true })), []);
});

test('cancel_job', async () => {
    const waiting = first(await answer(operator.rpc('list_jobs', { state: 'deferred', kind: 'refresh_company' })));
    const cancelled = first(await answer(operator.rpc('cancel_job', { job_id: present(waiting.job_id) })));
    same(cancelled.state, 'deferred');
});

test('list_dead_jobs, redrive_dead_jobs, discard_dead_jobs', async () => {
    const dead = first(await answer(operator.rpc('list_dead_jobs', { kind: 'register_content', page_size: 1 })));
    const job_id: number = present(dead.job_id);
    const code: string = present(dead.error_code);
    assert.match(code, /^[0-9A-Z]{5}$/);
    const redriven: number = await answer(operator.rpc('redrive_dead_jobs', { job_ids: [job_id] }));
    same(redriven, 1);
    await until('dead', job_id);
    const discarded: number = await answer(operator.rpc('discard_dead_jobs', { kind: 'register_content', max_jobs: 10 }));
    same(discarded, 1);
});

test('download_document', async () => {
    const document = first(await answer(operator.rpc('list_company_documents', { identifier })));
    const document_id = present(document.document_id);
    // Without csv(), supabase-js takes every body for JSON; the function does not mind what is asked for.
    const content: string = await answer(operator.rpc('download_document', { document_id }).csv());
    same(content, readFileSync(`${process.env.HR_SOURCE_DIR}/sample/verein.xml`, 'utf8'));
});

test('block_company, list_blocked_companies, unblock_company', async () => {
    const block = await answer(operator.rpc('block_company', { identifier, reason: 'test' }));
    same(first(await answer(operator.rpc('list_blocked_companies', {}))).company_id, block.company_id);
    const { status } = await reader.rpc('get_company', { identifier });
    same(status, 404);
    const unblocked = await answer(operator.rpc('unblock_company', { identifier, reason: 'test' }));
    same(unblocked.blocked_by, block.blocked_by);
});

test('erase_person, list_erasures', async () => {
    const person = { last_name: 'Quellfurth', first_names: 'Tabea', birth_date: '1971-03-09', reason: 'case 1' };
    const erasure = await answer(operator.rpc('erase_person', person));
    await until('done', present(erasure.job_id));
    const listed = first(await answer(operator.rpc('list_erasures', { page_size: 1 })));
    same(listed.erasure_id, erasure.erasure_id);
    same(listed.companies, 0);
});

test('rerun_person_assignment, join_persons, split_person, list_ambiguous_mentions', async () => {
    const rerun = await answer(operator.rpc('rerun_person_assignment'));
    same(rerun.changes, 0);
    const personOf = async (company: string): Promise<string> => present((await answer(reader.rpc('get_company_officers',
        { identifier: company }))).find((officer) => officer.person_id !== null)?.person_id ?? null);
    const persons = { person_id: await personOf(identifier), other_person_id: await personOf('HRB 170001 Hamburg'), reason: 'test' };
    const joined = await answer(operator.rpc('join_persons', persons));
    const companies: number = present(joined.companies);
    same(companies, 2);
    const split = await answer(operator.rpc('split_person', { person_id: present(joined.person_id), identifiers: [identifier], reason: 'test' }));
    same(split.companies, 1);
    const egbr = readFileSync(`${process.env.HR_SOURCE_DIR}/sample/egbr.xml`, 'utf8');
    const variants: [string, string][] = [['900001', '1974-03-08'], ['900002', '1974-03-09'], ['900003', '1974']];
    for (const [number, born] of variants) {
        const content = '\\x' + Buffer.from(egbr.replaceAll('512', number).replaceAll('1974-03-08', born)).toString('hex');
        await until('done', present((await answer(operator.rpc('submit_document', { content }))).job_id));
    }
    const ambiguous = first(await answer(operator.rpc('list_ambiguous_mentions', {})));
    same(present(ambiguous.candidates).length, 2);
});

test('begin_import, list_imports, get_import, list_import_failures, cancel_import, start_import', async () => {
    const begun = first(await answer(operator.rpc('begin_import', { format: 'tsv' })));
    same(first(await answer(operator.rpc('list_imports', { page_size: 1 }))).copy_command, begun.copy_command);
    const import_id = present(begun.import_id);
    same(first(await answer(operator.rpc('get_import', { import_id }))).state, 'loading');
    same(await answer(operator.rpc('list_import_failures', { import_id })), []);
    same(first(await answer(operator.rpc('cancel_import', { import_id, discard: true }))).state, 'cancelled');
    const started = first(await answer(operator.rpc('start_import', { import_id })));
    same(started.lines, 0);
});

test('list_import_failures of an import with a line that says nothing', async () => {
    const imports = await answer(operator.rpc('list_imports', {}));
    const failed = imports.find((each) => each.lines_failed === 1);
    const import_id = present(failed?.import_id ?? null);
    const failure = first(await answer(operator.rpc('list_import_failures', { import_id })));
    const reason: string = present(failure.reason);
    assert.ok(reason);
});

test('export_companies', async () => {
    const line = first(await answer(operator.rpc('export_companies', { format: 'ftm', max_companies: 1 }))).line;
    same(JSON.parse(present(line)).schema, 'Company');
});

test('set_rate_limit, apply_retention, get_audit_log', async () => {
    const limit = await answer(operator.rpc('set_rate_limit', { function_name: 'save_search', calls_per_hour: 7 }));
    same(limit.calls_per_hour, 7);
    const gone = await answer(operator.rpc('apply_retention', { audit_log: '1 year', dead_jobs: '90 days' }));
    same(gone.dead_jobs, 0);
    const entry = first(await answer(operator.rpc('get_audit_log', { action: 'set_rate_limit', page_size: 1 })));
    same(entry.facts, { function_name: 'save_search', calls_per_hour: 7 });
});

test('list_unmapped_paths, reprocess_documents', async () => {
    const end = '</tns:fachdatenRegister>';
    const text = readFileSync(`${process.env.HR_SOURCE_DIR}/sample/egbr.xml`, 'utf8').replace(end, `<tns:neu>1</tns:neu>${end}`);
    const content = '\\x' + Buffer.from(text).toString('hex');
    const { job_id } = await answer(operator.rpc('submit_document', { content }));
    await until('done', present(job_id));
    const path = first(await answer(operator.rpc('list_unmapped_paths', { page_size: 1 })));
    same(present(path.path), 'fachdatenRegister/neu');
    const count: number = present(path.documents);
    same(count, 1);
    const again = first(await answer(operator.rpc('reprocess_documents', {})));
    const job: number = present(again.job_id);
    assert.ok(job > 0);
});
