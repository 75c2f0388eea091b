-- Persons, as the reader of documents compares them.

create or replace function hr_registry.person_key(last_name text, first_names text, birth_date text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_person_key';
comment on function hr_registry.person_key(text, text, text) is
    'Names and birth date in one text, equal for all spellings of the names: "muster|erika maria|1980-02-01"';

create or replace function hr_registry.name_words(text text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_name_words';
comment on function hr_registry.name_words(text) is
    'A text as words, in the form in which names are compared: "Müller-Lüdenscheidt" is "mueller luedenscheidt"';

create or replace view hr_registry.person_identity as
    select null::text as last_name,
           null::text as first_names,
           null::text as birth_date,
           null::text as residence,
           null::boolean as is_full,
           null::text as key
    where false;
comment on view hr_registry.person_identity is 'Row type of read_person()';
comment on column hr_registry.person_identity.last_name is 'Words without case, diacritics and punctuation; the prefix behind them';
comment on column hr_registry.person_identity.birth_date is 'As exact as the document states it; empty where it does not';
comment on column hr_registry.person_identity.is_full is 'Both names and a full birth date: it counts beyond the company';
comment on column hr_registry.person_identity.key is 'Equal for who is one person by itself';

create or replace function hr_registry.read_person(company_id bigint, name_prefix text, last_name text, first_names text,
                                                   birth_date text, residence text) returns hr_registry.person_identity
    language c immutable parallel safe as '@LIBRARY@', 'hr_read_person';
comment on function hr_registry.read_person(bigint, text, text, text, text, text) is
    'What of a natural person''s entry counts for who it is; empty where it states nothing';

create or replace function hr_registry.assign_persons(seeds text) returns bigint
    language c volatile strict parallel unsafe set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_assign_persons';
comment on function hr_registry.assign_persons(text) is
    'Assigns anew all mentions that these numbers, an array of uuids as text, reach; returns how many assignments changed';
