// How results are cut: cursors, and what PostgREST adds to a GET request (filters, select, order, Range, counts).
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { anon, call, client, member, reader } from './client.mjs';
import { gmbh, placeless, refused, rows, submitted, variant, walk } from './fixture.mjs';

const identifier = 'HRB 820001 Hamburg';
const watcher = client(member('pages'));
const get = (name, more = {}, options = {}) => reader.rpc(name, { identifier, ...more }, { get: true, ...options });

before(async () => {
    await submitted([
        ...await gmbh(820001, 'Blattgold'),
        await variant('kg_with_branch', { 3077: '93078', Ostermoor: 'Blattmoor' }),
        ...await Promise.all([1, 2, 3, 4].map((n) => variant('verein', { 21477: `82000${n}`, 'Freunde der Nachtzüge': `Blattwende ${n}` }))),
    ]);
});

for (const [name, parameters, size] of [
    ['get_company_timeline', { identifier }, 12],
    ['get_company_timeline', { identifier, kinds: ['register_entry_changed', 'capital_changed'] }, 4],
    ['list_company_documents', { identifier }, 3],
    ['get_company_entries', { identifier: 'HRA 93078 FL Flensburg' }, 3],
    ['search_companies', { q: 'Blattwende', city: 'Köln' }, 4],
])
    test(`${name}(${JSON.stringify(parameters)}) gives each row once, in pages of every size`, async () => {
        const whole = placeless(await rows(reader, name, { ...parameters, page_size: 100 }));
        assert.equal(whole.length, size);
        assert.equal(new Set(whole.map((row) => JSON.stringify(row))).size, size);
        for (let page_size = 1; page_size <= size + 1; ++page_size)
            assert.deepEqual(placeless(await walk(reader, name, parameters, page_size)), whole, `pages of ${page_size}`);
    });

test('watched companies are read in pages, over one list and over all', async () => {
    const lists = [];
    for (const name of ['first', 'second']) lists.push(await rows(watcher, 'create_watchlist', { name: `pages ${name}` }));
    for (const [list, numbers] of [[lists[0], [1, 2, 3, 4]], [lists[1], [2, 3]]])
        for (const number of numbers)
            await rows(watcher, 'watch_company', { identifier: `VR 82000${number} Köln`, watchlist_id: list.watchlist_id });
    for (const [parameters, size] of [[{}, 6], [{ watchlist_id: lists[0].watchlist_id }, 4]]) {
        const whole = placeless(await rows(watcher, 'list_watched_companies', parameters));
        assert.equal(new Set(whole.map((row) => row.company_id + row.watchlist_id)).size, size);
        for (const page_size of [1, 2, 4, 5, 6])
            assert.deepEqual(placeless(await walk(watcher, 'list_watched_companies', parameters, page_size)), whole);
    }
});

test('the change feed is read to its end without a gap, whoever writes meanwhile', async () => {
    const { seq } = (await rows(reader, 'get_company_timeline', { identifier }))[0];
    const seen = [];
    for (let after_seq = seq - 1; ;) {
        const page = await rows(reader, 'get_changes', { after_seq, max_rows: 5 });
        if (page.length === 0) break;
        for (const change of page) {
            assert.ok(change.seq > after_seq, 'not in order');
            after_seq = change.seq;
        }
        seen.push(...page);
    }
    const again = await rows(reader, 'get_changes', { after_seq: seq - 1, max_rows: 1000 });
    const whole = again.filter((change) => change.seq <= seen.at(-1).seq);
    assert.ok(whole.length >= 12);
    assert.deepEqual(seen.slice(0, whole.length), whole);
});

