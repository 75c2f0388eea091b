-- What the operator's view is made of, at a cost that hardly grows with the queue: up to five hundred jobs of a state
-- are counted; where there are more, ten pages stand for the table. Rows that are dead but not yet
-- vacuumed are read over on the way to the oldest jobs, and cost what they cost a claim.

create or replace view hr_queue.sampled_page as
    select null::tid as low,
           null::tid as high,
           null::numeric as pages
    where false;
comment on view hr_queue.sampled_page is 'Row type of sampled_pages()';
comment on column hr_queue.sampled_page.low is 'Where the page begins';
comment on column hr_queue.sampled_page.high is 'Where the next one begins';
comment on column hr_queue.sampled_page.pages is 'How many pages it stands for';

create or replace function hr_queue.sampled_pages(relation regclass) returns setof hr_queue.sampled_page
    language plpgsql stable rows 10 set search_path = pg_catalog, pg_temp
    as $$
declare
    pages constant bigint := pg_catalog.pg_relation_size(relation) / pg_catalog.current_setting('block_size')::bigint;
    taken constant bigint := least(pages, 10);
begin
    return query
        select format('(%s,0)', p.page)::tid, format('(%s,0)', p.page + 1)::tid, pages::numeric / taken
            from (select pages * (2 * k + 1) / (2 * taken) as page from generate_series(0, taken - 1) k) p;
end
$$;
comment on function hr_queue.sampled_pages(regclass) is 'Ten pages of a table, evenly spread, or all where it has fewer';

create or replace view hr_queue.backlog_row as
    select null::text as kind,
           null::bigint as ready,
           null::bigint as foreign_ready,
           null::timestamptz as oldest_enqueued_at,
           null::timestamptz as waiting_since,
           null::bigint as running,
           null::bigint as deferred,
           null::bigint as retrying,
           null::timestamptz as next_run_at,
           null::bigint as dead,
           null::boolean as is_estimate
    where false;
comment on view hr_queue.backlog_row is 'Row type of backlog()';
comment on column hr_queue.backlog_row.foreign_ready is 'Those of the ready and deferred jobs that belong to another epoch';
comment on column hr_queue.backlog_row.oldest_enqueued_at is 'When the oldest ready job was enqueued';
comment on column hr_queue.backlog_row.waiting_since is 'Since when the ready job that waits longest does so';
comment on column hr_queue.backlog_row.deferred is 'Jobs that are due later';
comment on column hr_queue.backlog_row.retrying is 'Those of the deferred jobs that have failed and wait for the next attempt';
comment on column hr_queue.backlog_row.next_run_at is 'When the next deferred job becomes ready';
comment on column hr_queue.backlog_row.dead is 'Dead letters';
comment on column hr_queue.backlog_row.is_estimate is 'Are counts extrapolated from a sample?';

-- The oldest jobs are looked at, and the sample adds kinds and counts that lie behind them. A sampled page counts for
-- as many as it stands for; the same pages are taken each time, so that figures do not jump.
create or replace function hr_queue.backlog() returns setof hr_queue.backlog_row
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with running as materialized (
            select r.id, r.kind from hr_queue.ready r where r.id = any (array(select hr_queue.running_jobs()))),
        home as materialized (select hr_queue.epoch() as epoch),
        ready_look as materialized (
            select r.id, r.kind, r.epoch, r.enqueued_at, coalesce(r.released_at, r.enqueued_at) as since
                from hr_queue.ready r order by r.id limit 501),
        deferred_look as materialized (
            select d.kind, d.epoch, d.run_at, d.failed_at from hr_queue.deferred d order by d.run_at limit 501),
        dead_look as materialized (
            select d.kind from hr_queue.dead d order by d.failed_at desc, d.id desc limit 501),
        seen as materialized (
            select (select count(*) from ready_look) > 500 as ready_is_full,
                   (select count(*) from deferred_look) > 500 as deferred_is_full,
                   (select count(*) from dead_look) > 500 as dead_is_full),
        part (kind, ready, foreign_ready, oldest_enqueued_at, waiting_since, deferred, retrying, next_run_at, dead) as (
            select l.kind, count(*)::numeric, count(*) filter (where l.epoch is distinct from h.epoch),
                   min(l.enqueued_at), min(l.since),
                   0::numeric, 0::numeric, null::timestamptz, 0::numeric
                from ready_look l, home h where not exists (select from running r where r.id = l.id) group by l.kind
            union all
            select s.kind, sum(s.jobs * p.pages), 0, min(s.enqueued_at), min(s.since), 0, 0, null, 0
                from hr_queue.sampled_pages('hr_queue.ready') p
                cross join lateral (
                    select r.kind, count(*) as jobs, min(r.enqueued_at) as enqueued_at,
                           min(coalesce(r.released_at, r.enqueued_at)) as since
                        from hr_queue.ready r where r.ctid >= p.low and r.ctid < p.high group by r.kind) s
                where (select ready_is_full from seen) group by s.kind
            union all
            select l.kind, 0, count(*) filter (where l.epoch is distinct from h.epoch), null, null, count(*),
                   count(l.failed_at), min(l.run_at), 0
                from deferred_look l, home h group by l.kind
            union all
            select s.kind, 0, 0, null, null, sum(s.jobs * p.pages), sum(s.failed * p.pages), min(s.run_at), 0
                from hr_queue.sampled_pages('hr_queue.deferred') p
                cross join lateral (
                    select d.kind, count(*) as jobs, count(d.failed_at) as failed, min(d.run_at) as run_at
                        from hr_queue.deferred d where d.ctid >= p.low and d.ctid < p.high group by d.kind) s
                where (select deferred_is_full from seen) group by s.kind
            union all
            select l.kind, 0, 0, null, null, 0, 0, null, count(*) from dead_look l group by l.kind
            union all
            select s.kind, 0, 0, null, null, 0, 0, null, sum(s.jobs * p.pages)
                from hr_queue.sampled_pages('hr_queue.dead') p
                cross join lateral (
                    select d.kind, count(*) as jobs
                        from hr_queue.dead d where d.ctid >= p.low and d.ctid < p.high group by d.kind) s
                where (select dead_is_full from seen) group by s.kind
            union all
            select r.kind, 0, 0, null, null, 0, 0, null, 0 from running r),
        -- Looked at and sampled: the greater figure is the better one. What another epoch owns lies in both states.
        total as (
            select p.kind, max(p.ready)::bigint as ready, sum(p.foreign_ready)::bigint as foreign_ready,
                   min(p.oldest_enqueued_at) as oldest_enqueued_at, min(p.waiting_since) as waiting_since, max(p.deferred)::bigint as deferred,
                   max(p.retrying)::bigint as retrying, min(p.next_run_at) as next_run_at, max(p.dead)::bigint as dead
                from part p group by p.kind)
        select t.kind, t.ready, t.foreign_ready, t.oldest_enqueued_at, t.waiting_since,
               (select count(*) from running r where r.kind = t.kind), t.deferred, t.retrying, t.next_run_at, t.dead,
               s.ready_is_full or s.deferred_is_full or s.dead_is_full
            from total t, seen s;
