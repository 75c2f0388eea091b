-- Operators: blocked companies, limits, retention, documents, dead letters; and the log of it
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
alter sequence hr_registry.change_seq restart 900101;
create role regress_hr_reader;
create role regress_hr_member;
create role regress_hr_operator;
select handelsregister.grant_access('regress_hr_reader', 'regress_hr_member', 'regress_hr_operator');
-- How many rows of each read tell of the company.
create view pg_temp.seen as
    select (select count(*) from handelsregister.search_companies('Quittenwerk') where company_id = 900001) as search,
           (select count(*) from handelsregister.suggest_companies('quitt') where company_id = 900001) as suggest,
           (select count(*) from handelsregister.lookup_company('HRB 900001 B') where company_id = 900001) as lookup,
           (select count(*) from handelsregister.get_changes(after_seq => 900000) where company_id = 900001) as changes;
grant select on pg_temp.seen to public;
\set ECHO all

set local role regress_hr_operator;
select company_id, name, reason, blocked_by from handelsregister.block_company('HRB 900001 B Charlottenburg', 'court order');
select * from pg_temp.failure($$select handelsregister.block_company('900001', 'again')$$);
select code, detail from pg_temp.failure($$select handelsregister.block_company('900002', ' ')$$);
select company_id, name, reason from handelsregister.list_blocked_companies();
select name from handelsregister.get_company('900001');
select * from pg_temp.seen;
set local role regress_hr_reader;
select * from pg_temp.seen;
select r.call, f.code, f.detail::jsonb ->> 'code' as problem
    from (values ('get_company'), ('get_company_officers'), ('get_company_representation'), ('get_company_capital'),
                 ('get_company_addresses'), ('get_company_names'), ('get_company_registrations'), ('get_company_entries'),
                 ('get_company_timeline'), ('list_company_documents'), ('render_company')) r (call),
         lateral pg_temp.failure(format('select handelsregister.%I(%L)', r.call, '900001')) f;
select code from pg_temp.failure($$select handelsregister.diff_company('900001', '2024-01-01')$$);
set local role regress_hr_operator;
select company_id, reason from handelsregister.unblock_company('900001', 'lifted');
select code, detail from pg_temp.failure($$select handelsregister.unblock_company('900001', 'lifted')$$);
set local role regress_hr_reader;
select * from pg_temp.seen;
select code from pg_temp.failure($$select handelsregister.block_company('900001', 'x')$$);

-- documents
set local role regress_hr_operator;
select convert_from(handelsregister.download_document(900001), 'UTF8'), current_setting('response.headers');
select * from pg_temp.failure('select handelsregister.download_document(900009)');
reset role;
update hr_registry.document set content = '', erased_at = now() where id = 900001;
set local role regress_hr_operator;
select code, detail from pg_temp.failure('select handelsregister.download_document(900001)');

-- limits
select * from handelsregister.set_rate_limit('watch_company', 7);
select * from handelsregister.set_rate_limit('watch_company');
select * from pg_temp.failure($$select handelsregister.set_rate_limit('get_company', 7)$$);
select code, detail from pg_temp.failure($$select handelsregister.set_rate_limit('watch_company', -1)$$);

-- dead letters
reset role;
insert into hr_queue.dead (id, kind, owner, enqueued_at, failed_at, error_code, error_message)
    select 900000 + n, 'k' || n % 2, 'regress_hr_operator', '2020-01-01', now() - n * interval '50 days', '22023', 'no' from generate_series(1, 4) n;
set local role regress_hr_operator;
select handelsregister.redrive_dead_jobs(kind => 'k9'), handelsregister.redrive_dead_jobs('{900001,1}');
select handelsregister.discard_dead_jobs('{900002}'), handelsregister.discard_dead_jobs(kind => 'k0', max_jobs => 0);
select state from handelsregister.get_job(900001);
select job_id, state from handelsregister.list_jobs(state => 'dead');
select * from handelsregister.apply_retention(dead_jobs => '160 days');
select * from pg_temp.failure($$select handelsregister.apply_retention(dead_jobs => '-1 day')$$);
select job_id, state from handelsregister.list_jobs(state => 'dead');

-- the log
select action, company_id, facts - 'jobs' as facts from handelsregister.get_audit_log();
select action from handelsregister.get_audit_log('block_company');
select count(*) from handelsregister.get_audit_log(page_size => 2, before_id => (select min(audit_id) + 1 from handelsregister.get_audit_log()));

-- rights are taken back
reset role;
select handelsregister.revoke_access(member => true, operator => true);
select level, role_name from hr_user.access;
set local role regress_hr_operator;
select code from pg_temp.failure('select handelsregister.get_audit_log()');
rollback;
