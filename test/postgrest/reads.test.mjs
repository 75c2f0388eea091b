// What readers get of a company: today, on an earlier day, and the difference between two days.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { operator, reader } from './client.mjs';
import { gmbh, placeless, refused, rows, submitted, variant } from './fixture.mjs';

const identifier = 'HRB 810001 Hamburg';
const kg = 'HRA 93077 FL Flensburg';
const then = '2023-06-01';
let company_id;

const read = (name, more = {}) => rows(reader, name, { identifier, ...more });
const pick = (list, ...columns) => list.map((row) => columns.map((column) => row[column]));

before(async () => {
    await submitted([
        ...await gmbh(810001, 'Quittenzauber', { Hamburg: 'Quittendorf' }),
        await variant('kg_with_branch', { 3077: '93077', Ostermoor: 'Quittenmoor' }),
        await variant('verein', { 21477: '810001' }),
    ], { source: 'reads' });
    [{ company_id }] = await read('get_company');
});

test('get_company: today, on an earlier day, and before anything was known', async () => {
    const [today] = await read('get_company');
    assert.equal(today.name, 'Quittenzauber Software GmbH');
    assert.equal(today.register_label, 'Amtsgericht Hamburg HRB 810001');
    assert.equal(today.euid, 'DEK1101R.HRB810001');
    assert.equal(today.seat, 'Quittendorf');
    assert.equal(today.status, 'aktiv');
    assert.equal(today.capital_amount, 60000);
    assert.equal(today.articles_date, '2025-09-15');
    assert.equal(today.last_entry, '2025-10-22');
    assert.equal(today.snapshot_count, 3);
    assert.deepEqual(today.former_names, ['Quittenzauber Systems GmbH']);
    const [earlier] = await read('get_company', { as_of: then });
    assert.equal(earlier.company_id, today.company_id);
    assert.equal(earlier.name, 'Quittenzauber Systems GmbH');
    assert.equal(earlier.capital_amount, 25000);
    assert.equal(earlier.articles_date, '2019-04-08');
    assert.deepEqual(earlier.former_names, []);
    assert.equal((await refused(reader, 'get_company', { identifier, as_of: '2023-02-19' }, 404, 'not_known_then')).known_from,
        '2023-02-20');
});

test('lookup_company: whatever a person has, one answer, several, or none', async () => {
    const found = async (text) => pick(await rows(reader, 'lookup_company', { identifier: text }), 'company_id').flat();
    for (const text of [identifier, 'DEK1101R.HRB810001', String(company_id), 'HRB 810001', 'hrb0810001'])
        assert.deepEqual(await found(text), [company_id], text);
    assert.equal((await found('VR 810001')).length, 1);
    assert.deepEqual(pick(await rows(reader, 'lookup_company', { identifier: 'HRA 93077' }), 'name'),
        [['Quittenmoor Landtechnik KG']]);
    for (const text of ['HRB 810009 Hamburg', '999999999999', 'DE999999999', '529900T8BM49AURSDO55', 'what?'])
        assert.deepEqual(await found(text), [], text);
});

test('officers: today, with those who left, and on an earlier day', async () => {
    const today = await read('get_company_officers');
    assert.deepEqual(pick(today, 'name', 'role_group', 'birth_year', 'residence', 'valid_to'), [
        ['Miriam von der Heyde', 'management', 1984, 'Lüneburg', null],
        ['Dr. Leyla Öztürk', 'management', 1990, 'Quittendorf', null],
        ['Sören Thießen', 'procuration', 1969, 'Stade', null]]);
    const all = await read('get_company_officers', { include_former: true });
    assert.deepEqual(all.slice(0, 3), today);
    assert.deepEqual(pick(all.slice(3), 'name', 'valid_from', 'valid_to'), [['Jonas Albrecht', '2023-02-20', '2025-10-22']]);
    assert.deepEqual(pick(await read('get_company_officers', { as_of: then }), 'name'),
        [['Miriam von der Heyde'], ['Jonas Albrecht']]);
    assert.deepEqual(pick(await rows(reader, 'get_company_officers', { identifier: kg }), 'name', 'role_group').sort(),
        [['Frauke Quittenmoor', 'partner'], ['Momme Quittenmoor', 'limited_partner'], ['Silke Ketelsen', 'limited_partner']]);
});

