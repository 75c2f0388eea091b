// The whole way: an operator submits, a worker reads, everyone reads back what they may.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { alice, bytes, finished, operator, reader, sample } from './client.mjs';

const elbkante = 'HRB 170001 Hamburg';
let submissions;

before(async () => {
    const contents = await Promise.all(['gmbh_1_2023.xml', 'gmbh_2_2024.xml', 'gmbh_3_2025.xml', 'verein.xml'].map(sample));
    const { data, error, status } = await operator.rpc('submit_documents', { contents: contents.map(bytes), source: 'test' });
    assert.equal(error, null);
    assert.equal(status, 200);
    submissions = data;
    await finished(submissions.map((row) => row.job_id).filter(Boolean));
});

test('submissions come in the order of the array, with the digest of their content', async () => {
    assert.equal(submissions.length, 4);
    assert.equal(new Set(submissions.map((row) => row.document_id)).size, 4);
    for (const row of submissions) assert.match(row.sha256, /^[0-9a-f]{64}$/);
});

test('a document that has been read is a duplicate without a job', async () => {
    const { data, error } = await operator.rpc('submit_document', { content: bytes(await sample('verein.xml')) });
    assert.equal(error, null);
    assert.deepEqual({ ...data }, { ...submissions[3], job_id: null, is_duplicate: true });
});

test('get_company by register number, EUID and company number gives the same', async () => {
    const { data: [company], error } = await reader.rpc('get_company', { identifier: elbkante });
    assert.equal(error, null);
    assert.equal(company.name, 'Elbkante Software GmbH');
    assert.ok(company.former_names.includes('Elbkante Systems GmbH'));
    assert.equal(company.register_type, 'HRB');
    assert.equal(company.register_number, 170001);
    assert.equal(company.capital_amount, 60000);
    assert.equal(company.snapshot_count, 3);
    for (const identifier of [company.euid, String(company.company_id), company.register_label]) {
        const { data } = await reader.rpc('get_company', { identifier });
        assert.deepEqual(data, [company], identifier);
    }
});

test('reads are GET requests that can be filtered and cut', async () => {
    const { data, error } = await reader.rpc('get_company', { identifier: elbkante }, { get: true })
        .select('name,register_type').eq('register_type', 'HRB').single();
    assert.equal(error, null);
    assert.deepEqual(data, { name: 'Elbkante Software GmbH', register_type: 'HRB' });
});

test('officers: roles, and of birth dates the year only', async () => {
    const { data, error } = await reader.rpc('get_company_officers', { identifier: elbkante });
    assert.equal(error, null);
    assert.deepEqual(data.map((row) => [row.last_name, row.role_group, row.birth_year]).sort(),
        [['Heyde', 'management', 1984], ['Thießen', 'procuration', 1969], ['Öztürk', 'management', 1990]].sort());
    const { data: all } = await operator.rpc('get_company_officers', { identifier: elbkante, include_former: true });
    assert.ok(all.some((row) => row.last_name === 'Albrecht' && row.valid_to !== null));
    assert.doesNotMatch(JSON.stringify(all), /1978-05-11|1984-09-02|1990-12-01|1969-01-30/);
});

test('the timeline tells what changed', async () => {
    const { data, error } = await reader.rpc('get_company_timeline', { identifier: elbkante });
    assert.equal(error, null);
    const kinds = data.map((event) => event.kind);
    for (const kind of ['company_added', 'name_changed', 'capital_changed', 'officer_joined', 'officer_left'])
        assert.ok(kinds.includes(kind), `${kind} in ${kinds}`);
    assert.doesNotMatch(JSON.stringify(data), /1978-05-11|1984-09-02|1990-12-01/);
    const { data: names } = await reader.rpc('get_company_timeline', { identifier: elbkante, kinds: ['name_changed'] });
    assert.deepEqual(names.map((event) => [event.old_value, event.new_value]),
        [['Elbkante Systems GmbH', 'Elbkante Software GmbH']]);
});

test('the change feed belongs to an epoch', async () => {
    const { data: [first], error } = await reader.rpc('get_changes', { max_rows: 1 });
    assert.equal(error, null);
    const { data: [same] } = await reader.rpc('get_changes', { epoch: first.epoch, max_rows: 1 });
    assert.deepEqual(same, first);
    const wrong = await reader.rpc('get_changes', { epoch: '00000000-0000-0000-0000-000000000000' });
    assert.equal(wrong.status, 416);
    assert.equal(JSON.parse(wrong.error.details).epoch, first.epoch);
});

test('search finds present and former names', async () => {
    const { data, error } = await reader.rpc('search_companies', { q: 'elbkante software' });
    assert.equal(error, null);
    assert.equal(data[0].name, 'Elbkante Software GmbH');
    const { data: former } = await reader.rpc('search_companies', { q: 'Elbkante Systems GmbH' });
    assert.equal(former[0].matched_name, 'Elbkante Systems GmbH');
    assert.equal(former[0].is_former_name, true);
    const { data: present } = await reader.rpc('search_companies', { q: 'Elbkante Systems GmbH', include_former_names: false });
    assert.ok(present.every((row) => !row.is_former_name));
});

test('parse_register_id takes a register number apart', async () => {
    const { data, error } = await reader.rpc('parse_register_id', { input: 'HRB 158855 B Charlottenburg' });
    assert.equal(error, null);
    assert.equal(data.is_valid, true);
    assert.equal(data.euid, 'DEF1103R.HRB158855B');
    const { data: bad } = await reader.rpc('parse_register_id', { input: 'HRQ 1' });
    assert.equal(bad.is_valid, false);
    assert.ok(bad.problem);
});

test('a broken document ends as a dead letter with its error, and can be submitted again', async () => {
    const content = bytes(await sample('broken/truncated.xml'));
    const { data: first } = await operator.rpc('submit_document', { content });
    const [job] = await finished([first.job_id]);
    assert.equal(job.state, 'dead');
    assert.match(job.error_code, /^[0-9A-Z]{5}$/);
    assert.ok(job.error_message);
    const { data: second } = await operator.rpc('submit_document', { content });
    assert.equal(second.document_id, first.document_id);
    assert.equal(second.is_duplicate, true);
    assert.ok(second.job_id > first.job_id);
    await finished([second.job_id]);
});

test('a member sees neither jobs of others nor the queue', async () => {
    const other = await alice.rpc('get_job', { job_id: submissions.find((row) => row.job_id)?.job_id ?? 1 });
    assert.equal(other.status, 404);
    assert.equal(JSON.parse(other.error.details).code, 'unknown_job');
    assert.equal((await alice.rpc('queue_status')).status, 403);
});

test('queue_status and health are for operators', async () => {
    const { data: kinds } = await operator.rpc('queue_status');
    const reading = kinds.find((row) => row.kind === 'register_content');
    assert.ok(reading.done_last_hour >= 4);
    const { data: checks, error } = await operator.rpc('health');
    assert.equal(error, null);
    for (const name of ['library', 'home', 'loader', 'workers'])
        assert.equal(checks.find((row) => row.check === name).ok, true, name);
});
