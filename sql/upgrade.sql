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
select pg_extension_config_dump('hr_queue.last_call', '');

-- @CODE@

create index company_name_trigrams on hr_registry.company_name using gin (hr_registry.name_trigrams(name));
create index company_former_name_trigrams on hr_registry.company_former_name
    using gin (hr_registry.name_trigrams(name));
