-- Calls every function of the API with what a test has in mind for one of its arguments, and with what is right for the others.
create schema probe;
create role probe_reader;
create role probe_member;
create role probe_operator;
create role probe_owner superuser;
select handelsregister.grant_access('probe_reader', 'probe_member', 'probe_operator');
grant usage on schema probe to public;
alter default privileges in schema probe grant execute on functions to public;

create table probe.argument as
    select p.proname::text as routine, p.proargnames[a.n] as name, a.type::regtype::text as type, a.n as place,
           a.n <= p.pronargs - p.pronargdefaults as must,
           case when has_function_privilege('probe_reader', p.oid, 'execute') then 'reader'
                when has_function_privilege('probe_member', p.oid, 'execute') then 'member'
                when has_function_privilege('probe_operator', p.oid, 'execute') then 'operator' else 'owner' end as level
        from pg_proc p cross join lateral unnest(p.proargtypes::oid[]) with ordinality a (type, n)
        where p.pronamespace = 'handelsregister'::regnamespace;

-- --- what is right -----------------------------------------------------------------------------------------------------

create table probe.given (routine text, name text, expression text);
insert into probe.given
    select null, v.name, quote_literal(v.value) from (values
        ('identifier', 'HRB 170001 Hamburg'), ('from_identifier', 'HRB 170001 Hamburg'), ('to_identifier', 'HRB 170001 Hamburg'),
        ('q', 'Elbkante'), ('prefix', 'Elbkante'), ('name', 'probe'), ('a', 'Elbkante'), ('b', 'Elbkante'),
        ('names', '{Elbkante}'), ('input', 'HRB 170001 Hamburg'), ('kind', 'role'), ('reason', 'probe'), ('last_name', 'Niemand'),
        ('first_names', 'Nirgends'), ('birth_date', '1900-01-01'), ('function_name', 'retry_job'), ('from_date', '2023-01-01'),
        ('upto_seq', '0'), ('job_id', '1'), ('document_id', '1'), ('content', 'a document'), ('contents', '{"a document"}'),
        ('identifiers', '{HRB 170001 Hamburg}')) v (name, value);
