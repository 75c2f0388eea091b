-- Announcements: submitted, read, joined to companies, told in the feed, listed, and erased
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
create function pg_temp.announcement(register text, category text, name text, body text, day text default '02.06.2025')
    returns bytea language sql as $$
    select convert_to(format(e'%1$s (Bekanntmachungsdatum)\n\n%2$s\n%3$s %1$s (Eintragungsdatum)\n\n%4$s\nGesellschaft mit beschränkter Haftung\nKöln\n\n%5$s',
                             day, register, category, name, body), 'UTF8') $$;
create function pg_temp.work() returns text language plpgsql as $$
declare
    done integer := 0;
    step integer;
begin
    loop
        step := hr_queue.drain();
        exit when step = 0;
        done := done + step;
    end loop;
    return (select done || ' jobs, ' || count(*) || ' dead' from hr_queue.dead);
end
$$;
\set ECHO all

-- one row per announcement in order; content once; a job for what has not been read
create temp table submitted on commit drop as
    select row_number() over () as position, s.* from handelsregister.submit_announcements(array[
        pg_temp.announcement('Berlin Amtsgericht Berlin (Charlottenburg) HRB 900001',
            'Registerbekanntmachung nach dem Umwandlungsgesetz', 'Quittenwerk GmbH',
            'Die Gesellschaft hat am 30.05.2025 den Verschmelzungsvertrag vom 28.05.2025 zwischen "Apfelwerk AG", Hamburg (Amtsgericht Hamburg HRB 12) und der hiesigen Gesellschaft (übernehmender Rechtsträger) zum Handelsregister eingereicht.'),
        pg_temp.announcement('Hamburg Amtsgericht Hamburg HRB 12', 'Löschungsankündigung', 'Apfelwerk AG',
            'Das Registergericht beabsichtigt die Gesellschaft von Amts wegen nach § 394 FamFG zu löschen.'),
        pg_temp.announcement('Bremen Amtsgericht Bremen HRB 77', 'Einreichung neuer Dokumente', 'Birnenwerk GmbH',
            'Eine Liste der Mitglieder des Aufsichtsrats ist zum Handelsregister eingereicht worden.', '03.06.2025'),
        pg_temp.announcement('Hamburg Amtsgericht Hamburg HRB 12', 'Löschungsankündigung', 'Apfelwerk AG',
            'Das Registergericht beabsichtigt die Gesellschaft von Amts wegen nach § 394 FamFG zu löschen.'),
        'Guten Tag'], 'regress', '2025-06-04 08:00+00') s;
select position, dense_rank() over (order by document_id) as document, dense_rank() over (order by job_id) as job,
       is_duplicate, length(sha256) from submitted order by position;
select r.kind, r.payload = jsonb_build_object('document', d.id) as payload, d.content_type, d.source
    from submitted s join hr_registry.document d on d.id = s.document_id join hr_queue.ready r on r.id = s.job_id
    where s.position = 1;

-- a number that may be one of several companies is nobody's, and makes no stub
insert into hr_registry.company (id, fold_version) values (900011, 1);
insert into hr_registry.registration (court, register_type, register_number, suffix, former_court, company_id)
    values ('H1101', 'HRB', 77, 'HB', 'Bremen', 900011);
select pg_temp.work();
select d.error_code, d.error_message, d.error_detail is not null as detail, d.error_hint is not null as hint from hr_queue.dead d;
select s.position, a.kind, a.stage, a.company_id is not null as company, a.court, a.register_number, a.suffix, a.published
    from submitted s join hr_registry.announcement a using (document_id) where position <> 4 order by 1;
select c.id is not null as stub, r.euid from hr_registry.registration r join hr_registry.company c on c.id = r.company_id
    where r.register_number = 12;

-- what has been read gives no job, as an announcement or as a document
select job_id, is_duplicate from handelsregister.submit_announcement(
    pg_temp.announcement('Hamburg Amtsgericht Hamburg HRB 12', 'Löschungsankündigung', 'Apfelwerk AG',
        'Das Registergericht beabsichtigt die Gesellschaft von Amts wegen nach § 394 FamFG zu löschen.'));
select hr_registry.enqueue_reading(array_agg(document_id)) from submitted where position = 1;
select count(*) from hr_queue.ready;

-- the feed tells each once, also when it is read again
select e.kind, e.item, e.effective_date, e.subject, e.new_value from hr_registry.change_event e
    join submitted s using (document_id) where s.position in (1, 2) and not s.is_duplicate order by s.position;
select hr_queue.enqueue('announcement', jsonb_build_object('document', document_id)) is not null as again
    from submitted where position = 1;
select pg_temp.work();
select count(*) from hr_registry.change_event join submitted s using (document_id) where s.position = 1;
select count(*) from hr_registry.announcement_party join submitted s using (document_id) where s.position = 1;

-- lists: of one company and of all, the latest first
select kind, stage, cross_border, category, name, seat, legal_form, court_code, register_label, entered, agreement_date,
       filed_date, (parties[1]).name as party, (parties[1]).role, (parties[1]).euid, (parties[1]).company_id is not null as known
    from handelsregister.list_company_announcements('HRB 900001 B Charlottenburg');
