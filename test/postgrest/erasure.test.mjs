// A person who is erased by an operator is in no response any more, nor in a document, and comes back with none.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { bytes, call, client, finished, operator, reader, service } from './client.mjs';
import { gmbh, refused, rows, submitted } from './fixture.mjs';
import { responses } from './reach.mjs';

const identifier = 'HRB 893001 Hamburg';
const person = { last_name: 'Vergessler', first_names: 'Wilhelmine', birth_date: '1990-12-01', reason: 'Art. 17 GDPR, case 4711' };
const boss = { ...service, sub: 'erasure/boss' };
const trace = /Vergessler|Wilhelmine/i;
const company = { identifier, words: ['Radiergummi Software'], names: ['Vergessler', 'wilhelmine vergessler'], days: ['2023-06-01', '2025-12-01'], identifiers: [identifier], before_seq: 0 };
let documents, submissions, job_id;

const sweep = async () => (await responses(company)).filter(({ text }) => trace.test(text)).map(({ name }) => name);

before(async () => {
    documents = await gmbh(893001, 'Radiergummi');
    documents[2] = documents[2].replaceAll('Öztürk', 'Vergessler').replaceAll('Leyla', 'Wilhelmine').replace('Das Stammkapital',
        'Bestellt: Vergessler, Wilhelmine, Hamburg, *01.12.1990. Das Stammkapital');
    submissions = await submitted(documents);
    const [{ seq }] = await rows(reader, 'get_company_timeline', { identifier });
    company.before_seq = seq - 1;
});

test('before, everybody can see the person', async () => {
    const found = new Set(await sweep());
    for (const name of ['get_company_officers', 'get_company_representation', 'get_company_entries', 'get_company_timeline',
        'diff_company', 'get_changes', 'render_company', 'search_persons', 'get_person', 'get_person_roles', 'get_network',
        'find_path']) assert.ok(found.has(name), name);
});

test('an operator asks for the erasure; nothing in the answer tells of the person', async () => {
    const { status, headers, text } = await call(boss, 'erase_person', {}, { body: person });
    assert.equal(status, 202, text);
    const erasure = JSON.parse(text);
    ({ job_id } = erasure);
    assert.equal(headers.get('location'), `/rpc/get_job?job_id=${job_id}`);
    assert.doesNotMatch(text, trace);
    assert.equal(erasure.reason, person.reason);
    const [job] = await finished([job_id]);
    assert.equal(job.state, 'done', job.error_message);
    assert.doesNotMatch(JSON.stringify(job), trace);
});

test('the person is in no response any more, the office is', async () => {
    assert.deepEqual(await sweep(), []);
    const officers = await rows(reader, 'get_company_officers', { identifier });
    assert.deepEqual(officers.map((row) => row.role_group).sort(), ['management', 'management', 'procuration']);
    assert.equal(officers.filter((row) => row.last_name === null).length, 1);
    assert.equal((await rows(reader, 'get_company', { identifier }))[0].capital_amount, 60000);
});

test('documents that name the person are gone, others are there', async () => {
    assert.equal((await refused(operator, 'download_document', { document_id: submissions[2].document_id }, 410, 'document_erased'))
        .document_id, submissions[2].document_id);
    const kept = await call(boss, 'download_document', { document_id: submissions[0].document_id }, { headers: { Accept: '*/*' } });
    assert.equal(kept.status, 200);
    assert.deepEqual(kept.content, Buffer.from(documents[0]));
});

test('neither the same document nor a later one brings the person back', async () => {
    const { data, error } = await operator.rpc('submit_document', { content: bytes(documents[2]) });
    assert.equal(error, null);
    if (data.job_id) await finished([data.job_id]);
    await submitted([documents[2].replaceAll('2025-11-05', '2025-12-24').replaceAll('60000.00', '80000.00')]);
    assert.equal((await rows(reader, 'get_company', { identifier }))[0].capital_amount, 80000);
    assert.deepEqual(await sweep(), []);
});

test('the list and the log tell that somebody was erased, not who', async () => {
    const erasures = await rows(operator, 'list_erasures', { page_size: 1000 });
    const mine = erasures.find((erasure) => erasure.job_id === job_id);
    assert.deepEqual([mine.state, mine.companies, mine.documents, mine.requested_by], ['done', 1, 1, 'service_role']);
    assert.ok(mine.events >= 1);
    assert.ok((await rows(operator, 'list_erasures', { before_id: mine.erasure_id })).every((row) => row.erasure_id < mine.erasure_id));
    const log = await rows(client(boss), 'get_audit_log', { action: 'erase_person' });
    assert.ok(log.some((entry) => entry.subject === boss.sub && entry.facts.erasure_id === mine.erasure_id));
    for (const list of [erasures, log]) assert.doesNotMatch(JSON.stringify(list), trace);
});

test('who is erased cannot be erased again, however the name is spelled', async () => {
    for (const last_name of ['Vergessler', 'VERGESSLER'])
        await refused(operator, 'erase_person', { ...person, last_name }, 409, 'already_erased');
});