test('representation: the general rule and everyone\'s, in words and as structure', async () => {
    const columns = ['scope', 'name', 'may_act_alone', 'act_together', 'with_procurist', 'may_deal_with_self',
        'may_represent_both_sides'];
    assert.deepEqual(pick(await read('get_company_representation'), ...columns), [
        ['general', null, 'if_only_one', 'two', true, null, null],
        ['officer', 'Miriam von der Heyde', null, null, null, null, null],
        ['officer', 'Dr. Leyla Öztürk', 'always', null, false, true, true],
        ['officer', 'Sören Thießen', 'never', 'two', false, null, null]]);
    assert.deepEqual(pick(await read('get_company_representation', { as_of: then }), 'name', 'rule').slice(1),
        [['Miriam von der Heyde', null], ['Jonas Albrecht', 'einzelvertretungsberechtigt']]);
});

test('capital, addresses and names have their times', async () => {
    assert.deepEqual(pick(await read('get_company_capital'), 'kind', 'amount', 'currency', 'valid_to'),
        [['stammkapital', 60000, 'EUR', null]]);
    assert.deepEqual(pick(await read('get_company_capital', { include_former: true }), 'amount', 'valid_from', 'valid_to'),
        [[60000, '2025-10-22', null], [25000, '2023-02-20', '2025-10-22']]);
    assert.deepEqual(pick(await read('get_company_capital', { as_of: then }), 'amount'), [[25000]]);
    assert.deepEqual(await read('get_company_capital', { as_of: '2020-01-01' }), []);
    assert.deepEqual(pick(await read('get_company_addresses', { as_of: then }), 'street', 'house_number', 'city', 'country'),
        [['Am Sandtorkai', '18', 'Quittendorf', 'Deutschland']]);
    assert.deepEqual(await read('get_company_addresses', { as_of: '2020-01-01' }), []);
    assert.deepEqual(pick(await read('get_company_names'), 'name', 'is_former', 'valid_from', 'valid_to'), [
        ['Quittenzauber Software GmbH', false, '2024-05-28', null],
        ['Quittenzauber Systems GmbH', true, '2023-02-20', '2024-05-28']]);
});

test('registrations: the entry in force, with the letters of a number', async () => {
    const columns = ['court_code', 'register_type', 'register_number', 'suffix', 'euid', 'is_current'];
    assert.deepEqual(pick(await read('get_company_registrations'), ...columns),
        [['K1101R', 'HRB', 810001, '', 'DEK1101R.HRB810001', true]]);
    assert.deepEqual(pick(await rows(reader, 'get_company_registrations', { identifier: kg }), ...columns),
        [['X1112R', 'HRA', 93077, 'FL', 'DEX1112R.HRA93077FL', true]]);
});

test('entries are the words of the sheet, in their order', async () => {
    assert.deepEqual(pick(await read('get_company_entries'), 'entry_number', 'type', 'valid_from', 'valid_to'),
        [[4, 'Satzung', '2024-05-28', '2025-10-22'], [6, 'Kapital', '2025-10-22', null]]);
    assert.match((await read('get_company_entries'))[1].text, /^Das Stammkapital ist .* auf 60\.000,00 EUR erhöht\.$/);
});

