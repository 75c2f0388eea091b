-- What the typed client finds: roles, a source of documents that fails, a job that waits to be
-- cancelled, and an import that has failed lines.
create extension handelsregister;
select handelsregister.grant_access(reader => 'anon', member => 'authenticated', operator => 'service_role');
grant postgres to authenticator;  -- the owner of the extension, for grant_access() over HTTP

create function public.fetch_nothing(job_id bigint, payload jsonb) returns jsonb
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'the register does not answer';
end
$$;
select hr_queue.register_processor('refresh_company', 'public.fetch_nothing(bigint,jsonb)', 'Fails', max_attempts => 1::smallint);
select hr_queue.enqueue('refresh_company', '{}', now() + interval '1 day');

-- An import of a line that says nothing.
select from handelsregister.begin_import(format => 'tsv');
insert into hr_registry.import_line (line) values ('no line of it');
select from handelsregister.start_import((select max(i.id) from hr_registry.import i));
