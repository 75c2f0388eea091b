-- Persons, as the reader of documents compares them.

create or replace function hr_registry.person_key(last_name text, first_names text, birth_date text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_person_key';
comment on function hr_registry.person_key(text, text, text) is
    'Names and birth date in one text, equal for all spellings of the names: "muster|erika maria|1980-02-01"';

create or replace function hr_registry.name_words(text text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_name_words';
comment on function hr_registry.name_words(text) is
    'A text as words, in the form in which names are compared: "Müller-Lüdenscheidt" is "mueller luedenscheidt"';

create or replace function hr_registry.assign_persons(seeds text) returns bigint
    language c volatile strict parallel unsafe set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_assign_persons';
comment on function hr_registry.assign_persons(text) is
    'Assigns anew all mentions that these numbers, an array of uuids as text, reach; returns how many assignments changed';
