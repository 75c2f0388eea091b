-- What each level meets when it calls; privilege.sql has the whole matrix.
begin;
create extension if not exists pgtap;
select plan(12);
set client_min_messages = error;
create role tap_hr_reader;
create role tap_hr_member;
create role tap_hr_operator;
create role tap_hr_nobody;
delete from hr_user.access;
select lives_ok($$select handelsregister.grant_access('tap_hr_reader', 'tap_hr_member', 'tap_hr_operator')$$,
                'roles are given their access');

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
select is(pg_temp.code_as('tap_hr_member', $$select handelsregister.erase_person('A', 'B', '1971-03-09', 'case 1')$$), '42501',
          'a member erases nobody');
select is(pg_temp.code_as('tap_hr_operator', $$select handelsregister.list_erasures(),
              handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', 'case 1')$$), '00000', 'an operator does');
select is(pg_temp.code_as('tap_hr_nobody', $$select handelsregister.search_companies('x')$$), '42501', 'nobody searches');
select * from finish();
rollback;
