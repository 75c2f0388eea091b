-- Rows as no register has them, beside each other in order: times at the ends of their types, the largest numbers, equal keys,
-- names of all kinds of characters. Then all functions with pages are walked over.
create table probe.moment as
    select n, day, day::timestamptz at time zone 'UTC' as wall, day::timestamptz as moment from unnest(
        '{-infinity,4713-01-01 BC,0044-03-15 BC,0001-01-01 BC,0001-01-01,1899-12-31,2024-02-29,4737-11-26,4737-11-29,9999-12-31,9999-12-31,infinity,infinity}'::date[])
        with ordinality u (day, n);
create table probe.strange (n bigint, text text);
insert into probe.strange select row_number() over (), t from unnest(array[
    'Zwölf, "Kommas" GmbH', 'O''Neill. & 1.2.3 KG', U&'\+01D518\+01D52B\+01D526 \+01F4A5 AG', 'a\b{c}%d;e|f', e'Zeile\nzwei\tTab',
    'ŁÓDŹ Ñandú', '中文 株式会社', 'Z' || U&'\0308' || 'wölf']) t;
create function probe.last(n bigint) returns bigint language sql immutable as 'select 9223372036854775807 - 50 + n';
-- Those of companies come from a sequence and are used up in order.
create function probe.company(n bigint) returns bigint language sql immutable as 'select 1000000 + n';
create view probe.target as select company_id from hr_registry.registration where register_number = 170001;

insert into hr_registry.change_event (seq, company_id, kind, document_id, effective_date, effective_is_bound, subject, identity)
    select probe.last(m.n), t.company_id, 'name_changed', 1, m.day, true, s.text, gen_random_uuid()
        from probe.target t, probe.moment m left join probe.strange s using (n);
insert into hr_registry.announcement (document_id, company_id, court, name, published, category, kind, stage, cross_border, former_layout, body)
    select probe.last(m.n), t.company_id, 'F1103R', s.text, m.day, 'other', 'other', 'done', false, false, s.text
        from probe.target t, probe.moment m left join probe.strange s using (n);
insert into hr_registry.document (id, sha256, content, content_type, source, retrieved_at)
    select probe.last(m.n), sha256(m.n::text::bytea), '', 'text/plain', s.text, m.moment from probe.moment m left join probe.strange s using (n);
insert into hr_registry.snapshot (company_id, document_id, retrieved, last_entry, facts)
    select t.company_id, probe.last(m.n), m.wall, m.day, '' from probe.target t, probe.moment m;
insert into hr_registry.reading (document_id, xjustiz_version, fach_version, layout_guessed, findings, entities, unmapped)
    select probe.last(m.n), '', '', false, '{}', 1, '{x}' from probe.moment m where m.n % 2 = 0;
insert into hr_registry.register_entry (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, sheet_column, position,
                                        entry_number, text)
    select t.company_id, s.text || m.n, probe.last(m.n), m.day, false, false, 'NaN', -1e30, 1e30, 'Die Gesellschaft ist aufgelöst.'
        from probe.target t, probe.moment m left join probe.strange s on s.n = 1;

-- Companies of one name, so that all of them are found and equally well, and persons.
insert into hr_registry.company (id, fold_version) select probe.company(s.n), 0 from probe.strange s;
insert into hr_registry.registration (court, register_type, register_number, company_id)
    select 'F1103R', 'HRB', probe.last(s.n), probe.company(s.n) from probe.strange s;
insert into hr_registry.company_name (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, name)
    select probe.company(s.n), 1, m.day, false, false, concat_ws(' ', 'Elbkante', case when s.n > 4 then s.text end)
        from probe.strange s join probe.moment m using (n);
insert into hr_registry.company_former_name (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, name)
    select probe.company(s.n), s.text, 1, m.day, false, false, s.text from probe.strange s join probe.moment m using (n);
insert into hr_registry.blocked_company (company_id, reason, blocked_by) select probe.company(s.n), s.text, s.text from probe.strange s where s.n > 4;
insert into hr_registry.officer (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, kind, last_name, first_names)
    select t.company_id, s.text, probe.last(s.n), m.day, false, false, 'person', 'Gänger', 'Doppel'
        from probe.target t, probe.strange s join probe.moment m using (n);
insert into hr_registry.mention (company_id, item, document_id, last_name, first_names, birth_date, residence, is_full, own_id)
    select t.company_id, s.text, probe.last(s.n), 'gaenger', 'doppel', '', '', false, md5(s.text)::uuid from probe.target t, probe.strange s;
insert into hr_registry.person_name (last_name, first_names) values ('gaenger', 'doppel');
insert into hr_registry.person_assignment (company_id, item, document_id, person_id, reason)
    select t.company_id, s.text, probe.last(s.n), md5(s.text)::uuid, 'ambiguous' from probe.target t, probe.strange s;
select handelsregister.reindex_search();

