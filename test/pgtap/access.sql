-- Grants: nothing to PUBLIC, each level what it may and no more.
begin;
create extension if not exists pgtap;
select plan(44);
set client_min_messages = error;
create role tap_hr_reader;
create role tap_hr_member;
create role tap_hr_operator;
create role tap_hr_nobody;
delete from hr_user.access;
select lives_ok($$select handelsregister.grant_access('tap_hr_reader', 'tap_hr_member', 'tap_hr_operator')$$,
                'roles are given their access');

-- 13: who may call what
select is(array(select l.level::text from unnest(array['nobody', 'reader', 'member', 'operator']) with ordinality l(level, n)
                where has_function_privilege('tap_hr_' || l.level, p.oid, 'execute') order by n),
          case when p.proname = any (array['get_changes', 'get_company', 'get_company_officers', 'get_company_timeline',
                                           'parse_register_id', 'search_companies'])
               then array['reader', 'member', 'operator']
               when p.proname = 'get_job' then array['member', 'operator']
               when p.proname = 'grant_access' then '{}'
               else array['operator'] end, p.proname)
    from pg_proc p where p.pronamespace = 'handelsregister'::regnamespace order by p.proname;

select function_privs_are('hr_queue', 'enqueue', array['text', 'jsonb', 'timestamptz', 'smallint'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'enqueue', array['text', 'jsonb', 'timestamptz', 'smallint'], 'tap_hr_member', '{}'::text[]);
select function_privs_are('hr_queue', 'enqueue_batch', array['text', 'jsonb[]', 'timestamptz', 'smallint'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'redrive', array['bigint[]'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'redrive_dead', array['text', 'text', 'integer'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'discard_dead', array['text', 'text', 'integer'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'note_call', array['integer'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'schedule', array['interval'], 'tap_hr_operator', '{}'::text[]);
select function_privs_are('hr_queue', 'unschedule', '{}'::text[], 'tap_hr_operator', '{}'::text[]);
select function_privs_are('hr_queue', 'drain', array['integer'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'register_processor', array['text', 'regprocedure', 'text', 'smallint', 'smallint'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'unregister_processor', array['text'], 'tap_hr_operator', array['EXECUTE']);
select function_privs_are('hr_queue', 'adopt_database', array['boolean'], 'tap_hr_operator', '{}'::text[]);
select schema_privs_are('handelsregister', 'tap_hr_reader', array['USAGE']);
select schema_privs_are('handelsregister', 'tap_hr_nobody', '{}'::text[]);
select schema_privs_are('hr_queue', 'tap_hr_member', '{}'::text[]);
select schema_privs_are('hr_queue', 'tap_hr_operator', array['USAGE']);
select schema_privs_are('hr_registry', 'tap_hr_operator', '{}'::text[]);
select schema_privs_are('hr_user', 'tap_hr_operator', '{}'::text[]);

select is_empty($$select c.oid::regclass, r.rolname from pg_class c,
                         unnest(array['tap_hr_reader', 'tap_hr_member', 'tap_hr_operator', 'tap_hr_nobody']) r(rolname)
                  where c.relnamespace in ('handelsregister'::regnamespace, 'hr_queue'::regnamespace,
                                           'hr_registry'::regnamespace, 'hr_user'::regnamespace)
                    and c.relkind in ('r', 'p', 'v')
                    and has_table_privilege(r.rolname, c.oid, 'select, insert, update, delete, truncate')$$,
                'no table and no view is anybody''s');
select is_empty($$select p.oid::regprocedure from pg_proc p
                  where p.pronamespace in ('handelsregister'::regnamespace, 'hr_queue'::regnamespace,
                                           'hr_registry'::regnamespace, 'hr_user'::regnamespace)
                    and has_function_privilege('tap_hr_nobody', p.oid, 'execute')$$, 'no function is PUBLIC''s');

create function pg_temp.code_as(role_name text, statement text) returns text language plpgsql as $$
declare
    code text := '00000';
begin
    perform set_config('role', role_name, true);
    begin
        execute statement;
    exception when others then
        code := sqlstate;
    end;
    reset role;
    return code;
end
$$;
select is(pg_temp.code_as('tap_hr_reader', 'select * from handelsregister.company'), '42501', 'a reader cannot scan companies');
select is(pg_temp.code_as('tap_hr_reader', $$select handelsregister.submit_document('<a/>')$$), '42501', 'a reader cannot submit');
select is(pg_temp.code_as('tap_hr_reader', $$select hr_registry.find_company('1')$$), '42501', 'a reader cannot reach behind the API');
select is(pg_temp.code_as('tap_hr_reader', $$select handelsregister.parse_register_id('x')$$), '00000', 'a reader parses');
select is(pg_temp.code_as('tap_hr_member', 'select handelsregister.health()'), '42501', 'a member cannot see the health');
select is(pg_temp.code_as('tap_hr_member', 'select handelsregister.get_job(9223372036854775807)'), 'PT404', 'a member can ask for a job');
select is(pg_temp.code_as('tap_hr_operator', $$select handelsregister.submit_document('<tap/>')$$), '00000', 'an operator submits');
select is(pg_temp.code_as('tap_hr_operator', 'select handelsregister.health(), handelsregister.queue_status(), handelsregister.list_dead_jobs()'),
          '00000', 'an operator sees how the queue fares');
select is(pg_temp.code_as('tap_hr_nobody', $$select handelsregister.search_companies('x')$$), '42501', 'nobody searches');
select * from finish();
rollback;
