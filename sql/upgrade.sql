-- From 0.2.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- Functions that have other parameters now, and what they were made of.
drop function handelsregister.get_company(text);
drop function handelsregister.get_company_officers(text, boolean);
drop function handelsregister.get_company_timeline(text, date, date, text[]);
drop function handelsregister.search_companies(text, integer, text, boolean);
drop function hr_registry.search_digest(text, boolean);
drop function hr_user.may_see_job(name, text);

-- @FILE sql/schema/37_index.sql@
-- @FILE sql/schema/38_type.sql@
-- @FILE sql/schema/41_user.sql@
-- @FILE sql/schema/42_supervision.sql@
select pg_extension_config_dump('hr_user.watchlist', '');
select pg_extension_config_dump('hr_user.watch', '');
select pg_extension_config_dump('hr_user.alert_position', '');
select pg_extension_config_dump('hr_user.saved_search', '');
select pg_extension_config_dump('hr_user.refresh_request', '');
select pg_extension_config_dump('hr_user.rate_limit', '');
select pg_extension_config_dump('hr_user.rate_usage', '');
select pg_extension_config_dump('hr_registry.blocked_company', '');
select pg_extension_config_dump('hr_user.audit_id_seq', '');
select pg_extension_config_dump('hr_user.audit_log', '');

-- --- erasure --------------------------------------------------------------------------------------------------

alter table hr_registry.document add column erased_at timestamptz;
comment on table hr_registry.document is 'Documents as submitted, each content once; rows are not changed, except for job_id and where the content is erased';
comment on column hr_registry.document.erased_at is
    'When the content was emptied, because it told of a person who is erased; the digest stays, and the document is not read again';
-- @FILE sql/schema/36_erasure.sql@
select pg_extension_config_dump('hr_registry.erasure_id_seq', '');
select pg_extension_config_dump('hr_registry.erasure', '');
select pg_extension_config_dump('hr_registry.erasure_secret', '');

-- @CODE@

-- Searches use trigram_similarity() instead.
drop function hr_registry.name_similarity(text, text);
-- Pages that are evenly spread say more than a random share of them.
drop function hr_queue.sample_percent(regclass);

-- What a downgrade has kept; lists before what is on them.
do $$
declare
    kept text;
begin
    if to_regclass('hr_user.kept_by_downgrade') is null then
        return;
    end if;
    foreach kept in array '{watchlist,watch,alert_position,saved_search,refresh_request,rate_limit,audit_log}'::text[] loop
        execute format('insert into hr_user.%1$I select r.* from hr_user.kept_by_downgrade k,
            jsonb_populate_record(null::hr_user.%1$I, k.content) r where k.table_name = %1$L', kept);
    end loop;
    perform setval('hr_user.audit_id_seq', max(l.id)) from hr_user.audit_log l having max(l.id) is not null;
    drop table hr_user.kept_by_downgrade;
end
$$;
