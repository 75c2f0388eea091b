// Alerts: a change of a watched company is told once to everyone who watches it, since they do.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { client, member, reader } from './client.mjs';
import { gmbh, refused, rows, submitted } from './fixture.mjs';

const identifier = 'HRB 870001 Hamburg';
const [alice, bob] = ['alerts/alice', 'alerts/bob'].map((sub) => client(member(sub)));
let documents, lists, start;

/// The changes of the company behind a place of the feed: what alerts are made of.
async function changes(after_seq) {
    const [{ company_id }] = await rows(reader, 'get_company', { identifier });
    const all = [];
    for (let at = after_seq; ;) {
        const page = await rows(reader, 'get_changes', { after_seq: at, max_rows: 1000 });
        if (page.length === 0) return all;
        all.push(...page.filter((change) => change.company_id === company_id));
        at = page.at(-1).seq;
    }
}
const last = async () => (await changes(0)).at(-1).seq;
const alerts = (who, more = {}) => rows(who, 'list_alerts', more);
const list = async (who, name) => (await rows(who, 'create_watchlist', { name })).watchlist_id;
const watch = (who, watchlist_id, kinds = null) => rows(who, 'watch_company', { identifier, watchlist_id, kinds });

/// What both rows have: an alert has no epoch and no document, a change no lists.
const common = (list) => list.map(({ epoch, document_id, watchlist_ids, is_read, ...row }) => row);

before(async () => {
    documents = await gmbh(870001, 'Weckruf');
    await submitted([documents[0]]);
    lists = [await list(alice, 'alles'), await list(alice, 'nur Kapital')];
    await watch(alice, lists[0]);
    await watch(alice, lists[1], ['capital_changed']);
    start = await last();
});

test('what was known before watching is no alert', async () => {
    assert.deepEqual(await alerts(alice), []);
    assert.deepEqual(await alerts(alice, { unread_only: false }), []);
});

test('later documents make exactly the alerts of their changes, each with the lists that ask for it', async () => {
    await submitted([documents[1]]);
    const first = await alerts(alice);
    assert.deepEqual(common(first), common(await changes(start)));
    assert.ok(first.some((alert) => alert.kind === 'name_changed' && alert.new_value === 'Weckruf Software GmbH'));
    const since = await last();
    await watch(bob, await list(bob, 'später'));
    assert.deepEqual(await alerts(bob), []);
    await submitted([documents[2]]);
    const all = await alerts(alice);
    assert.deepEqual(common(all), common(await changes(start)));
    assert.deepEqual(all.slice(0, first.length), first.map((alert) => ({ ...alert, name: 'Weckruf Software GmbH' })));
    assert.deepEqual(common(await alerts(bob)), common(await changes(since)));
    for (const alert of all) {
        const expected = alert.kind === 'capital_changed' ? [...lists].sort() : [lists[0]];
        assert.deepEqual(alert.watchlist_ids, expected, alert.kind);
        assert.equal(alert.is_read, false);
    }
    assert.equal(all.filter((alert) => alert.kind === 'capital_changed').length, 1);
});

test('a document that arrives late makes alerts, too, also those that take a change back', async () => {
    const before = await last();
    const late = documents[1].replaceAll('2024-06-18', '2024-12-18').replaceAll('2024-05-28', '2024-11-28')
        .replaceAll('25000.00', '40000.00');
    await submitted([late]);
    const added = await changes(before);
    assert.ok(added.some((change) => change.retracts !== null));
    const told = (await alerts(alice)).filter((alert) => alert.seq > before);
    assert.deepEqual(common(told), common(added));
});

test('pages lose nothing and tell nothing twice', async () => {
    const whole = await alerts(alice);
    assert.ok(whole.length > 10);
    for (const page_size of [1, 2, 3, 7, whole.length, whole.length + 1]) {
        const seen = [];
        for (let after_seq = null; ;) {
            const page = await alerts(alice, { after_seq, page_size });
            if (page.length === 0) break;
            seen.push(...page);
            after_seq = page.at(-1).seq;
        }
        assert.deepEqual(seen, whole, `pages of ${page_size}`);
    }
});

test('read is read, for this user only, and never unread again', async () => {
    const whole = await alerts(alice);
    const others = await alerts(bob);
    const middle = whole[4].seq;
    const position = await rows(alice, 'mark_alerts_read', { upto_seq: middle });
    assert.equal(position.seq, middle);
    assert.deepEqual(await alerts(alice), whole.slice(5));
    const all = await alerts(alice, { unread_only: false });
    assert.deepEqual(all, whole.map((alert, i) => ({ ...alert, is_read: i < 5 })));
    assert.equal((await rows(alice, 'mark_alerts_read', { upto_seq: whole[0].seq })).seq, middle);
    assert.deepEqual(await alerts(alice), whole.slice(5));
    assert.deepEqual(await alerts(bob), others);
    await rows(alice, 'mark_alerts_read', { upto_seq: whole.at(-1).seq });
    assert.deepEqual(await alerts(alice), []);
});

test('the place of an alert must be one of the feed', async () => {
    await refused(alice, 'mark_alerts_read', { upto_seq: -1 }, 400, 'invalid_seq');
    await refused(alice, 'mark_alerts_read', { upto_seq: Number.MAX_SAFE_INTEGER }, 400, 'invalid_seq');
});

test('what is taken off a list tells nothing more; put on again, it begins anew', async () => {
    await rows(alice, 'unwatch_company', { identifier, watchlist_id: lists[0] });
    assert.deepEqual(new Set((await alerts(alice, { unread_only: false })).map((alert) => alert.kind)), new Set(['capital_changed']));
    await rows(alice, 'delete_watchlist', { watchlist_id: lists[1] });
    assert.deepEqual(await alerts(alice, { unread_only: false }), []);
    await watch(alice, lists[0]);
    assert.deepEqual(await alerts(alice, { unread_only: false }), []);
    const since = await last();
    await submitted([documents[2].replaceAll('2025-11-05', '2025-12-05').replaceAll('60000.00', '70000.00')]);
    const told = await alerts(alice);
    assert.deepEqual(common(told), common(await changes(since)));
    assert.ok(told.some((alert) => alert.kind === 'capital_changed' && alert.new_value === '70000 EUR'));
});
