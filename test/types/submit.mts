// Operators submit; readers find what was read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, first, operator, present, reader, same, sample, until } from './connect.mjs';

test('submit_document, get_job, list_jobs', async () => {
    const submission = await answer(operator.rpc('submit_document', {
        content: sample('gmbh_1_2023.xml'), content_type: 'application/xml', source: 'test', retrieved_at: '2023-06-01T12:00:00Z',
    }));
    same(submission.is_duplicate, false);
    const digest: string = present(submission.sha256);
    assert.match(digest, /^[0-9a-f]{64}$/);
    const job_id = present(submission.job_id);
    await until('done', job_id);
    const job = first(await answer(operator.rpc('get_job', { job_id })));
    same(job.kind, 'register_content');
    same(job.attempt, 0);
    const finished: Date = new Date(present(job.finished_at));
    assert.ok(finished <= new Date(Date.now() + 60_000));
    const jobs = await answer(operator.rpc('list_jobs', { state: 'done', kind: 'register_content', page_size: 1 }));
    same(jobs.map((done) => done.job_id), [job_id]);
});

test('submit_announcement, submit_announcements, list_announcements, list_company_announcements', async () => {
    const text = (body: string) => '\\x' + Buffer.from(`02.06.2025 (Bekanntmachungsdatum)

Hamburg Amtsgericht Hamburg HRB 4711
Sonstige Registerbekanntmachung

Elbkante Hafen GmbH
Gesellschaft mit beschränkter Haftung
Hamburg

${body}`).toString('hex');
    const one = await answer(operator.rpc('submit_announcement', { content: text('Die Gesellschaft ist aufgelöst.') }));
    const two = first(await answer(operator.rpc('submit_announcements', { contents: [text('Die Firma ist erloschen.')] })));
    for (const { job_id } of [one, two]) await until('done', present(job_id));
    const announcement = first(await answer(reader.rpc('list_announcements', { kinds: ['dissolution'], page_size: 1 })));
    const company_id: number = present(announcement.company_id);
    same(announcement.parties, []);
    same(announcement.stage, 'done');
    const all = await answer(reader.rpc('list_company_announcements', { identifier: String(company_id) }));
    same(new Set(all.map(({ kind }) => kind)), new Set(['dissolution', 'deletion']));
});

test('submit_documents', async () => {
    const submissions = await answer(operator.rpc('submit_documents', {
        contents: ['verein.xml', 'kg_with_branch.xml', 'gmbh_co_kg.xml', 'ag_in_liquidation.xml', 'egbr.xml', 'broken/truncated.xml']
            .map(sample),
        source: 'test',
    }));
    const numbers: number[] = submissions.map((submission) => present(submission.document_id));
    same(new Set(numbers).size, 6);
    const jobs = submissions.map((submission) => present(submission.job_id));
    const broken = present(jobs.pop() ?? null);
    for (const job_id of jobs) await until('done', job_id);
    await until('dead', broken);
});
