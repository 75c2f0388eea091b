-- What the typed client finds: roles, a source of documents that fails, and a job that waits to be cancelled.
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