test('documents are listed without their bytes, and for readers without their source', async () => {
    const documents = await read('list_company_documents');
    assert.deepEqual(pick(documents, 'last_entry', 'entry_count', 'content_type', 'xjustiz_version', 'source').sort(), [
        ['2023-02-20', 3, 'application/xml', '3.5.1', null],
        ['2024-05-28', 4, 'application/xml', '3.5.1', null],
        ['2025-10-22', 6, 'application/xml', '3.5.1', null]]);
    for (const document of documents) assert.match(document.sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(await rows(operator, 'list_company_documents', { identifier }),
        documents.map((document) => ({ ...document, source: 'reads' })));
});

test('the timeline between two days, of some kinds', async () => {
    const all = await read('get_company_timeline');
    assert.equal(all.length, 12);
    const within = (from, to) => (event) => event.effective_date >= from && event.effective_date <= to;
    const events = await read('get_company_timeline', { from_date: '2024-05-28', to_date: '2024-05-28' });
    assert.deepEqual(placeless(events), placeless(all.filter(within('2024-05-28', '2024-05-28'))));
    assert.deepEqual(pick(events, 'kind').flat(),
        ['name_changed', 'former_name_changed', 'articles_changed', 'register_entry_changed']);
    assert.deepEqual(pick(await read('get_company_timeline', { kinds: ['officer_joined', 'officer_left'] }), 'kind', 'subject'), [
        ['officer_joined', 'Dr. Leyla Öztürk (Geschäftsführer(in)), Quittendorf'],
        ['officer_joined', 'Sören Thießen (Prokurist(in)), Stade'],
        ['officer_left', 'Jonas Albrecht (Geschäftsführer(in)), Quittendorf']]);
    assert.deepEqual(await read('get_company_timeline', { from_date: '2025-10-23' }), []);
});

test('diff_company: field by field between two days, and up to today', async () => {
    const columns = ['section', 'subject', 'op', 'field', 'old_value', 'new_value'];
    assert.deepEqual(pick(await read('diff_company', { from_date: then, to_date: '2024-06-01' }), ...columns), [
        ['company', 'Quittenzauber Software GmbH', 'changed', 'articles_date', '2019-04-08', '2024-05-06'],
        ['company', 'Quittenzauber Software GmbH', 'changed', 'name', 'Quittenzauber Systems GmbH', 'Quittenzauber Software GmbH']]);
    const today = await read('diff_company', { from_date: then });
    assert.deepEqual(pick(today.filter((row) => row.section === 'capital'), ...columns),
        [['capital', 'stammkapital', 'changed', 'amount', '25000', '60000']]);
    assert.deepEqual(pick(today.filter((row) => row.field === 'birth_year'), 'subject', 'op', 'old_value', 'new_value'), [
        ['Dr. Leyla Öztürk', 'added', null, '1990'],
        ['Jonas Albrecht', 'removed', '1978', null],
        ['Sören Thießen', 'added', null, '1969']]);
    assert.deepEqual(await read('diff_company', { from_date: then, to_date: then }), []);
});

test('search by a present and a former name, with filters', async () => {
    const search = async (more) => pick(await rows(reader, 'search_companies', { q: 'Quittenzauber Systems GmbH', ...more }),
        'company_id', 'matched_name', 'is_former_name');
    const mine = [company_id, 'Quittenzauber Systems GmbH', true];
    for (const filter of [{}, { city: 'quittendorf' }, { courts: ['K1101R'] }, { register_types: ['HRB'] },
        { legal_forms: ['221110'], city: 'Quittendorf' }])
        assert.deepEqual((await search(filter))[0], mine, JSON.stringify(filter));
    for (const filter of [{ city: 'Leck' }, { courts: ['X1112R'] }, { register_types: ['VR'] }, { legal_forms: ['112100'] }])
        assert.ok((await search(filter)).every(([found]) => found !== company_id), JSON.stringify(filter));
    assert.ok((await search({ include_former_names: false })).every(([, , former]) => !former));
});

test('suggestions begin as typed, with a present name before a former one', async () => {
    const suggest = async (prefix) => pick(await rows(reader, 'suggest_companies', { prefix }), 'matched_name', 'is_former_name');
    assert.deepEqual(await suggest('quittenz'), [['Quittenzauber Software GmbH', false]]);
    assert.deepEqual(await suggest('Quittenzauber Sys'), [['Quittenzauber Systems GmbH', true]]);
    assert.deepEqual(new Set((await suggest('Quitten')).map(([name]) => name)),
        new Set(['Quittenmoor Landtechnik KG', 'Quittenzauber Software GmbH']));
    assert.deepEqual(await suggest('Quittenzauberei'), []);
});

test('the change feed has what the timeline has', async () => {
    const events = await read('get_company_timeline');
    const feed = [];
    for (let after_seq = events[0].seq - 1; feed.length < events.length;) {
        const page = await rows(reader, 'get_changes', { after_seq, max_rows: 1000 });
        assert.notEqual(page.length, 0, 'the feed ends before the timeline');
        feed.push(...page.filter((change) => change.company_id === company_id));
        after_seq = page.at(-1).seq;
    }
    const columns = ['seq', 'kind', 'effective_date', 'subject', 'old_value', 'new_value', 'document_id'];
    assert.deepEqual(pick(feed, ...columns), pick(events, ...columns).sort(([a], [b]) => a - b));
    for (const change of feed) {
        assert.equal(change.euid, 'DEK1101R.HRB810001');
        assert.equal(change.name, 'Quittenzauber Software GmbH');
        assert.equal(change.retracts, null);
    }
});
