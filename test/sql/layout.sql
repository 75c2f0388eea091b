-- What of a document is kept nowhere, and reading documents again.
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all

create function pg_temp.message(number integer, version text, fach text, more text default '') returns bytea
    language sql as $$
        select convert_to(format('<nachricht.reg.0400003 xmlns="http://www.xjustiz.de"><nachrichtenkopf xjustizVersion="%s"/>'
            '<grunddaten><verfahrensdaten><instanzdaten><auswahl_instanzbehoerde><gericht><code>U1308</code></gericht>'
            '</auswahl_instanzbehoerde><aktenzeichen><auswahl_aktenzeichen><aktenzeichen.strukturiert><register><code>HRB</code>'
            '</register><laufendeNummer>%s</laufendeNummer><jahr>2026</jahr><vorsatz>V</vorsatz></aktenzeichen.strukturiert>'
            '</auswahl_aktenzeichen></aktenzeichen><verfahrensgegenstand><gegenstand>Registerinhalt</gegenstand>'
            '</verfahrensgegenstand></instanzdaten><beteiligung><rolle><rollennummer>7</rollennummer><rollenbezeichnung>'
            '<code>086</code></rollenbezeichnung><nr>1</nr><rollenID><id>A 9</id></rollenID></rolle><beteiligter>'
            '<beteiligtennummer>3</beteiligtennummer><auswahl_beteiligter><natuerlichePerson><vollerName><nachname>Ahorn'
            '</nachname></vollerName></natuerlichePerson></auswahl_beteiligter></beteiligter></beteiligung></verfahrensdaten>'
            '</grunddaten><fachdatenRegister fachdatenRegisterVersion="%s"><auszug><abrufdatum>2026-01-0%s</abrufdatum>'
            '<ersteSatzung><satzungsdatum>2001-02-03</satzungsdatum></ersteSatzung></auszug>%s<basisdatenRegister>'
            '<rechtstraeger><bezeichnung><bezeichnung.aktuell>Linde %s</bezeichnung.aktuell></bezeichnung></rechtstraeger>'
            '</basisdatenRegister></fachdatenRegister></nachricht.reg.0400003>', version, number, fach, number % 9 + 1, more, number),
            'UTF8') $$;
select count(*) from handelsregister.submit_documents(array[
    pg_temp.message(880001, '4.0.0', '3.6'), pg_temp.message(880002, '4.0.0', '3.6', '<neu a="1"><b>x</b></neu>'),
    pg_temp.message(880003, '4.0.0', '3.6', '<neu><b>x</b></neu>'), pg_temp.message(880004, '5.1.0', '4.0'),
    '<html/>', pg_temp.message(880005, '3.6.2', '3.5')]);
select hr_queue.drain();
select r.xjustiz_version, r.fach_version, r.layout, r.layout_guessed, r.unmapped, r.matter, r.reference_year, r.reference_prefix,
       r.party_numbers, r.role_numbers, r.role_counts, r.role_ids
    from hr_registry.reading r join hr_registry.document d on d.id = r.document_id
    where position('Linde 88000'::bytea in d.content) > 0 order by r.document_id;
select count(*), min(a.first_articles_date), max(a.first_articles_date)
    from hr_registry.company_articles a join hr_registry.registration r using (company_id) where r.register_number between 880001 and 880005;
select path, documents, versions, first_document_id < last_document_id as several from handelsregister.list_unmapped_paths()
    where path like '%/neu/%' order by path;
select count(*) from handelsregister.list_unmapped_paths(1);
select documents from handelsregister.list_unmapped_paths(max_documents => 2) where path like '%/b';
select min(d.id) - 1 as before from hr_registry.document d where position('Linde 88000'::bytea in d.content) > 0 \gset
select reason, next_cursor is not null as has_more from handelsregister.reprocess_documents(2, :'before');
select reason, next_cursor is not null as has_more from handelsregister.reprocess_documents(cursor => :'before');
select count(*) from handelsregister.reprocess_documents(cursor => :'before');
select hr_queue.drain();
select d.state, count(*) from handelsregister.list_jobs(kind => 'register_content', page_size => 5) d group by 1 order by 1;
select count(*) from hr_registry.company_name n join hr_registry.registration r using (company_id)
    where r.register_number between 880001 and 880005;
select facts from handelsregister.get_audit_log('reprocess_documents', 3);

-- a participant without content is a finding, and a document that no register has a failure
select count(*) from handelsregister.submit_documents(array[
    convert_to(regexp_replace(convert_from(pg_temp.message(880006, '4.0.0', '3.6',
        '<auswahl_artZweigniederlassung><gleicheFirma><ref.rollennummer>7</ref.rollennummer></gleicheFirma>'
        '</auswahl_artZweigniederlassung>'), 'UTF8'), '<beteiligter>.*</beteiligter>', ''), 'UTF8'),
    pg_temp.message(880007, '4.0.0', '3.6', repeat('<eintragungstext/>', 50001))]);
select hr_queue.drain();
select unnest(r.findings) as finding from hr_registry.reading r join hr_registry.document d on d.id = r.document_id
    where position('Linde 880006'::bytea in d.content) > 0;
select error_code, error_message, error_detail, error_hint from hr_queue.dead where error_code = '54000';
rollback;
