// What users call for themselves: watchlists, alerts, saved searches, requests and their jobs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alice, answer, first, operator, present, same, sample, until } from './connect.mjs';

const identifier = 'HRB 170001 Hamburg';

test('match_companies', async () => {
    const found = await answer(alice.rpc('match_companies', {
        names: ['Elbkante Software GmbH', 'Elbkante Systems'], cities: ['Hamburg', 'Hamburg'], max_hits: 3,
    }));
    const best = first(found);
    same(best.position, 1);
    same(best.register_label, 'Amtsgericht Hamburg HRB 170001');
    same(best.is_in_city, true);
    same(best.decision, 'same');
    const score: number = present(best.match_score);
    assert.ok(score <= 1);
});

test('watchlists: create, rename, watch, list, unwatch, delete', async () => {
    const created = await answer(alice.rpc('create_watchlist', { name: 'Kunden' }));
    const watchlist_id: string = present(created.watchlist_id);
    const renamed = await answer(alice.rpc('rename_watchlist', { watchlist_id, name: 'Lieferanten' }));
    same(renamed.name, 'Lieferanten');
    const watched = await answer(alice.rpc('watch_company', { identifier, watchlist_id, kinds: ['name_changed'] }));
    same(watched.kinds, ['name_changed']);
    same(first(await answer(alice.rpc('list_watchlists'))).company_count, 1);
    const [row] = await answer(alice.rpc('list_watched_companies', { watchlist_id, page_size: 10 }));
    same(row?.watchlist_name, 'Lieferanten');
    const gone = await answer(alice.rpc('unwatch_company', { identifier, watchlist_id }));
    same(gone.company_id, watched.company_id);
    const deleted = await answer(alice.rpc('delete_watchlist', { watchlist_id }));
    same(deleted.company_count, 0);
});

test('alerts: list_alerts, mark_alerts_read', async () => {
    const watchlist_id = present((await answer(alice.rpc('create_watchlist', { name: 'Hamburg' }))).watchlist_id);
    await answer(alice.rpc('watch_company', { identifier, watchlist_id }));
    const { job_id } = await answer(operator.rpc('submit_document', { content: sample('gmbh_3_2025.xml') }));
    await until('done', present(job_id));
    const alerts = await answer(alice.rpc('list_alerts', { unread_only: true, page_size: 100 }));
    const lists: string[] = present(first(alerts).watchlist_ids);
    same(lists, [watchlist_id]);
    same(first(alerts).is_read, false);
    const upto_seq: number = Math.max(...alerts.map((alert) => present(alert.seq)));
    const position = await answer(alice.rpc('mark_alerts_read', { upto_seq }));
    same(position.seq, upto_seq);
    same(await answer(alice.rpc('list_alerts', {})), []);
});

test('saved searches: save, list, run, delete', async () => {
    const saved = await answer(alice.rpc('save_search', { name: 'Elbe', q: 'Elbkante', register_types: ['HRB'], mode: 'prefix' }));
    const search_id: string = present(saved.search_id);
    const listed = first(await answer(alice.rpc('list_saved_searches')));
    same(listed.register_types, ['HRB']);
    const mode: string = present(listed.mode);
    same(mode, 'prefix');
    const match = first(await answer(alice.rpc('run_saved_search', { search_id, page_size: 1 })));
    assert.match(present(match.name), /^Elbkante/);
    same((await answer(alice.rpc('delete_saved_search', { search_id }))).name, 'Elbe');
});

test('requests: request_refresh, retry_job, cancel_job, get_quota', async () => {
    const request = first(await answer(alice.rpc('request_refresh', { identifier: 'VR 21477 Köln', max_age: '0 days' })));
    same(request.is_duplicate, false);
    const job_id: number = present(request.job_id);
    await until('dead', job_id);
    same(first(await answer(alice.rpc('list_jobs', {}))).error_message, 'the register does not answer');
    same(first(await answer(alice.rpc('retry_job', { job_id }))).attempt, 0);
    await until('dead', job_id);
    const quotas = await answer(alice.rpc('get_quota'));
    const used = new Map<string, number>(quotas.map((quota) => [present(quota.function_name), present(quota.used)]));
    same(used.get('request_refresh'), 1);
});
