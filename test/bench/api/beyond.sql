-- What goes beyond single companies: who is who, announcements (two of each generated company, 5,000 of the giant), paths of
-- documents that are kept nowhere, and an import with lines that failed.
set synchronous_commit = off;

-- As the worker writes them; no officer here is an organisation with a register entry.
insert into hr_registry.mention (company_id, item, document_id, last_name, first_names, birth_date, residence, is_full, own_id)
    select v.company_id, v.item, v.document_id, v.last_name, v.first_names, v.birth_date, v.residence, v.is_full,
           (hr_registry.person_numbers(array[v.key]))[1]
        from hr_registry.officer_mention v;
insert into hr_registry.person_name (last_name, first_names) select m.last_name, m.first_names from hr_registry.mention m group by 1, 2;
select hr_registry.assign_persons(hr_registry.disputable_mentions()::text);

create view bench.announcement as
    select a.id, a.company_id, a.k, (select max(d.id) from hr_registry.document d) + row_number() over (order by a.id, a.k) as document_id
        from (select c.id, c.id as company_id, k from bench.company c cross join generate_series(1, 2) k
              union all
              select g.id, g.id, k from bench.giant g cross join generate_series(1, 5000) k) a;
create table bench.announced as select * from bench.announcement;
insert into hr_registry.document (id, sha256, content, content_type, source, retrieved_at)
    select a.document_id, sha256(format('announcement %s', a.document_id)::bytea), convert_to('announcement', 'utf8'), 'text/plain',
           'bench', timestamptz '2024-09-01' + a.k * interval '1 hour' from bench.announced a;
insert into hr_registry.announcement (document_id, company_id, court, register_type, register_number, suffix, name, seat, published,
                                      category, kind, stage, cross_border, former_layout, filed_date, body)
    select a.document_id, a.company_id, r.court, r.register_type, r.register_number, '', n.name, 'Köln',
           date '2024-09-01' + (a.document_id % 600)::integer, 'Registerbekanntmachung nach dem Umwandlungsgesetz',
           bench.pick('{merger,division,supervisory_board_list,cancellation_394,inter_company_agreement}', a.document_id::integer),
           'planned', false, false, date '2024-08-30',
           repeat('Die Gesellschaft hat den Verschmelzungsvertrag zum Handelsregister eingereicht. ', 5)
        from bench.announced a
        join hr_registry.company_name n on n.company_id = a.company_id and n.valid_to is null
        cross join lateral (select r.* from hr_registry.registration r
                                where r.company_id = a.company_id and r.valid_to is null limit 1) r;
select setval('hr_registry.document_id_seq', (select max(id) from hr_registry.document));

update hr_registry.reading r set unmapped = array['fachdatenRegister/neu', 'fachdatenRegister/neu/@a' || r.document_id % 7]
    from bench.company c where r.document_id = c.id and c.n % 5 = 1;

insert into hr_registry.import (source, format, document_id, state, first_line, last_line, lines, lines_done, lines_failed,
                                requested_by, finished_at)
    select 'offeneregister', 'tsv', -k, 'done', k * 1000, k * 1000 + 999, 1000, 900, 100, 'service_role', now()
        from generate_series(1, 2000) k;
insert into hr_registry.import_failure (import_id, line, content, reason)
    select i.id, i.first_line + k, repeat('x', 200), 'no register number' from hr_registry.import i cross join generate_series(1, 100) k;