insert into hr_queue.dead (id, kind, owner, enqueued_at, failed_at, error_code, error_message)
    select probe.last(m.n), 'announcement', 'postgres', m.moment, case m.n when 3 then '294276-12-31 23:59:59.999999+00'
               when 4 then '2260-01-01 00:00:00.000001+00' when 5 then '2260-01-01 00:00:00.000002+00' else m.moment end, 'XX000', 'strange'
        from probe.moment m;
insert into hr_user.watch (watchlist_id, company_id, subject, since_seq)
    select trim('''' from g.expression)::uuid, c.id, 'probe', 0
        from probe.given g, unnest('{-9223372036854775807,-1,0,9223372036854775806,9223372036854775807}'::bigint[]) c (id) where g.name = 'watchlist_id';
insert into hr_user.watchlist (subject, name)
    select 'probe', s.text from probe.strange s union all select 'probe', repeat(U&'\+01F4A5', 200) union all select 'probe', '-1.2,3';
insert into hr_user.saved_search (subject, name, q, include_former_names)
    select l.subject, l.name, 'x', true from hr_user.watchlist l where l.name <> 'first';
insert into hr_user.audit_log (id, role_name, action) select probe.last(n), 'postgres', 'probe' from generate_series(1, 5) n;
insert into hr_registry.erasure (id, token, reason, requested_by, finished_at)
    select probe.last(m.n), sha256(m.n::text::bytea), 'probe', 'postgres', m.moment from probe.moment m;
insert into hr_registry.import (id, source, format, document_id, state, first_line, requested_by, created_at)
    select probe.last(m.n), 'probe', 'tsv', probe.last(m.n), 'done', 1, 'postgres', m.moment from probe.moment m;
insert into hr_registry.import_failure (import_id, line, content, reason)
    select trim('''' from g.expression)::bigint, probe.last(s.n), s.text, s.text from probe.given g, probe.strange s where g.name = 'import_id';

-- --- walking -------------------------------------------------------------------------------------------------------------

-- Functions that read on behind a row, and the column that says behind which one.
create view probe.paged as
    select a.routine, a.name as argument, a.type, c.attname::text as place,
           (select o.name from probe.argument o where o.routine = a.routine and o.name in ('page_size', 'max_rows', 'max_companies')) as size
        from (select o.*, regexp_replace(o.name, '^(after|before)_', '') as what from probe.argument o) a
        join pg_proc p on p.proname = a.routine and p.pronamespace = 'handelsregister'::regnamespace
        join pg_type t on t.oid = p.prorettype
        cross join lateral (
            select c.attname from pg_attribute c
                where c.attrelid = t.typrelid and c.attnum > 0
                  and case when a.name = 'cursor' then c.attname = 'next_cursor'
                           else c.attname = a.what or a.what = 'id' and c.attname like '%\_id' end
                order by c.attnum limit 1) c
        where a.name = 'cursor' or a.name ~ '^(after|before)_';

-- Rows of a call, which leaves nothing behind, not even the numbers of its jobs, and where the next page begins.
create function probe.page(walk probe.paged, size integer, place text, out items jsonb, out next text) language plpgsql as $$
declare
    call constant text := regexp_replace(probe.statement(walk.routine, walk.argument, format('%L::%s', place, walk.type)),
        '^select count.* from (.*)\)$', format('\1, %I => %s)', walk.size, size));
begin
    set local role probe_operator;
    set local request.jwt.claims = '{"sub": "probe"}';
    execute format('select jsonb_agg(to_jsonb(r) - ''{next_cursor,ordinality%s}''::text[] order by r.ordinality),
                           (array_agg(r.%I::text order by r.ordinality desc))[1] from %s with ordinality r',
                   case walk.routine when 'reprocess_documents' then ',job_id' end, walk.place, call)
        into items, next;
    raise exception using errcode = 'HR000', message = 'take it back';
exception when sqlstate 'HR000' then
    return;
end
$$;

-- The one page of all rows is as large as the function allows: it says so when asked for more.
create function probe.try_walks() returns table (routine text, total integer, problem text) language plpgsql as $$
#variable_conflict use_column
declare
    walk probe.paged;
    items jsonb;
    next text;
    everything jsonb;
    walked jsonb;
    most integer;
    detail text;
    steps integer;
begin
    for walk in select p.* from probe.paged p loop
        problem := null;
        walked := '[]';
        steps := 0;
        next := null;
        begin
            begin
                perform probe.page(walk, 100000, null);
            exception when sqlstate 'PT400' then
                get stacked diagnostics detail = pg_exception_detail;
                most := detail::jsonb ->> 'max';
            end;
            everything := (probe.page(walk, most, null)).items;
            loop
                select p.items, p.next into items, next from probe.page(walk, 1, next) p;
                exit when items is null or steps = 500;
                steps := steps + 1;
                walked := walked || items;
                exit when next is null;
            end loop;
            if walked is distinct from everything then
                problem := format('%s rows step by step, %s at once', jsonb_array_length(walked), jsonb_array_length(everything));
            end if;
        exception when others then
            problem := format('%s %s behind %s', sqlstate, sqlerrm, next);
        end;
        return query select walk.routine, jsonb_array_length(everything), problem;
    end loop;
end
$$;
