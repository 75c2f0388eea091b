-- Generated companies: five officers, twenty events and every other particular that the API shows. Variable: generated.
set synchronous_commit = off;
set work_mem = '256MB';
set gin_pending_list_limit = '256MB';

-- Entered in the register of eGbR, in which the files have nobody. The document has the number of the company, and so
-- has, for what changed once, a later document of a number that far above.
create unlogged table bench.company as
    select (select max(e.id) from bench.entry e) + n as id, n,
           (select coalesce(max(e.id), 0) from bench.entry e) + :generated + 10000 + n as later,
           c.code as court, bench.generated_day(n) as since, bench.generated_name(n) as name
        from generate_series(1, :generated) n
        join (select c.code, row_number() over (order by c.code) - 1 as position, count(*) over () as courts
              from hr_registry.court c where c.status = 'keeps registers') c on c.position = n % c.courts;
alter table bench.company add primary key (id);
analyze bench.company;

insert into hr_registry.company (id, fold_version) select c.id, 1 from bench.company c;
insert into hr_registry.registration (court, register_type, register_number, company_id, euid, valid_from)
    select c.court, 'GsR', c.n, c.id, format('DE%s.GsR%s', c.court, c.n), c.since from bench.company c;
insert into hr_registry.document (id, sha256, content, content_type, source, retrieved_at)
    select d.id, sha256(format('document %s', d.id)::bytea), convert_to(format('<document number="%s"/>', d.id), 'utf8'),
           'application/xml', 'bench', d.since + interval '30 days'
        from (select id, since from bench.company union all select later, since + 400 from bench.company) d (id, since);
insert into hr_registry.reading (document_id, xjustiz_version, fach_version, layout_guessed, findings, entities)
    select d.id, '3.5.1', '3.5.1', false, '{}', 1 from hr_registry.document d where d.id > 1;
insert into hr_registry.snapshot (company_id, document_id, retrieved, last_entry, entry_count, facts)
    select c.id, c.id, c.since + 30, c.since, 1, ''::bytea from bench.company c
    union all
    select c.id, c.later, c.since + 430, c.since + 400, 2, '' from bench.company c;

-- Every tenth has changed its name.
insert into hr_registry.company_name (company_id, document_id, valid_from, valid_from_is_bound, valid_to,
                                      valid_to_is_bound, name)
    select c.id, c.id, c.since, false, case when c.n % 10 = 0 then c.since + 400 end, false, c.name from bench.company c
    union all
    select c.id, c.later, c.since + 400, false, null, false, bench.generated_name(-c.n) from bench.company c where c.n % 10 = 0;
insert into hr_registry.company_seat (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, city)
    select c.id, c.id, c.since, false, false, bench.generated_city(c.n) from bench.company c;
insert into hr_registry.company_status (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
                                        list, version, code, label)
    select c.id, c.id, c.since, false, false, 'urn:xoev-de:xjustiz:codeliste:reg.status-rechtstraeger', '2.0', '001', 'aktiv'
        from bench.company c;
insert into hr_registry.company_legal_form (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
                                            list, version, code, label)
    select c.id, c.id, c.since, false, false, 'urn:xoev-de:xunternehmen:codeliste:rechtsformen', '2.2', '221110',
           'Gesellschaft mit beschränkter Haftung (GmbH)' from bench.company c;
insert into hr_registry.company_address (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, kind_code, kind_label, street, house_number, postal_code, city)
    select c.id, '003/1', d.id, d.since, false, d.until, false, '003', 'Geschäftsanschrift',
           bench.pick('{Hafenstraße,Am Kornmarkt,Lindenallee,Schillerstraße}', d.id), c.n % 200 + 1, 10000 + c.n % 89999,
           bench.generated_city(c.n)
        from bench.company c cross join lateral (values (c.id, c.since, c.since + 400), (c.later, c.since + 400, null)) d (id, since, until);
insert into hr_registry.company_capital (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, kind, amount, currency_code)
    select c.id, 'stammkapital/1', d.id, d.since, false, d.until, false, 'stammkapital', d.amount, 'EUR'
        from bench.company c
        cross join lateral (values (c.id, c.since, c.since + 400, 25000), (c.later, c.since + 400, null, 50000))
            d (id, since, until, amount);
