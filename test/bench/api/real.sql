-- The rows of the files into the tables of the register, all of them stated by one document.
set synchronous_commit = off;
set work_mem = '256MB';
set maintenance_work_mem = '1GB';
set gin_pending_list_limit = '256MB';

insert into hr_registry.document (id, sha256, content, content_type, source)
    values (1, sha256('import'), 'import', 'text/plain', 'bench');
insert into hr_registry.company (id, fold_version) select e.id, 1 from bench.entry e;

-- As the register number is read by the parser; what it does not understand keeps the parts of the company number. An
-- entry that another one has been before keeps its company number as the former court, since every key is unique.
with part as (
    select e.id, e.company_number, p.*,
           regexp_match(e.company_number, '^([A-Z0-9]+?)(?:_([A-Z0-9]+))?_(HRA|HRB|GnR|PR|VR|GsR)([0-9]+)([A-Z]*)$') as raw
        from bench.entry e cross join lateral handelsregister.parse_register_id(e.native_number) p),
key as (
    select p.id, p.company_number,
           case when p.is_valid then p.court_code else p.raw[1] end as court,
           case when p.is_valid then p.register_type else p.raw[3] end as register_type,
           case when p.is_valid then p.register_number else p.raw[4]::bigint end as register_number,
           coalesce(case when p.is_valid then p.suffix else p.raw[5] end, '') as suffix,
           coalesce(case when p.is_valid then p.former_court_code else p.raw[2] end, '') as former_court,
           p.euid
        from part p),
numbered as (
    select k.*, row_number() over (partition by k.court, k.register_type, k.register_number, k.suffix, k.former_court
                                   order by k.id) as occurrence
        from key k)
insert into hr_registry.registration (court, register_type, register_number, suffix, former_court, company_id, euid)
    select n.court, n.register_type, n.register_number, n.suffix,
           case when n.occurrence = 1 then n.former_court else n.company_number end, n.id,
           case when n.occurrence = 1 then n.euid end
        from numbered n order by n.id;

insert into hr_registry.company_name (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, name)
    select e.id, 1, e.retrieved, true, false, e.name from bench.entry e order by e.id;
insert into hr_registry.company_former_name (company_id, item, document_id, valid_from, valid_from_is_bound,
                                             valid_to_is_bound, name)
    select distinct on (e.id, r.former_name) e.id, r.former_name, 1, e.retrieved, true, false, r.former_name
        from bench.rename r join bench.entry e using (company_number)
        order by e.id, r.former_name;
insert into hr_registry.company_seat (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, city)
    select e.id, 1, e.retrieved, true, false, e.seat from bench.entry e where e.seat is not null order by e.id;
insert into hr_registry.company_status (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
                                        list, version, code, label)
    select e.id, 1, e.retrieved, true, false, 'urn:xoev-de:xjustiz:codeliste:reg.status-rechtstraeger', '2.0',
           case when e.status = 'removed' then '002' else '001' end,
           case when e.status = 'removed' then 'gelöscht' else 'aktiv' end
        from bench.entry e order by e.id;

-- "Siemensstraße 10, 79331 Teningen."
insert into hr_registry.company_address (company_id, item, document_id, valid_from, valid_from_is_bound,
        valid_to_is_bound, kind_code, kind_label, street, house_number, postal_code, city)
    select e.id, '003/1', 1, e.retrieved, true, false, '003', 'Geschäftsanschrift', a.part[1], a.part[2], a.part[3], a.part[4]
        from bench.entry e
        cross join lateral (
            select coalesce(regexp_match(e.address, '^(.*?) (\d+ ?\w?(?:-\d+)?), (\d{5}) (.+?)\.?$'),
                            array[e.address, null, null, null]) as part) a
        where e.address is not null order by e.id;

-- The form that the name ends with, in the codes of the code list that documents use today.
insert into hr_registry.company_legal_form (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
                                            list, version, code, label)
    select e.id, 1, e.retrieved, true, false, 'urn:xoev-de:xunternehmen:codeliste:rechtsformen', '2.2', f.code, f.label
        from bench.entry e
        cross join lateral (
            select * from (values
                ('gmbh & co\.? ?kg$', '112211', 'GmbH & Co. KG'),
                ('(gmbh|mit beschränkter haftung)$', '221110', 'Gesellschaft mit beschränkter Haftung (GmbH)'),
                ('(ag|aktiengesellschaft)$', '222110', 'Aktiengesellschaft (AG)'),
                ('(e\. ?v\.|verein)$', '211000', 'eingetragener Verein (e.V.)'),
                ('(kg|kommanditgesellschaft)$', '112100', 'Kommanditgesellschaft (KG)'),
                ('(ohg|offene handelsgesellschaft)$', '111100', 'Offene Handelsgesellschaft (OHG)')) f (ending, code, label)
                where e.name ~* f.ending limit 1) f
        order by e.id;