test('a cursor belongs to a search, and to a place', async () => {
    const [{ next_cursor }] = await rows(reader, 'search_companies', { q: 'Blattwende', page_size: 1 });
    await refused(reader, 'search_companies', { q: 'Blattgold', cursor: next_cursor }, 400, 'invalid_cursor');
    await refused(reader, 'search_companies', { q: 'Blattwende', city: 'Köln', cursor: next_cursor }, 400, 'invalid_cursor');
    for (const name of ['get_company_timeline', 'list_company_documents', 'get_company_entries'])
        await refused(reader, name, { identifier, cursor: '1; drop' }, 400, 'invalid_cursor');
});

// PostgREST 12 asks a function only for the columns of "select": a filter needs its column there, too.
test('filters, columns and order are PostgREST\'s', async () => {
    const { data, error } = await get('get_company_officers')
        .select('last_name, role_group, born:birth_year').eq('role_group', 'management').gte('birth_year', 1980)
        .order('birth_year', { ascending: false });
    assert.equal(error, null);
    assert.deepEqual(data, [
        { last_name: 'Öztürk', role_group: 'management', born: 1990 },
        { last_name: 'Heyde', role_group: 'management', born: 1984 }]);
    const { data: left } = await get('get_company_timeline').select('kind').like('kind', 'officer%').or('kind.eq.officer_left');
    assert.deepEqual(left, [{ kind: 'officer_left' }]);
    const { data: former } = await get('get_company').select('former_names').contains('former_names', ['Blattgold Systems GmbH']);
    assert.equal(former.length, 1);
});

test('arguments of a GET request: arrays, dates, numbers, and defaults where one is left out', async () => {
    const { data, error } = await get('get_company_timeline',
        { kinds: ['officer_joined', 'officer_left'], from_date: '2025-01-01', page_size: 2 });
    assert.equal(error, null);
    assert.deepEqual(data.map((event) => event.kind), ['officer_joined', 'officer_joined']);
    const { data: search } = await reader.rpc('search_companies',
        { q: 'Blattwende', courts: ['R3306'], include_former_names: false }, { get: true });
    assert.ok(Array.isArray(search));
});

test('limit, offset and exact counts', async () => {
    const { data, count, status } = await get('get_company_timeline', {}, { count: 'exact' })
        .select('seq').order('seq', { ascending: false }).range(2, 4);
    assert.equal(status, 206);
    assert.equal(count, 12);
    const { data: all } = await get('get_company_timeline').select('seq').order('seq', { ascending: false });
    assert.deepEqual(data, all.slice(2, 5));
    const { count: only, data: none } = await get('get_company_timeline', {}, { head: true, count: 'exact' });
    assert.equal(only, 12);
    assert.equal(none, null);
});

test('the header Range cuts rows, and one behind the end is refused', async () => {
    const parameters = { identifier, order: 'seq', select: 'seq' };
    const { text: whole } = await call(anon, 'get_company_timeline', parameters);
    const part = await call(anon, 'get_company_timeline', parameters,
        { headers: { Range: '3-5', 'Range-Unit': 'items', Prefer: 'count=exact' } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), '3-5/12');
    assert.deepEqual(JSON.parse(part.text), JSON.parse(whole).slice(3, 6));
    const behind = await call(anon, 'get_company_timeline', parameters, { headers: { Range: '50-60', Prefer: 'count=exact' } });
    assert.equal(behind.status, 416);
});

test('one row is read as an object; none or several are not', async () => {
    const { data, error } = await get('get_company').single();
    assert.equal(error, null);
    assert.equal(data.name, 'Blattgold Software GmbH');
    const several = await get('get_company_officers').single();
    assert.equal(several.status, 406);
    assert.equal(several.error.code, 'PGRST116');
    const { data: nobody, error: absent } = await reader.rpc('lookup_company', { identifier: 'HRB 829999 Hamburg' }, { get: true })
        .maybeSingle();
    assert.equal(absent, null);
    assert.equal(nobody, null);
});

test('a function that takes no such argument is not found', async () => {
    const { status, error } = await reader.rpc('get_company', { identifier, nonsense: 1 });
    assert.equal(status, 404);
    assert.equal(error.code, 'PGRST202');
});
