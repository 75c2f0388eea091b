// What readers call: search, and everything about one company.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, first, operator, present, reader, same, sample, until } from './connect.mjs';

const identifier = 'HRB 170001 Hamburg';

test('parse_register_id, lookup_company, get_company', async () => {
    const parsed = await answer(reader.rpc('parse_register_id', { input: 'HRB 158855 B Charlottenburg' }));
    same(parsed.is_valid, true);
    same(parsed.register_number, 158855);
    same(parsed.court_match, 'alias');
    const [found] = await answer(reader.rpc('lookup_company', { identifier: 'HRB 170001' }));
    assert.ok(found);
    const euid: string = present(found.euid);
    const company = first(await answer(reader.rpc('get_company', { identifier: euid, as_of: '2023-06-01' })));
    same(company.company_id, found.company_id);
    same(company.snapshot_count, 1);
    const capital: number = present(company.capital_amount);
    assert.ok(capital > 0);
    const former: string[] = present(company.former_names);
    same(former, []);
});

test('list_reference', async () => {
    const role = (await answer(reader.rpc('list_reference', { kind: 'role' }))).find(({ code }) => code === '086');
    same(role?.english_name, 'managing director');
    const courts = await answer(reader.rpc('list_reference', { kind: 'court', page_size: 1000 }));
    const cursor = courts.at(-1)?.next_cursor;
    assert.ok(cursor);
    const rest = await answer(reader.rpc('list_reference', { kind: 'court', cursor }));
    same([...courts, ...rest].find(({ name }) => name === 'Amtsgericht Husum')?.successor_code, 'X1112R');
});

test('get_company takes the select of supabase-js', async () => {
    const rows = await answer(reader.rpc('get_company', { identifier }, { get: true }).select('name, register_type').single());
    const { name, register_type }: { name: string | null; register_type: string | null } = rows;
    assert.ok(name);
    same(register_type, 'HRB');
});

test('search_companies, suggest_companies', async () => {
    const match = first(await answer(reader.rpc('search_companies', {
        q: 'Elbkante', page_size: 5, include_former_names: true, register_types: ['HRB'], city: 'Hamburg',
    })));
    same(match.register_label, 'Amtsgericht Hamburg HRB 170001');
    const score: number = present(match.score);
    assert.ok(score > 0);
    same(match.next_cursor, null);
    const suggestion = first(await answer(reader.rpc('suggest_companies', { prefix: 'elbk', max_hits: 3 })));
    same(suggestion.is_former_name, false);
    assert.match(present(suggestion.matched_name), /^Elbkante/);
});

test('normalize_company_name, match_names', async () => {
    const name = await answer(reader.rpc('normalize_company_name', { name: 'Elbkante Söhne GmbH & Co. KG' }, { get: true }));
    same(name.normalized, 'elbkante soehne');
    const words: string[] = present(name.words);
    same(words.length, present(name.phonetic_codes).length);
    same(name.elf_code, '8Z6G');
    const match = await answer(reader.rpc('match_names', { a: 'Elbkante Software GmbH', b: 'Software Elbkante' }, { get: true }));
    const score: number = present(match.score);
    assert.ok(score > 0 && score <= 1);
    same(match.is_reordered, true);
});

test('what is entered of a company: names, registrations, addresses, capital', async () => {
    const name = first(await answer(reader.rpc('get_company_names', { identifier })));
    same(name.is_former, false);
    const since: string = present(name.valid_from);
    assert.match(since, /^\d{4}-\d\d-\d\d$/);
    const registration = first(await answer(reader.rpc('get_company_registrations', { identifier })));
    same(registration.is_current, true);
    same(registration.register_number, 170001);
    const address = first(await answer(reader.rpc('get_company_addresses', { identifier, include_former: false })));
    same(address.city, 'Hamburg');
    const capital = first(await answer(reader.rpc('get_company_capital', { identifier, include_former: true })));
    same(capital.currency, 'EUR');
    const amount: number | null = capital.amount;
    assert.ok(amount);
});

test('who is entered: officers, representation', async () => {
    const officers = await answer(reader.rpc('get_company_officers', { identifier, include_former: false, as_of: '2023-06-01' }));
    const years: number[] = officers.map((officer) => present(officer.birth_year));
    assert.ok(years.every((year) => year > 1900));
    const representation = await answer(reader.rpc('get_company_representation', { identifier }));
    const alone: (string | null)[] = representation.map((row) => row.may_act_alone);
    assert.ok(alone.length > 0);
    same(first(representation).company_id, first(officers).company_id);
});

