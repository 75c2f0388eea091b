-- The exception border: what SQL sees of C++ errors, what C++ sees of server errors, and that nothing leaks.
\set SHOW_CONTEXT never
create schema border;
create function border.live() returns integer language c volatile as 'hr_test', 'hr_test_live';
create function border.resident() returns bigint language c volatile as 'hr_test', 'hr_test_resident';
create function border.throw(state text, message text, detail text, hint text) returns void
    language c volatile strict as 'hr_test', 'hr_test_throw';
create function border.pass(sql text) returns void language c volatile strict as 'hr_test', 'hr_test_pass';
create function border.catch(sql text) returns text language c volatile strict as 'hr_test', 'hr_test_catch';
create function border.throw_foreign(what text) returns void language c volatile strict as 'hr_test', 'hr_test_foreign';
create function border.server_errors(n integer) returns integer
    language c volatile strict as 'hr_test', 'hr_test_server_errors';
create function border.error(i integer) returns void language c volatile strict as 'hr_test', 'hr_test_error';
create function border.spin() returns void language c volatile as 'hr_test', 'hr_test_spin';

-- All fields of an error as the server reports it.
create function border.fields(statement text) returns table (field text, value text) language plpgsql as $$
declare
    a text; b text; c text; d text; e text; f text; g text; h text;
begin
    execute statement;
exception when others then
    get stacked diagnostics a = returned_sqlstate, b = message_text, c = pg_exception_detail,
        d = pg_exception_hint, e = constraint_name, f = table_name, g = schema_name, h = column_name;
    return query values ('sqlstate', a), ('message', b), ('detail', c), ('hint', d), ('constraint', e), ('table', f),
                        ('schema', g), ('column', h);
end
$$;

-- C++ to SQL.
select * from border.fields($$select border.throw('HR123', 'the message', 'The detail.', 'The hint.')$$);
select field, value from border.fields($$select border.throw('PT429', 'slow down', '{"retry_after_s": 3}', '')$$)
    where value <> '';
select * from border.fields($$select border.throw_foreign('bad_alloc')$$) where value <> '';
select * from border.fields($$select border.throw_foreign('std')$$) where value <> '';
select * from border.fields($$select border.throw_foreign('int')$$) where value <> '';

-- SQL through C++ frames and out again: nothing is lost, constraint and table names included.
create table border.parent (id integer constraint parent_pk primary key, part integer not null
    constraint part_positive check (part > 0));
insert into border.parent values (1, 1);
select * from border.fields($$select border.pass('insert into border.parent values (1, 1)')$$);
select * from border.fields($$select border.pass('insert into border.parent values (2, -1)')$$);
select * from border.fields($$select border.pass('insert into border.parent values (3, null)')$$);
select * from border.fields($$select border.pass('do ''begin raise exception using errcode = ''''P0007'''', message = ''''m'''',
    detail = ''''d'''', hint = ''''h'''', constraint = ''''c''''; end''')$$);

-- Twice through the border: C++ calls SQL, which calls C++, which calls SQL.
select * from border.fields(
    $$select border.pass('select border.pass(''insert into border.parent values (1, 1)'')')$$);
select * from border.fields(
    $$select border.pass('select border.throw(''HR124'', ''inner'', ''Inner detail.'', ''Inner hint.'')')$$) where value <> '';

-- SQL caught in C++: the transaction goes on, the effects are gone.
select border.catch('insert into border.parent values (5, 5); select 1 / 0');
select border.catch('select border.throw(''HR125'', ''m'', ''D.'', ''H.'')');
select border.catch('insert into border.parent values (6, 6)');
select * from border.parent order by id;
select border.live();

-- A cancel passes everything that catches, and leaves nothing behind.
set statement_timeout = '100ms';
select border.spin();
\echo :LAST_ERROR_SQLSTATE
select border.catch('select pg_sleep(10)');
\echo :LAST_ERROR_SQLSTATE
reset statement_timeout;
select border.live();

-- 100,000 errors in each direction: no object is left, and memory does not grow after the warm-up.
do $$
declare
    before bigint;
begin
    perform border.server_errors(20000);
    before := border.resident();
    if border.server_errors(100000) <> 100000 then
        raise 'errors were lost';
    end if;
    if border.resident() - before > 1000000 then
        raise 'server errors caught in C++: memory grew by % bytes', border.resident() - before;
    end if;
end
$$;
do $$
declare
    before bigint;
    caught integer := 0;
begin
    for i in 1 .. 120000 loop
        if i = 20001 then
            before := border.resident();
        end if;
        begin
            perform border.error(i);
        exception when sqlstate 'HR001' then
            caught := caught + 1;
        end;
    end loop;
    if caught <> 120000 then
        raise 'errors were lost';
    end if;
    if border.resident() - before > 1000000 then
        raise 'C++ errors caught in SQL: memory grew by % bytes', border.resident() - before;
    end if;
end
$$;
select border.live();

set client_min_messages = warning;
drop schema border cascade;
