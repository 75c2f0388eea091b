-- The index of names.

-- One row of arrays: C++ returns no sets.
create or replace view hr_registry.found_companies as
    select null::bigint[] as company_ids,
           null::integer[] as ranks,
           null::text[] as matched_names,
           null::boolean[] as are_former,
           null::text[] as match_kinds,
           null::bigint as total
    where false;
comment on view hr_registry.found_companies is 'Row type of find_companies() and companies_beginning()';
comment on column hr_registry.found_companies.company_ids is 'The best first; the other arrays are in the same order';
comment on column hr_registry.found_companies.ranks is 'Agreement in millionths';
comment on column hr_registry.found_companies.matched_names is 'The name of each company that fits best';
comment on column hr_registry.found_companies.are_former is 'That name is a former one';
comment on column hr_registry.found_companies.match_kinds is 'How it fits: as in company_match';
comment on column hr_registry.found_companies.total is 'How many there are in all, or an estimate';

-- What the index finds in C++; the arrays of the filter go there as texts.
create or replace function hr_registry.find_companies(
    q text, mode text, include_former_names integer, register_types text, courts text, legal_forms text, city text)
    returns hr_registry.found_companies
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_find_companies';
comment on function hr_registry.find_companies(text, text, integer, text, text, text, text) is
    'Companies with a name like this, the best first, each with its best name; empty texts are no filters';

create or replace function hr_registry.companies_beginning(beginning text, max_hits integer)
    returns hr_registry.found_companies
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_companies_beginning';
comment on function hr_registry.companies_beginning(text, integer) is
    'Companies with a name, or a word of a name, that begins so; the best first';

create or replace function hr_registry.build_search_index() returns bigint
    language c volatile strict parallel unsafe set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_build_search_index';
comment on function hr_registry.build_search_index() is 'Makes the index of names anew; returns how many names there are';

create or replace function hr_registry.unfound_names(max_names integer) returns bigint[]
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_unfound_names';
comment on function hr_registry.unfound_names(integer) is
    'Companies with a name or a seat, or with a person, that the index of names does not lead to, at most so many';

create or replace view hr_registry.found_person_names as
    select null::text[] as last_names,
           null::text[] as first_names,
           null::integer[] as ranks,
           null::text[] as match_kinds
    where false;
comment on view hr_registry.found_person_names is 'Row type of find_person_names()';
comment on column hr_registry.found_person_names.last_names is 'The best first, as in hr_registry.person_name; the other arrays are in the same order';
comment on column hr_registry.found_person_names.ranks is 'Agreement in millionths';
comment on column hr_registry.found_person_names.match_kinds is 'How it fits: as in person_match';

create or replace function hr_registry.find_person_names(q text, max_names integer)
    returns hr_registry.found_person_names
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_find_person_names';
comment on function hr_registry.find_person_names(text, integer) is
    'Names of persons like this, the best first, at most so many; whether somebody has them is not asked';