test('what texts tell: get_company_legal_events', async () => {
    const events = await answer(reader.rpc('get_company_legal_events', { identifier, kinds: ['merger'], page_size: 5 }));
    const kinds: (string | null)[] = events.map((event) => event.kind);
    assert.ok(kinds.every((kind) => kind === 'merger'));
});

test('who holds offices: search_persons, get_person, get_person_roles, get_network, find_path', async () => {
    const officer = (await answer(reader.rpc('get_company_officers', { identifier, include_former: true })))
        .find((row) => row.person_id !== null);
    const person_id: string = present(officer?.person_id ?? null);
    assert.ok(present(officer?.role_in_english ?? null));
    const person = first(await answer(reader.rpc('get_person', { person_id })));
    const others: string[] = present(person.other_names);
    assert.ok(others);
    const matches = await answer(reader.rpc('search_persons', { q: present(person.name), birth_year: present(person.birth_year) }));
    const score: number = present(first(matches).score);
    assert.ok(score > 0);
    const kind: string = present(first(matches).match_kind);
    same(kind, 'exact');
    assert.ok(matches.some((match) => match.person_id === person_id));
    const role = first(await answer(reader.rpc('get_person_roles', { person_id, include_former: true })));
    same(role.company_id, present(officer?.company_id ?? null));
    const network = await answer(reader.rpc('get_network', { identifier, depth: 1, max_nodes: 50, include_former: true }));
    const complete: boolean = present(first(network).is_complete);
    same(complete, true);
    const path = await answer(reader.rpc('find_path', { from_identifier: identifier, to_identifier: person_id, max_depth: 2 }));
    same(path.map((step) => step.step), [0, 1]);
});

test('what documents say: get_company_entries, list_company_documents', async () => {
    const branch = 'HRA 3077 FL Flensburg';
    const entry = first(await answer(reader.rpc('get_company_entries', { identifier: branch, page_size: 1 })));
    const text: string = present(entry.text);
    assert.ok(text.length > 0);
    const document = first(await answer(reader.rpc('list_company_documents', { identifier: branch })));
    const bytes: number = present(document.bytes);
    assert.ok(bytes > 1000);
    same(document.xjustiz_version, '3.4.1');
});

test('what changes: get_company_timeline, get_changes, diff_company', async () => {
    const { job_id } = await answer(operator.rpc('submit_document', { content: sample('gmbh_2_2024.xml') }));
    await until('done', present(job_id));
    const events = await answer(reader.rpc('get_company_timeline', { identifier, kinds: ['name_changed'], page_size: 10 }));
    same(first(events).effective_is_bound, false);
    const change = first(await answer(reader.rpc('get_changes', { after_seq: 0, max_rows: 1 })));
    const epoch: string = present(change.epoch);
    const later = await answer(reader.rpc('get_changes', { epoch, after_seq: present(change.seq) }));
    const kinds: string[] = later.map((row) => present(row.kind));
    assert.ok(kinds.includes('name_changed'));
    const differences = await answer(reader.rpc('diff_company', { identifier, from_date: '2023-06-01', to_date: '2024-12-31' }));
    const name = differences.find((difference) => difference.section === 'company' && difference.field === 'name');
    same(name?.old_value, 'Elbkante Systems GmbH');
    same(name?.new_value, 'Elbkante Software GmbH');
});

test('rows of every sample', async () => {
    for (const sheet of ['HRA 3077 FL Flensburg', 'HRA 9031 RD Kiel', 'HRB 98231 München', 'VR 21477 Köln', 'GsR 512 Freiburg']) {
        const company = first(await answer(reader.rpc('get_company', { identifier: sheet })));
        const all = { identifier: String(present(company.company_id)), include_former: true };
        assert.ok((await answer(reader.rpc('get_company_officers', all))).length > 0, sheet);
        assert.ok((await answer(reader.rpc('get_company_addresses', all))).length > 0, sheet);
        same((await answer(reader.rpc('get_company_capital', all))).length > 0, sheet.startsWith('HRB'));
    }
});

test('what the text of a sample tells: get_company_legal_events', async () => {
    const event = first(await answer(reader.rpc('get_company_legal_events', { identifier: 'HRB 98231 München' })));
    const kind: string = present(event.kind);
    same(kind, 'dissolution');
});

test('render_company', async () => {
    const page: unknown = await answer(reader.rpc('render_company', { identifier }));
    assert.ok(typeof page === 'string');
    assert.match(page, /^<!doctype html>/);
});
