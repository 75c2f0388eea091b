-- Says which roles of the application are readers, members and operators; these are Supabase's. Expose the schema
-- "handelsregister" in PostgREST as well (db-schemas; in Supabase's config.toml: api.schemas).
select handelsregister.grant_access(reader => 'anon', member => 'authenticated', operator => 'service_role');
notify pgrst, 'reload schema';
