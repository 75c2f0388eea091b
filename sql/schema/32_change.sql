create sequence hr_registry.change_seq;
comment on sequence hr_registry.change_seq is 'Sequence numbers of the change feed, taken under a lock that lasts until commit';

create table hr_registry.change_event (
    seq bigint primary key,
    company_id bigint not null,
    kind text not null,
    item text not null default '',
    document_id bigint,
    effective_date date not null,
    effective_is_bound boolean not null,
    subject text,
    old_value text,
    new_value text,
    identity uuid not null,
    retracts bigint,
    recorded_at timestamptz not null default now()
);
comment on table hr_registry.change_event is
    'Change feed: one row per difference between neighbouring snapshots; the order of seq is the order of becoming visible';
comment on column hr_registry.change_event.item is 'Which of several values, as in the history tables';
comment on column hr_registry.change_event.document_id is 'The later one of the two snapshots; null for a block or its end, which no document tells';
comment on column hr_registry.change_event.effective_is_bound is 'The change was entered on effective_date or before';
comment on column hr_registry.change_event.identity is 'Equal for equal differences, in whatever order the documents arrived';
comment on column hr_registry.change_event.retracts is
    'Number of an earlier event that a snapshot which arrived late has shown not to be a difference between neighbours';
create index change_event_company on hr_registry.change_event (company_id, seq);