insert into hr_registry.company_purpose (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, purpose)
    select c.id, c.id, c.since, false, false,
           'Die Entwicklung und der Vertrieb von Gütern und Dienstleistungen aller Art im In- und Ausland, Nummer ' || c.n
        from bench.company c;
insert into hr_registry.company_articles (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound, articles_date)
    select c.id, c.id, c.since, false, false, c.since - 20 from bench.company c;
insert into hr_registry.company_representation (company_id, document_id, valid_from, valid_from_is_bound,
        valid_to_is_bound, rule_code, rule_label)
    select c.id, c.id, c.since, false, false, '016', 'Die Geschäftsführer vertreten gemeinsam.' from bench.company c;
insert into hr_registry.company_identifier (company_id, document_id, valid_from, valid_from_is_bound, valid_to_is_bound,
        vat_id, business_id, lei)
    select c.id, c.id, c.since, false, false, 'DE' || 100000000 + c.n, 'DE' || 200000000 + c.n || '-00001',
           '5299' || lpad(upper(to_hex(c.n)), 14, '0') || lpad((c.n % 97)::text, 2, '0') from bench.company c;

-- The first officer has left, the second one has an authority of its own, the fifth is an organisation.
insert into hr_registry.officer (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to,
        valid_to_is_bound, kind, role_code, role_label, first_names, last_name, birth_date, residence, organisation_name)
    select c.id, 'officer' || k, c.id, c.since, false, case when k = 1 then c.since + 400 end, false,
           case when k = 5 then 'organisation' else 'person' end,
           case when k < 4 then '086' else '285' end, case when k < 4 then 'Geschäftsführer(in)' else 'Prokurist(in)' end,
           case when k < 5 then bench.pick('{Anja,Bernd,Carla,Dirk,Elif,Felix,Greta,Hannes,Ines,Jörg}', c.n * 5 + k) end,
           case when k < 5 then initcap(bench.pick('{ber,bau,del,gar,hol,kam,lin,mar,nor,ost}', c.n * 7 + k)
                                        || bench.pick('{mann,er,dorf,stein,ing,holz,berg}', c.n * 11 + k)) end,
           case when k < 5 then (bench.generated_day(c.n * 13 + k) - 14000)::text end, bench.generated_city(c.n * 17 + k),
           case when k = 5 then bench.generated_name(c.n * 19) end
        from bench.company c cross join generate_series(1, 5) k;
insert into hr_registry.officer_authority (company_id, item, document_id, valid_from, valid_from_is_bound,
        valid_to_is_bound, rule_code, rule_label, exemption_code, exemption_label)
    select c.id, 'officer2/1', c.id, c.since, false, false, '003', 'einzelvertretungsberechtigt', '011',
           'mit der Befugnis, Rechtsgeschäfte mit sich selbst abzuschließen' from bench.company c;
insert into hr_registry.register_entry (company_id, item, document_id, valid_from, valid_from_is_bound,
        valid_to_is_bound, sheet_column, position, entry_number, type_code, type_label, text)
    select c.id, 'entry' || k, c.id, c.since + k, false, false, k % 6 + 1, k, k, '001', 'Eintragung',
           format('Eintragung Nummer %s der Gesellschaft: %s', k, c.name)
        from bench.company c cross join generate_series(1, 5) k where c.n % 4 = 0;

-- In the order of time, as a feed is; companies take turns.
insert into hr_registry.change_event (seq, company_id, kind, document_id, effective_date, effective_is_bound, subject,
                                      old_value, new_value, identity)
    select (k - 1) * :generated::bigint + c.n, c.id,
           case when k = 1 then 'company_added'
                else bench.pick('{officer_joined,officer_left,capital_changed,address_changed,name_changed,purpose_changed}', c.n + k) end,
           case when k < 10 then c.id else c.later end, c.since + k * 20, false, c.name,
           case when k > 1 then 'Wert ' || k end, 'Wert ' || k + 1, md5(c.id || ':' || k)::uuid
        from bench.company c cross join generate_series(1, 20) k
        order by k, c.n;
