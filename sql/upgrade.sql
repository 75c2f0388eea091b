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
    insert into hr_registry.organisation_mention select v.* from hr_registry.officer_entry v;
    if exists (select from hr_registry.officer o where o.kind = 'person') then
        insert into hr_registry.mention (company_id, item, document_id, last_name, first_names, birth_date, residence, is_full,
                                         own_id)
            select v.company_id, v.item, v.document_id, v.last_name, v.first_names, v.birth_date, v.residence, v.is_full,
                   hr_registry.person_number(s.secret, v.key)
                from (select hr_registry.person_secret() as secret offset 0) s, hr_registry.officer_mention v;
        perform hr_registry.assign_persons(hr_registry.disputable_mentions()::text);
    end if;
end
$$;
