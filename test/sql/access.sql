-- grant_access: nothing for anybody before, the right functions after, kept and moved
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
create role regress_hr_reader;
create role regress_hr_member;
create role regress_hr_operator;
create role "regress HR; drop";
delete from hr_user.access;
create view pg_temp.callable as
    select r.rolname, p.oid::regprocedure as routine
        from pg_roles r, pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where r.rolname ~ '^regress.HR' or r.rolname ~ '^regress_hr_'
          and n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user')
          and has_schema_privilege(r.oid, n.oid, 'usage') and has_function_privilege(r.oid, p.oid, 'execute');
\set ECHO all

-- nothing to PUBLIC
select n.nspname, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
       lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user') and a.grantee = 0;
select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral aclexplode(c.relacl) a
    where n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user') and a.grantee <> c.relowner;

select handelsregister.grant_access('regress_hr_reader', 'regress_hr_member', 'regress_hr_operator');
select level, role_name from hr_user.access order by 1;
select rolname, routine from pg_temp.callable where rolname = 'regress_hr_reader' order by routine::text collate "C";
select routine::text collate "C" from pg_temp.callable where rolname = 'regress_hr_member'
    except select routine::text from pg_temp.callable where rolname = 'regress_hr_reader' order by 1;
select routine::text collate "C" from pg_temp.callable where rolname = 'regress_hr_operator'
    except select routine::text from pg_temp.callable where rolname = 'regress_hr_member' order by 1;
select count(*) from pg_temp.callable where rolname in ('regress_hr_reader', 'regress_hr_member')
    and routine not in (select routine from pg_temp.callable where rolname = 'regress_hr_operator');

-- tables and views stay closed
set local role regress_hr_operator;
select code, message from pg_temp.failure('select * from handelsregister.company');
select code, message from pg_temp.failure('select * from hr_queue.job');
select code, message from pg_temp.failure('select * from hr_registry.officer');
select code, message from pg_temp.failure('select handelsregister.grant_access()');
select name from handelsregister.get_company('900001');
set local role regress_hr_reader;
select name, birth_year from handelsregister.get_company_officers('900001') where birth_year is not null;
select code, message from pg_temp.failure($$select handelsregister.submit_document('<a/>')$$);
select code, message from pg_temp.failure('select handelsregister.get_job(1)');
select code, message from pg_temp.failure('select hr_queue.enqueue($$register_content$$)');
set local role regress_hr_member;
select code, message from pg_temp.failure('select handelsregister.health()');
reset role;

-- another role takes the place of a former one; odd names are quoted
select handelsregister.grant_access(reader => 'regress HR; drop');
select has_schema_privilege('regress_hr_reader', 'handelsregister', 'usage') as former,
       has_function_privilege('regress HR; drop', 'handelsregister.get_company(text,date)', 'execute') as present,
       has_function_privilege('regress_hr_member', 'handelsregister.get_company(text,date)', 'execute') as member;
-- one role may have two levels, and keeps the higher one
select handelsregister.grant_access(reader => 'regress_hr_member');
select has_function_privilege('regress_hr_member', 'handelsregister.get_job(bigint)', 'execute');

-- grants that were lost come back
revoke all on schema handelsregister from regress_hr_member;
select hr_user.apply_access();
select has_schema_privilege('regress_hr_member', 'handelsregister', 'usage');

select * from pg_temp.failure($$select handelsregister.grant_access(reader => 'regress_hr_nobody')$$);
select level, role_name from hr_user.access order by 1;
rollback;
