-- Each name that mentions have, once: the index of names knows it by a small number. It stays when no mention has it any
-- more, until somebody is erased: what is found is looked up among the mentions.

create sequence hr_registry.person_name_id_seq;
comment on sequence hr_registry.person_name_id_seq is 'Numbers of names of persons';

create table hr_registry.person_name (
    id bigint primary key default nextval('hr_registry.person_name_id_seq'),
    last_name text collate "C" not null,
    first_names text collate "C" not null,
    unique (last_name, first_names)
);
comment on table hr_registry.person_name is 'Names of natural persons as hr_registry.mention has them, each once';
comment on column hr_registry.person_name.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
