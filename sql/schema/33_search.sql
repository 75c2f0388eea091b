-- The index by which names are found: an own one, in ordinary tables, so that it is in every transaction, crash, standby
-- and dump what the names are. src/core/search says what stands in it. Blocks are written under the lock of the first table;
-- what comes afterwards stands in rows of its own, until fold_search_entries() brings it into the blocks.

create table hr_registry.search_block (
    domain text collate "C" not null check (domain in ('c', 'p')),
    first_key text collate "C" not null,
    content bytea not null,
    primary key (domain, first_key)
);
alter table hr_registry.search_block alter column content set storage external;
comment on table hr_registry.search_block is 'Index of names: sorted keys with what they lead to, many in a row';
comment on column hr_registry.search_block.domain is 'c: names of companies, p: names of persons; each is an index for itself';
comment on column hr_registry.search_block.first_key is 'First of its keys';
comment on column hr_registry.search_block.content is 'Keys and values, packed';

create table hr_registry.search_entry (
    domain text collate "C" not null check (domain in ('c', 'p')),
    key text collate "C" not null,
    posting bigint,
    word text collate "C"
);
create index search_entry_key on hr_registry.search_entry (domain, key);
comment on table hr_registry.search_entry is 'Index of names: what has come since the blocks were written';
comment on column hr_registry.search_entry.domain is 'As in the blocks';
comment on column hr_registry.search_entry.key is 'As in the blocks';
comment on column hr_registry.search_entry.posting is 'Company or name of persons, and number of words, where the key is of a name or of a word';
comment on column hr_registry.search_entry.word is 'A word that the key leads to, where it is of a sound or of a part of a word';

create table hr_registry.search_fold (
    requested_at timestamptz not null
);
create unique index search_fold_single on hr_registry.search_fold ((true));
insert into hr_registry.search_fold values ('-infinity');
comment on table hr_registry.search_fold is 'One row on jobs that bring new entries of the index of names into its blocks';
comment on column hr_registry.search_fold.requested_at is 'When one was enqueued last';

create sequence hr_registry.search_progress;
comment on sequence hr_registry.search_progress is 'How many names the making of the index has read: a sequence, so that others see it meanwhile';
