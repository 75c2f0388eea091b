-- From 0.1.0: what changes the state, around all code of today (sql/library, sql/api), which stands at the mark. A fresh
-- install must come out equal: new columns stand at the end of their tables in sql/schema too.

drop index hr_registry.company_name_trigrams, hr_registry.company_former_name_trigrams;
drop function hr_registry.ranked_companies(text, boolean);
drop function hr_registry.name_trigrams(text);

alter table hr_queue.ready add column released_at timestamptz;
comment on column hr_queue.ready.released_at is
    'When the job came here from another state; null for one that was ready at once';
create index dead_order on hr_queue.dead (failed_at, id);
create index dead_kind on hr_queue.dead (kind, failed_at, id);

create table hr_queue.last_call (
    called_at timestamptz not null,
    max_ms integer not null
);
comment on table hr_queue.last_call is
    'The last call of work(): shows whether something drains the queue where no worker does';
comment on column hr_queue.last_call.called_at is 'When it began, to ten seconds';
comment on column hr_queue.last_call.max_ms is 'How long it could last; pg_cron comes again not long after';
create unique index last_call_single on hr_queue.last_call ((true));
select pg_extension_config_dump('hr_queue.last_call', 'where false');  -- of this server, not of the data

-- --- particulars ----------------------------------------------------------------------------------------------
-- Companies that 0.1.0 wrote are read again with their next document; see CHANGELOG.md for reading all of them at once.

alter table hr_registry.reading
    add column message_id text,
    add column message_created timestamp,
    add column sender_court text,
    add column sender_reference text,
    add column event_code text,
    add column notice_code text,
    add column product text;
alter table hr_registry.snapshot add column last_change text;

-- @FILE sql/schema/34_particular.sql@
-- @FILE sql/schema/35_storage.sql@
select pg_extension_config_dump('hr_registry.company_branch', '');
select pg_extension_config_dump('hr_registry.company_succession', '');
select pg_extension_config_dump('hr_registry.register_entry', '');
select pg_extension_config_dump('hr_registry.company_term', '');
select pg_extension_config_dump('hr_registry.company_cooperative', '');
select pg_extension_config_dump('hr_registry.company_identifier', '');
select pg_extension_config_dump('hr_registry.company_contract', '');
select pg_extension_config_dump('hr_registry.officer_name', '');
select pg_extension_config_dump('hr_registry.officer_address', '');
select pg_extension_config_dump('hr_registry.officer_detail', '');
select pg_extension_config_dump('hr_registry.officer_contribution', '');

comment on column hr_registry.reading.message_id is 'The message''s own number (eigeneNachrichtenID)';
comment on column hr_registry.reading.message_created is 'When the message was made, by its own clock';
comment on column hr_registry.reading.sender_court is 'Code of the court that sent it';
comment on column hr_registry.reading.sender_reference is 'File references of the sender';
comment on column hr_registry.reading.event_code is 'Codes of gds.ereignis: why the message was sent';
comment on column hr_registry.reading.notice_code is 'Codes of gds.ereignis: for what purpose it tells of the company';
comment on column hr_registry.reading.product is 'Software that wrote the message';
comment on column hr_registry.snapshot.last_change is 'When the sheet was last changed, as the document states it';

-- @CODE@

create index company_name_trigrams on hr_registry.company_name using gin (hr_registry.name_trigrams(name));
create index company_former_name_trigrams on hr_registry.company_former_name
    using gin (hr_registry.name_trigrams(name));

drop event trigger handelsregister_guard_drop;
create event trigger handelsregister_guard_drop on ddl_command_start
    when tag in ('DROP EXTENSION', 'DROP OWNED', 'DROP SCHEMA')
    execute function hr_registry.guard_drop();
comment on event trigger handelsregister_guard_drop is 'Register data is not lost by a slip';