end
$$;
comment on function hr_queue.backlog() is 'Jobs of every kind by state, at a bounded cost';

create or replace view hr_queue.recent_success as
    select null::text as kind,
           null::bigint as done,
           null::timestamptz as last_success_at,
           null::boolean as is_estimate
    where false;
comment on view hr_queue.recent_success is 'Row type of recent_successes()';
comment on column hr_queue.recent_success.done is 'Jobs done since the moment given';
comment on column hr_queue.recent_success.last_success_at is 'Of those, when the last one was done';
comment on column hr_queue.recent_success.is_estimate is 'Are counts extrapolated from a sample?';

-- Results are only ever appended, so the place of a row tells its age: where the time looked at begins is found by halving,
-- to an eighth of what surely lies in it, and no index is needed. Of more than 128 pages eight pieces are read, among them
-- the newest one.
create or replace function hr_queue.recent_successes(since timestamptz) returns setof hr_queue.recent_success
    language plpgsql stable set search_path = pg_catalog, pg_temp
    as $$
declare
    part record;
    first bigint;
    beyond bigint;
    middle bigint;
    width bigint;
    low tid;
    high tid;
begin
    for part in
        select b.bucket::smallint as bucket, pg_catalog.pg_relation_size(b.relation)
                   / pg_catalog.current_setting('block_size')::bigint as pages
            from (values (0, 'hr_queue.result_0'::regclass), (1, 'hr_queue.result_1'), (2, 'hr_queue.result_2'),
                         (3, 'hr_queue.result_3')) b (bucket, relation)
    loop
        first := 0;
        beyond := part.pages;
        while beyond - first > greatest(8, (part.pages - beyond) / 8) loop
            middle := (first + beyond) / 2;
            low := pg_catalog.format('(%s,0)', middle)::tid;
            high := pg_catalog.format('(%s,0)', middle + 1)::tid;
            if (select max(r.finished_at) from hr_queue.result r
                    where r.bucket = part.bucket and r.ctid >= low and r.ctid < high) < since then
                first := middle;
            else
                beyond := middle;
            end if;
        end loop;
        width := case when part.pages - first <= 128 then part.pages - first else 4 end;
        for piece in 0 .. case when width = part.pages - first then 0 else 7 end loop
            low := pg_catalog.format('(%s,0)', first + (part.pages - first - width) * piece / 7)::tid;
            high := pg_catalog.format('(%s,0)', first + (part.pages - first - width) * piece / 7 + width)::tid;
            return query
                select r.kind,
                       case when width < part.pages - first then count(*) * (part.pages - first) / 32 else count(*) end,
                       max(r.finished_at), width < part.pages - first
                    from hr_queue.result r
                    where r.bucket = part.bucket and r.ctid >= low and r.ctid < high and r.finished_at >= since
                    group by r.kind;
        end loop;
    end loop;
end
$$;
comment on function hr_queue.recent_successes(timestamptz) is
    'Jobs done since a moment, by kind and piece of the ring of results, at a bounded cost';
