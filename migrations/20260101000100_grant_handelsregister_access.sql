-- Says which roles of the application are readers, members and operators; updates of the extension apply it again.
-- To copy: give it a time of your own; the roles are Supabase's, put in those of your installation. Expose the schema
-- "handelsregister" in PostgREST as well (db-schemas; in Supabase's config.toml: api.schemas).
select handelsregister.grant_access(reader => 'anon', member => 'authenticated', operator => 'service_role');
notify pgrst, 'reload schema';
