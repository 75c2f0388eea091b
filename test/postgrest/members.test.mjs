// What users have of their own: watchlists, saved searches, a quota; and that nobody reaches another's.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { client, member, reader } from './client.mjs';
import { gmbh, refused, rows, submitted, variant } from './fixture.mjs';

const identifier = 'HRB 860001 Hamburg';
const club = 'VR 860001 Köln';
const [alice, bob] = ['members/alice', 'members/bob'].map((sub) => client(member(sub)));
let company_id, club_id;

const names = async (who) => (await rows(who, 'list_watchlists')).map((list) => list.name);
const create = async (who, name) => (await rows(who, 'create_watchlist', { name })).watchlist_id;
const watched = (who, watchlist_id = null) => rows(who, 'list_watched_companies', { watchlist_id });

before(async () => {
    await submitted([...await gmbh(860001, 'Merkzettel'),
        await variant('verein', { 21477: '860001', 'Freunde der Nachtzüge': 'Merkverein' })]);
    [{ company_id }] = await rows(reader, 'get_company', { identifier });
    [{ company_id: club_id }] = await rows(reader, 'get_company', { identifier: club });
});

test('a watchlist is created, renamed, listed and deleted', async () => {
    const list = await rows(alice, 'create_watchlist', { name: 'Zulieferer' });
    assert.match(list.watchlist_id, /^[0-9a-f-]{36}$/);
    assert.equal(list.company_count, 0);
    await create(alice, 'Kunden');
    assert.deepEqual(await names(alice), ['Kunden', 'Zulieferer']);
    const renamed = await rows(alice, 'rename_watchlist', { watchlist_id: list.watchlist_id, name: 'Abnehmer' });
    assert.deepEqual(renamed, { ...list, name: 'Abnehmer' });
    assert.deepEqual(await names(alice), ['Abnehmer', 'Kunden']);
    assert.deepEqual(await rows(alice, 'delete_watchlist', { watchlist_id: list.watchlist_id }), renamed);
    assert.deepEqual(await names(alice), ['Kunden']);
    await refused(alice, 'delete_watchlist', { watchlist_id: list.watchlist_id }, 404, 'unknown_watchlist');
});

test('companies go on a list, change their kinds, and come off', async () => {
    const watchlist_id = await create(alice, 'Beobachtet');
    const entry = await rows(alice, 'watch_company', { identifier, watchlist_id });
    assert.deepEqual({ ...entry, since: null }, {
        watchlist_id, watchlist_name: 'Beobachtet', company_id, name: 'Merkzettel Software GmbH', seat: 'Hamburg',
        register_label: 'Amtsgericht Hamburg HRB 860001', kinds: null, since: null, next_cursor: null });
    await rows(alice, 'watch_company', { identifier: club, watchlist_id });
    const narrowed = await rows(alice, 'watch_company', { identifier, watchlist_id, kinds: ['name_changed'] });
    assert.deepEqual(narrowed, { ...entry, kinds: ['name_changed'] });
    assert.deepEqual((await watched(alice, watchlist_id)).map((row) => row.company_id), [company_id, club_id].sort((a, b) => a - b));
    assert.equal((await rows(alice, 'list_watchlists')).find((list) => list.name === 'Beobachtet').company_count, 2);
    assert.deepEqual(await rows(alice, 'unwatch_company', { identifier, watchlist_id }), narrowed);
    assert.deepEqual((await watched(alice, watchlist_id)).map((row) => row.name), ['Merkverein e.V.']);
    await refused(alice, 'unwatch_company', { identifier, watchlist_id }, 404, 'not_watched');
    await rows(alice, 'unwatch_company', { identifier: String(club_id), watchlist_id });
    assert.deepEqual(await watched(alice, watchlist_id), []);
});

test('a list takes its companies with it', async () => {
    const watchlist_id = await create(alice, 'Vergänglich');
    await rows(alice, 'watch_company', { identifier, watchlist_id });
    assert.equal((await rows(alice, 'delete_watchlist', { watchlist_id })).company_count, 1);
    assert.ok((await watched(alice)).every((row) => row.watchlist_id !== watchlist_id));
});