create function probe.refresh(bigint, jsonb) returns jsonb language sql as 'select $2';
select hr_queue.register_processor('refresh_company', 'probe.refresh(bigint, jsonb)');
set request.jwt.claims = '{"sub": "probe"}';
insert into probe.given select null, 'watchlist_id', quote_literal(watchlist_id) from handelsregister.create_watchlist('first');
insert into probe.given select null, 'search_id', quote_literal(search_id) from handelsregister.save_search('first', 'Elbkante');
insert into probe.given select null, 'import_id', quote_literal(import_id) from handelsregister.begin_import();
select count(*) from probe.given g cross join lateral handelsregister.cancel_import(trim('''' from g.expression)::bigint) where g.name = 'import_id';
select count(*) from probe.given g cross join lateral handelsregister.watch_company('HRB 170001 Hamburg', trim('''' from g.expression)::uuid)
    where g.name = 'watchlist_id';

-- Two persons of the company, and one of another who is joined with the first.
create table probe.person as
    select row_number() over (order by m.company_id <> r.company_id, m.person_id) as place, m.person_id, m.company_id = r.company_id as is_here
        from (select distinct v.company_id, v.person_id from hr_registry.mention_person v) m,
             hr_registry.registration r where r.register_number = 170001;
select count(*) from handelsregister.join_persons((select person_id from probe.person where is_here order by place limit 1),
    (select person_id from probe.person where not is_here order by place limit 1), 'probe');
insert into probe.given
    select null, 'person_id', quote_literal(person_id) from probe.person where place = 1
    union all select null, 'other_person_id', quote_literal(person_id) from probe.person where place = 2;
select count(*) from handelsregister.block_company(
    (select r.company_id::text from hr_registry.registration r where r.register_type = 'VR' limit 1), 'probe');
insert into probe.given
    select 'search_persons', 'q', '''Doppel Gänger'''
    union all
    select 'unblock_company', 'identifier', quote_literal(b.company_id) from hr_registry.blocked_company b;

create function probe.statement(routine text, argument text default null, expression text default null) returns text
    language sql stable as $$
    select format('select count(*) from handelsregister.%I(%s)', statement.routine, string_agg(format('%I => %s', a.name,
               case when a.name = argument then statement.expression else g.expression end), ', '))
        from probe.argument a
        left join lateral (select g.expression from probe.given g where g.name = a.name and (g.routine = a.routine or g.routine is null)
                           order by g.routine limit 1) g on true
        where a.routine = statement.routine and (a.must or a.name = argument)
$$;

-- With the rights of a level and as one user; leaves nothing behind. The state is null for success.
create function probe.outcome(level text, statement text, out state text, out seconds double precision) language plpgsql as $$
declare
    begun timestamptz;
begin
    execute format('set local role probe_%s', level);
    set local request.jwt.claims = '{"sub": "probe"}';
    begun := clock_timestamp();
    execute statement;
    seconds := extract(epoch from clock_timestamp() - begun);
    raise exception using errcode = 'HR000', message = 'take it back';
exception when others then
    seconds := extract(epoch from clock_timestamp() - begun);
    state := nullif(sqlstate, 'HR000');
end
$$;

-- --- large values ------------------------------------------------------------------------------------------------------

-- Texts that a pattern, a parser or a count of letters could take to heart; arrays of many and of large values. A document may be
-- that large, an array of them may not have that many.
create function probe.shape(size integer) returns table (shape text, type text, expression text) language sql as $$
    select v.shape, v.type, format(v.expression, v.count) from (values
        ('padded', 'text', '''7'' || repeat('' '', %s)', size),
        ('symbols', 'text', 'repeat(U&''\+01F4A5'', %s)', size / 4),
        ('one', 'text[]', 'array[repeat(''x'', %s)]', size),
        ('many', 'text[]', 'array_fill(''x''::text, array[%s])', size / 8),
        ('many', 'bigint[]', 'array_fill(7::bigint, array[%s])', size / 8),
        ('many', 'bytea[]', 'array_fill(''x''::bytea, array[%s])', size / 8)) v (shape, type, expression, count)
$$;

-- What it takes at most is counted in digests of a value of the size, and in short calls: a machine that is slow is slow at
-- these, too, as it is at making the value, which is part of the call. Of three tries the best one counts.
create function probe.try_large(size integer)
    returns table (routine text, argument text, shape text, state text, seconds double precision, bound double precision)
    language plpgsql as $$
#variable_conflict use_column
declare
    one record;
    digest double precision := 'infinity';
    making double precision := 0;
    short record;
    tried record;
    most double precision;
begin
    for i in 1 .. 3 loop
        digest := least(digest, (probe.outcome('owner', format('select md5(repeat(''x'', %s))', size))).seconds);
        select greatest(making, max(o.seconds)) into making
            from probe.shape(size) s, probe.outcome('owner', format('select pg_column_size(%s)', s.expression)) o;
    end loop;
    for one in select a.* from probe.argument a where a.type in (select s.type from probe.shape(size) s) loop
        short := probe.outcome(one.level, probe.statement(one.routine));
        most := 5 * digest + 3 * making + 10 * short.seconds;
        return query select one.routine, one.name, 'short', short.state, short.seconds, double precision 'infinity';
        for tried in select s.shape, s.expression, null::text as state, double precision 'infinity' as seconds
                         from probe.shape(size) s where s.type = one.type loop
            for i in 1 .. 3 loop
                select o.state, least(o.seconds, tried.seconds) into tried.state, tried.seconds
                    from probe.outcome(one.level, probe.statement(one.routine, one.name, tried.expression)) o;
                exit when tried.seconds < most;
            end loop;
            return query select one.routine, one.name, tried.shape, tried.state, tried.seconds, most;
        end loop;
    end loop;
end
$$;

-- --- the ends of types -------------------------------------------------------------------------------------------------

create function probe.ends() returns table (type text, value text) language sql as $$
    select v.type, unnest(v.values) from (values
        ('integer', '{-2147483648,-1,0,2147483647}'::text[]),
        ('smallint', '{-32768,-1,0,32767}'),
        ('bigint', '{-9223372036854775808,-1,0,9223372036854775807}'),
        ('numeric', '{NaN,-1e1000,1e1000,1e-1000}'),
        ('date', '{4714-11-24 BC,0001-01-01 BC,0001-01-01,9999-12-31,5874897-12-31,infinity,-infinity}'),
        ('timestamp with time zone', '{4714-11-24 00:00:00+00 BC,0001-01-01 00:00:00+00 BC,9999-12-31,294276-12-31 23:59:59.999999+00,infinity,-infinity}'),
        ('interval', '{178000000 years,-178000000 years,2147483647 days,-1 us,2562047788:00:54.775807,10000 years}'),
        ('cursor', '{1,-1,1.1,0.0,infinity.1,-infinity.-1,infinity,9223372036854775808,-9223372036854775809.1,99999999999999999999.1,
                    -210866803200000001.1,-210866803200000000.1,9224318015999999999.1,9224318016000000000.1,2145031948.1,2145031949.1,
                    -2451545.1,-2451546.1,1.00000000-0000-0000-0000-000000000000,1.1.1,1.1e3,"",.,..,NaN.1," 1",1.0x1}'),
        ('bigint[]', '{"{-9223372036854775808,9223372036854775807}"}')) v (type, values)
$$;

-- One argument, and all of one type. Cursors are keys, so they have ends, too.
create function probe.try_extremes() returns table (routine text, argument text, value text, state text)
    language plpgsql as $$
#variable_conflict use_column
declare
    one record;
begin
    for one in
        select a.routine, a.name, a.level, e.value,
               probe.statement(a.routine, a.name, format('%L::%s', e.value, a.type)) as statement
            from probe.argument a join probe.ends() e on e.type = case a.name when 'cursor' then 'cursor' else a.type end
        union all
        select a.routine, 'all', a.level, e.value, format('select count(*) from handelsregister.%I(%s)', a.routine, string_agg(
                   format('%I => %s', a.name, case when a.type = e.type then format('%L::%s', e.value, a.type) else g.expression end), ', '))
            from probe.argument a join probe.ends() e on exists (select from probe.argument o where o.routine = a.routine and o.type = e.type)
            left join probe.given g on g.name = a.name and g.routine is null
            where a.must or a.type = e.type
            group by a.routine, a.level, e.type, e.value
    loop
        return query select one.routine, one.name, one.value, (probe.outcome(one.level, one.statement)).state;
    end loop;
end
$$;
