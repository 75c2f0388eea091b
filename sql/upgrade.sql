-- From 0.3.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

-- @FILE sql/schema/43_person.sql@
select pg_extension_config_dump('hr_registry.person_secret', '');
select pg_extension_config_dump('hr_registry.mention', '');
select pg_extension_config_dump('hr_registry.person_assignment', '');
select pg_extension_config_dump('hr_registry.person_separation', '');
select pg_extension_config_dump('hr_registry.person_join', '');
select pg_extension_config_dump('hr_registry.organisation_mention', '');

-- @CODE@

-- Officers who are there already are mentioned, too.
do $$
begin
    if exists (select from hr_registry.officer) then
        perform hr_registry.note_mentions(array_agg(o.company_id), array_agg(o.item), array_agg(o.document_id))
            from (select f.*, row_number() over (order by f.company_id, f.item) / 10000 as part from hr_registry.officer f) o
            group by o.part;
        perform hr_registry.assign_persons(hr_registry.disputable_mentions()::text);
    end if;
end
$$;
