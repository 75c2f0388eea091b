// Media types: tables as CSV, the profile as a page of HTML, and stored documents with their own type.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { alice, anon, call, member, operator, reader, sample, service } from './client.mjs';
import { rows, submitted, variant } from './fixture.mjs';

const identifier = 'HRB 830001 Hamburg';
const hostile = '<script>alert("1")</script> & \'Söhne\'';
const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Söhne&#39;';
let document_id, content, plain_id;

before(async () => {
    const inXml = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    content = await variant('gmbh_3_2025', { 170001: '830001', Elbkante: inXml, Lüneburg: `Lüneburg ${inXml}`, Sandtorkai: inXml });
    [{ document_id }] = await submitted([content]);
    [{ document_id: plain_id }] = await submitted([await variant('verein', { 21477: '830002' })], { content_type: 'text/xml' });
});

// PostgREST 12 names the columns of "select" in alphabetical order, whatever the order of the values: ask for them so.
test('every list is a table in CSV', async () => {
    const { data, error } = await reader.rpc('get_company_officers', { identifier }, { get: true })
        .select('birth_year,last_name,residence').csv();
    assert.equal(error, null);
    assert.deepEqual(data.split('\n'), ['birth_year,last_name,residence',
        `1984,Heyde,"Lüneburg ${hostile.replaceAll('"', '""')}"`, '1990,Öztürk,Hamburg', '1969,Thießen,Stade']);
    const answer = await call(anon, 'get_company_timeline', { identifier }, { headers: { Accept: 'text/csv' } });
    assert.match(answer.headers.get('content-type'), /^text\/csv/);
    const [event] = await rows(reader, 'get_company_timeline', { identifier });
    assert.equal(answer.text.split('\n')[0], Object.keys(event).join(','));
    assert.ok(answer.text.split('\n')[1].startsWith(`${event.seq},${event.company_id},company_added,2025-10-22,t,`));
});

const accepts = ['text/html', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'];
for (const Accept of accepts)
    test(`the profile is a page for a browser that accepts ${Accept}`, async () => {
        const page = await call(anon, 'render_company', { identifier }, { headers: { Accept } });
        assert.equal(page.status, 200);
        assert.match(page.headers.get('content-type'), /^text\/html/);
        assert.match(page.text, /^<!doctype html>\n<html lang="de">/);
        for (const text of ['Amtsgericht Hamburg HRB 830001', 'Dr. Leyla Öztürk', '1990', '60000 EUR', 'company_added'])
            assert.ok(page.text.includes(text), text);
    });

test('names, places and streets cannot smuggle markup into the page', async () => {
    const { text } = await call(anon, 'render_company', { identifier }, { headers: { Accept: 'text/html' } });
    const [company] = await rows(reader, 'get_company', { identifier });
    assert.equal(company.name, `${hostile} Software GmbH`);
    assert.ok(!/<script|alert\("/.test(text));
    for (const [before, after] of [['<title>', '</title>'], ['<h1>', '</h1>']])
        assert.ok(text.includes(`${before}${escaped} Software GmbH${after}`), before);
    assert.ok(text.includes(`<td>Lüneburg ${escaped}</td>`));
    assert.ok(text.includes(`Am ${escaped} 18`));
    const elements = new Set([...text.matchAll(/<\/?([a-z0-9!]+)/g)].map(([, name]) => name));
    assert.deepEqual([...elements].filter((name) => !['!doctype', 'html', 'head', 'meta', 'title', 'body', 'main', 'h1', 'h2', 'dl',
        'dt', 'dd', 'table', 'thead', 'tbody', 'tr', 'th', 'td'].includes(name)), []);
});

test('the page of an earlier day, and of a company that is not there', async () => {
    const headers = { Accept: 'text/html' };
    const early = await call(anon, 'render_company', { identifier, as_of: '2000-01-01' }, { headers });
    assert.equal(early.status, 404);
    assert.equal(JSON.parse(JSON.parse(early.text).details).code, 'not_known_then');
    const unknown = await call(anon, 'render_company', { identifier: 'HRB 839999 Hamburg' }, { headers });
    assert.equal(unknown.status, 404);
    assert.equal(JSON.parse(unknown.text).code, 'PT404');
});

test('clients of JSON get the page as a string', async () => {
    assert.match(await rows(reader, 'render_company', { identifier }), /^<!doctype html>/);
});

for (const Accept of ['application/xml', '*/*', 'application/octet-stream', 'text/html'])
    test(`an operator downloads a document as it was submitted, whatever is accepted: ${Accept}`, async () => {
        const answer = await call(service, 'download_document', { document_id }, { headers: { Accept } });
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('content-type'), 'application/xml');
        assert.equal(answer.headers.get('content-disposition'), `attachment; filename="document-${document_id}"`);
        assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
        assert.deepEqual(answer.content, Buffer.from(content));
    });

test('a document keeps the media type that it was submitted with', async () => {
    const answer = await call(service, 'download_document', { document_id: plain_id });
    assert.equal(answer.headers.get('content-type'), 'text/xml');
    assert.deepEqual(answer.content, Buffer.from((await sample('verein.xml')).toString().replaceAll('21477', '830002')));
});

test('also what is no XML comes back byte by byte', async () => {
    const noise = Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256));
    const { data, error } = await operator.rpc('submit_document', { content: '\\x' + noise.toString('hex') });
    assert.equal(error, null);
    const answer = await call(service, 'download_document', { document_id: data.document_id });
    assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
    assert.deepEqual(answer.content, noise);
});

test('readers and members download nothing', async () => {
    for (const [claims, status] of [[anon, 401], [member('alice'), 403]]) {
        const answer = await call(claims, 'download_document', { document_id });
        assert.equal(answer.status, status);
        assert.equal(JSON.parse(answer.text).code, '42501');
        assert.equal(answer.headers.get('content-disposition'), null);
    }
    assert.equal((await alice.rpc('download_document', { document_id })).status, 403);
});

// supabase-js reads JSON, but leaves alone what it asked for as CSV.
test('an operator downloads with supabase-js', async () => {
    const { data, error } = await operator.rpc('download_document', { document_id }, { get: true }).csv();
    assert.equal(error, null);
    assert.equal(data, content);
});