test('a saved search finds what the search finds, in the same pages', async () => {
    const parameters = { q: 'Merkzettel', include_former_names: true, register_types: ['HRB'], courts: ['K1101R'],
        legal_forms: ['221110'], city: 'Hamburg', mode: 'all' };
    const saved = await rows(alice, 'save_search', { name: 'Merk', ...parameters });
    const { search_id, created_at, ...rest } = saved;
    assert.deepEqual(rest, { name: 'Merk', ...parameters, next_cursor: null });
    assert.deepEqual(await rows(alice, 'list_saved_searches'), [saved]);
    const found = await rows(alice, 'run_saved_search', { search_id });
    assert.equal(found[0].company_id, company_id);
    assert.deepEqual(found, await rows(reader, 'search_companies', parameters));
    const { search_id: wide, mode } = await rows(alice, 'save_search', { name: 'Weit', q: 'Merkzettel' });
    assert.equal(mode, 'smart');
    const [first] = await rows(alice, 'run_saved_search', { search_id: wide, page_size: 1 });
    assert.equal(first.company_id, company_id);
    assert.deepEqual(await rows(alice, 'delete_saved_search', { search_id }), saved);
    await refused(alice, 'run_saved_search', { search_id }, 404, 'unknown_search');
    assert.deepEqual((await rows(alice, 'list_saved_searches')).map((search) => search.name), ['Weit']);
});

test('two users may give the same names, and see each only their own', async () => {
    await create(alice, 'Gemeinsam');
    await create(bob, 'Gemeinsam');
    await rows(alice, 'save_search', { name: 'Gemeinsam', q: 'Merkzettel' });
    await rows(bob, 'save_search', { name: 'Gemeinsam', q: 'Merkverein' });
    assert.deepEqual(await names(bob), ['Gemeinsam']);
    assert.deepEqual((await rows(bob, 'list_saved_searches')).map((search) => search.q), ['Merkverein']);
});

test('nothing of another user can be read, used, changed or deleted', async () => {
    const watchlist_id = await create(alice, 'Vertraulich');
    await rows(alice, 'watch_company', { identifier, watchlist_id });
    const { search_id } = await rows(alice, 'save_search', { name: 'Vertraulich', q: 'Merkzettel' });
    for (const [name, parameters, code] of [
        ['rename_watchlist', { watchlist_id, name: 'meins' }, 'unknown_watchlist'],
        ['delete_watchlist', { watchlist_id }, 'unknown_watchlist'],
        ['watch_company', { identifier: club, watchlist_id }, 'unknown_watchlist'],
        ['unwatch_company', { identifier, watchlist_id }, 'unknown_watchlist'],
        ['list_watched_companies', { watchlist_id }, 'unknown_watchlist'],
        ['run_saved_search', { search_id }, 'unknown_search'],
        ['delete_saved_search', { search_id }, 'unknown_search']])
        await refused(bob, name, parameters, 404, code);
    assert.deepEqual(await watched(bob), []);
    assert.ok(!(await names(bob)).includes('Vertraulich'));
    assert.deepEqual((await watched(alice, watchlist_id)).map((row) => row.company_id), [company_id]);
    assert.ok((await rows(alice, 'list_saved_searches')).some((search) => search.search_id === search_id));
});

test('a quota counts what the user did in this hour, refused calls too, and nobody else\'s', async () => {
    const who = client(member('members/quota'));
    const quota = async (name, of = who) => (await rows(of, 'get_quota')).find((row) => row.function_name === name);
    for (let hour = null; hour !== (await quota('create_watchlist')).resets_at;) {  // again where an hour has ended meanwhile
        const before = await quota('create_watchlist');
        hour = before.resets_at;
        assert.equal(before.calls_per_hour, 60);
        const name = `Zähler ${hour}`;
        await create(who, name);
        await refused(who, 'create_watchlist', { name }, 409, 'watchlist_exists');
        const after = await quota('create_watchlist');
        if (after.resets_at === hour) assert.equal(after.used, before.used + 2);
    }
    assert.equal((await quota('rename_watchlist')).used, 0);
    assert.equal((await quota('create_watchlist', client(member('members/idle')))).used, 0);
});

test('every function of the quota writes, and none that only reads has a limit', async () => {
    assert.deepEqual((await rows(alice, 'get_quota')).map((row) => row.function_name), ['cancel_job', 'create_watchlist',
        'delete_saved_search', 'delete_watchlist', 'mark_alerts_read', 'rename_watchlist', 'request_refresh', 'retry_job',
        'save_search', 'unwatch_company', 'watch_company']);
});
