-- Owns digests of the register tables that do not depend on numbers the database gave out: one line per table of
-- hr_registry, rows and md5 over them. A company is known by its register entry, a document by its digest; times of
-- recording, numbers and keyed digests are left out, and events count that are neither retracted nor retractions;
-- what the extension brings is not data, nor is the index of names with the names of persons, which may lead to names that
-- are gone.
-- Where a table "known" has names "table.column", only of these.
set timezone = 'UTC';
set client_min_messages = warning;
create temp table if not exists known (name text);
set work_mem = '128MB';
create function pg_temp.digest(relation regclass) returns text language plpgsql as $$
declare
    columns text;
    answer text;
begin
    select string_agg(case a.attname
            when 'company_id' then '(select max(concat_ws(''/'', g.court, g.register_type, g.register_number, g.suffix,'
                ' g.former_court)) from hr_registry.registration g where g.company_id = t.company_id)'
            when 'document_id' then '(select d.sha256 from hr_registry.document d where d.id = t.document_id)'
            when 'content' then 'md5(t.content)' else format('t.%I', a.attname) end, ', ' order by a.attnum)
        into columns
        from pg_attribute a
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attname not in
            ('id', 'seq', 'retracts', 'job_id', 'recorded_at', 'read_at', 'created_at', 'submitted_at', 'erased_at',
             'own_id', 'person_id', 'secret')
          and (not exists (select from known) or exists (select from known k
                   where k.name = (select c.relname from pg_class c where c.oid = relation) || '.' || a.attname));
    execute format('select count(*) || '' '' || coalesce(md5(string_agg(r.line, e''\n'' order by r.line collate "C")), '''')'
        ' from (select row(%s)::text as line from %s t %s) r', columns, relation,
        case when relation = 'hr_registry.court'::regclass then 'where not t.builtin'
            when relation = 'hr_registry.change_event'::regclass then 'where t.retracts is null and not exists '
            '(select from hr_registry.change_event e where e.company_id = t.company_id and e.retracts = t.seq)' else '' end)
        into answer;
    return answer;
end
$$;
select c.relname || ' ' || pg_temp.digest(c.oid) from pg_class c
    where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r'
      and c.relname not in ('search_block', 'search_entry', 'search_fold', 'person_name')
      and (not exists (select from known) or exists (select from known k where split_part(k.name, '.', 1) = c.relname))
    order by c.relname;