select count(*) from handelsregister.list_company_announcements('HRB 900001 B Charlottenburg', '{dissolution}');
select published, kind, name, company_id is not null as company, next_cursor is not null as more
    from handelsregister.list_announcements(page_size => 2);
select published, kind, name from handelsregister.list_announcements(
    cursor => (select next_cursor from handelsregister.list_announcements(page_size => 2) offset 1));
select kind from handelsregister.list_announcements(array['merger', 'merger', 'supervisory_board_list']) order by 1;
select kind from handelsregister.list_announcements(from_date => '2025-06-03');
select count(*) from handelsregister.list_announcements(to_date => '2025-06-01');

-- readers do not see blocked companies; operators do
insert into hr_registry.blocked_company (company_id, reason, blocked_by)
    select company_id, 'test', 'test' from hr_registry.registration where register_number = 12;
create role announcement_reader;
select handelsregister.grant_access(reader => 'announcement_reader');
set role announcement_reader;
select count(*) from handelsregister.list_announcements();
select (parties[1]).company_id, (parties[1]).name from handelsregister.list_announcements('{merger}');
select * from pg_temp.failure($$select handelsregister.list_company_announcements('HRB 12 Hamburg')$$);
select code from pg_temp.failure($$select handelsregister.submit_announcement('x')$$);
reset role;
delete from hr_registry.blocked_company;

select * from pg_temp.failure($$select handelsregister.submit_announcement('')$$);
select code, detail from pg_temp.failure($$select handelsregister.submit_announcements(array['x', null]::bytea[])$$);
select code, detail from pg_temp.failure($$select handelsregister.list_announcements(page_size => 0)$$);
select code, detail from pg_temp.failure($$select handelsregister.list_announcements(cursor => 'x')$$);
select code, detail from pg_temp.failure($$select handelsregister.list_company_announcements('HRB 4 Hamburg')$$);

-- erasing takes a person out of texts and raw documents, of announcements that come later too
create temp table told on commit drop as select s.* from handelsregister.submit_announcements(array[
    pg_temp.announcement('Hamburg Amtsgericht Hamburg HRB 12', 'Löschungsankündigung', 'Apfelwerk AG',
        'Es ist beabsichtigt, den Geschäftsführer Quellfurth, Tabea, Köln, geb. am 09.03.1971, nach § 395 FamFG zu löschen.'),
    pg_temp.announcement('Thüringen Amtsgericht Eisenach VR 5', 'Löschungsankündigung', 'Chor e.V.',
        'Vorstand: Quellfurth, Tabea, Köln, *09.03.1971. Der Verein soll nach § 395 FamFG gelöscht werden.')]) s;
select pg_temp.work();
select a.company_id is not null as company, a.kind, a.body from hr_registry.announcement a join told using (document_id) order by a.document_id;
select (handelsregister.list_announcements('{cancellation_395}')).body;
select state from handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', 'case 7');
select pg_temp.work();
select a.body, d.content, d.erased_at is not null as erased
    from hr_registry.announcement a join told using (document_id) join hr_registry.document d on d.id = a.document_id;
select companies, documents from handelsregister.list_erasures(1);
select job_id is not null as job from handelsregister.submit_announcement(
    pg_temp.announcement('Hamburg Amtsgericht Hamburg HRB 12', 'Sonstige Registerbekanntmachung', 'Apfelwerk AG',
        'Liquidator: Quellfurth, Tabea, Köln, *09.03.1971. Die Gesellschaft ist aufgelöst.'));
select pg_temp.work();
select a.kind, a.body, octet_length(d.content) as bytes from hr_registry.announcement a join hr_registry.document d on d.id = a.document_id
    where a.kind = 'dissolution';

-- one that could not be read is read again as what it is; what has been read is left alone
create temp table again as
    select * from handelsregister.reprocess_documents(cursor => (select min(document_id) - 1 from submitted)::text);
select a.reason, j.kind from again a join submitted s using (document_id) join hr_queue.ready j on j.id = a.job_id;

-- dates that no register can state are findings; of such a day nothing is published
delete from hr_queue.ready;
create temp table slip on commit drop as
    select * from handelsregister.submit_announcements(array[
        pg_temp.announcement('Bremen Amtsgericht Bremen HRB 78', 'Sonstige Registerbekanntmachung', 'Pflaumenwerk GmbH',
            'Die Gesellschafterversammlung vom 31.12.9999 hat die Auflösung beschlossen.'),
        pg_temp.announcement('Bremen Amtsgericht Bremen HRB 78', 'Sonstige Registerbekanntmachung', 'Pflaumenwerk GmbH',
            'Die Gesellschaft ist aufgelöst.', '02.06.9999')], 'regress');
select pg_temp.work();
select a.published, a.resolution_date, a.findings from hr_registry.announcement a join slip using (document_id);
select d.error_code, d.error_message, d.error_detail from hr_queue.dead d join slip s on s.job_id = d.id;
rollback;
