-- One company with far more of everything than a real one: 10,000 events, 2,000 officers, 500 former names, addresses
-- and capitals, 5,000 texts of the sheet, 3,000 documents. It is the last one, "HRB 999999 Hamburg".
set synchronous_commit = off;

create table bench.giant as
    select max(c.id) + 1 as id, (select max(d.id) from hr_registry.document d) as document,
           (select max(e.seq) from hr_registry.change_event e) as seq, date '2000-01-01' as since
        from hr_registry.company c;

insert into hr_registry.company (id, fold_version) select g.id, 1 from bench.giant g;
insert into hr_registry.registration (court, register_type, register_number, company_id, euid)
    select p.court_code, p.register_type, p.register_number, g.id, p.euid
        from bench.giant g cross join handelsregister.parse_register_id('HRB 999999 Hamburg') p;
insert into hr_registry.registration (court, register_type, register_number, former_court, company_id, valid_from, valid_to)
    select c.code, 'HRB', 999999, 'giant', g.id, g.since, g.since + 100 from bench.giant g cross join hr_registry.court c
        where c.status = 'keeps registers';

insert into hr_registry.document (id, sha256, content, content_type, source, retrieved_at)
    select g.document + k, sha256(format('giant %s', k)::bytea), convert_to(format('<giant number="%s"/>', k), 'utf8'),
           'application/xml', 'bench', g.since + k * interval '3 days'
        from bench.giant g cross join generate_series(1, 3000) k;
insert into hr_registry.reading (document_id, xjustiz_version, fach_version, layout_guessed, findings, entities)
    select g.document + k, '3.5.1', '3.5.1', false, '{}', 1 from bench.giant g cross join generate_series(1, 3000) k;
insert into hr_registry.snapshot (company_id, document_id, retrieved, last_entry, entry_count, facts)
    select g.id, g.document + k, g.since + k * 3, g.since + k * 3, k, '' from bench.giant g cross join generate_series(1, 3000) k;

-- Five hundred values one after the other, the last of them in force.
create view bench.giant_version as
    select g.id as company_id, g.document + k as document_id, k, g.since + k * 15 as valid_from,
           case when k < 500 then g.since + k * 15 + 15 end as valid_to
        from bench.giant g cross join generate_series(1, 500) k;
insert into hr_registry.company_name (company_id, document_id, valid_from, valid_from_is_bound, valid_to,
                                      valid_to_is_bound, name)
    select v.company_id, v.document_id, v.valid_from, false, v.valid_to, false,
           case when k = 500 then 'Giant Beteiligungs und Verwaltungs AG' else bench.generated_name(v.k * 1001) end
        from bench.giant_version v;
insert into hr_registry.company_former_name (company_id, item, document_id, valid_from, valid_from_is_bound,
                                             valid_to_is_bound, name)
    select v.company_id, n.name, v.document_id, v.valid_from, false, false, n.name
        from bench.giant_version v cross join lateral bench.generated_name(v.k * 1009) n (name);
insert into hr_registry.company_seat (company_id, document_id, valid_from, valid_from_is_bound, valid_to,
                                      valid_to_is_bound, city)
    select v.company_id, v.document_id, v.valid_from, false, v.valid_to, false, bench.generated_city(v.k) from bench.giant_version v;
insert into hr_registry.company_purpose (company_id, document_id, valid_from, valid_from_is_bound, valid_to,
                                         valid_to_is_bound, purpose)
    select v.company_id, v.document_id, v.valid_from, false, v.valid_to, false, repeat('Gegenstand ' || v.k || '. ', 100)
        from bench.giant_version v;
insert into hr_registry.company_address (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, kind_code, kind_label, street, house_number, postal_code, city)
    select v.company_id, '003/1', v.document_id, v.valid_from, false, v.valid_to, false, '003', 'Geschäftsanschrift',
           'Musterweg', v.k, 20095, 'Hamburg' from bench.giant_version v;
insert into hr_registry.company_capital (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, kind, amount, currency_code)
    select v.company_id, 'grundkapital/1', v.document_id, v.valid_from, false, v.valid_to, false, 'grundkapital',
           50000 * v.k, 'EUR' from bench.giant_version v;
insert into hr_registry.company_representation (company_id, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, rule_text)
    select v.company_id, v.document_id, v.valid_from, false, v.valid_to, false, 'Regel ' || v.k from bench.giant_version v;

-- Half of the officers have left; each has an authority that changed with him.
create view bench.giant_officer as
    select g.id as company_id, g.document + k as document_id, k, g.since + k * 3 as valid_from,
           case when k % 2 = 0 then g.since + k * 3 + 300 end as valid_to
        from bench.giant g cross join generate_series(1, 2000) k;
insert into hr_registry.officer (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, kind, role_code, role_label, first_names, last_name, birth_date, residence)
    select o.company_id, 'officer' || o.k, o.document_id, o.valid_from, false, o.valid_to, false, 'person',
           case when o.k < 50 then '086' else '285' end,
           case when o.k < 50 then 'Geschäftsführer(in)' else 'Prokurist(in)' end,
           bench.pick('{Anja,Bernd,Carla,Dirk,Elif,Felix}', o.k), 'Muster' || o.k, '1970-01-01', bench.generated_city(o.k)
        from bench.giant_officer o;
insert into hr_registry.officer_authority (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, procuration_code, procuration_label, local_limit)
    select o.company_id, 'officer' || o.k || '/1', o.document_id, o.valid_from, false, o.valid_to, false, '002',
           'Einzelprokura', 'Zweigniederlassung ' || bench.generated_city(o.k) from bench.giant_officer o;
insert into hr_registry.register_entry (company_id, item, document_id, valid_from, valid_from_is_bound,
        valid_to_is_bound, sheet_column, position, entry_number, type_code, type_label, text)
    select g.id, 'entry' || k, g.document + k % 3000 + 1, g.since + k, false, false, k % 6 + 1, k, k, '001', 'Eintragung',
           repeat(format('Eintragung Nummer %s. ', k), 20)
        from bench.giant g cross join generate_series(1, 5000) k;

insert into hr_registry.change_event (seq, company_id, kind, document_id, effective_date, effective_is_bound, subject,
                                      old_value, new_value, identity)
    select g.seq + k, g.id, bench.pick('{officer_joined,officer_left,capital_changed,address_changed}', k),
           g.document + k % 3000 + 1, g.since + k % 9000, false, 'Giant Beteiligungs und Verwaltungs AG',
           'Wert ' || k, 'Wert ' || k + 1, md5('giant' || k)::uuid
        from bench.giant g cross join generate_series(1, 10000) k;

select setval('hr_registry.company_id_seq', (select max(id) from hr_registry.company)),
       setval('hr_registry.document_id_seq', (select max(id) from hr_registry.document)),
       setval('hr_registry.change_seq', (select max(seq) from hr_registry.change_event));
