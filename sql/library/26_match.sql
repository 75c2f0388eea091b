-- Names taken apart and compared.

create or replace view handelsregister.normalized_name as
    select null::text as normalized,
           null::text[] as words,
           null::text as legal_form,
           null::text as legal_form_code,
           null::text as elf_code,
           null::boolean as is_in_liquidation,
           null::text[] as phonetic_codes
    where false;
comment on view handelsregister.normalized_name is 'Row type of normalize_company_name()';
comment on column handelsregister.normalized_name.normalized is
    'The name as it is compared: lower case, umlauts spelled out, abbreviations and numbers in one form, without its legal form';
comment on column handelsregister.normalized_name.words is 'Its words, in the order of the name';
comment on column handelsregister.normalized_name.legal_form is
    'Legal form that the name tells, as usually written, such as GmbH & Co. KG; null where it tells none';
comment on column handelsregister.normalized_name.legal_form_code is
    'Its code in list_reference(''legal_form''); null where the list has none';
comment on column handelsregister.normalized_name.elf_code is
    'Its code in ISO 20275; null where there is none or it depends on the country';
comment on column handelsregister.normalized_name.is_in_liquidation is 'The name says so: i. L., in Insolvenz, i. Abw.';
comment on column handelsregister.normalized_name.phonetic_codes is
    'Kölner Phonetik of each of the words; empty for one without Latin letters';

create or replace view handelsregister.name_match as
    select null::real as score,
           null::text as decision,
           null::real as shared,
           null::real as alike,
           null::real as only_a,
           null::real as only_b,
           null::real as evidence,
           null::real as open_word,
           null::real as spelling,
           null::text as legal_form,
           null::boolean as lacks_form,
           null::boolean as numbers_differ,
           null::boolean as number_added,
           null::boolean as is_reordered
    where false;
comment on view handelsregister.name_match is 'Row type of match_names()';
comment on column handelsregister.name_match.score is 'From 0 to 1: how likely both are names of one company';
comment on column handelsregister.name_match.decision is 'same, possible or different';
comment on column handelsregister.name_match.shared is 'Share of both names, by the weight of words, that stands in both';
comment on column handelsregister.name_match.alike is 'Share of both names that is mistyped, sounds alike, or is abbreviated';
comment on column handelsregister.name_match.only_a is 'Share of the first name without a counterpart';
comment on column handelsregister.name_match.only_b is 'Share of the second name without a counterpart';
comment on column handelsregister.name_match.evidence is
    'Weight of the words that have a counterpart: many that agree say more than one';
comment on column handelsregister.name_match.open_word is 'Weight of the heaviest word without a counterpart, from 0 to 1';
comment on column handelsregister.name_match.spelling is
    'How alike the names are letter by letter, blanks aside; 0 below three quarters';
comment on column handelsregister.name_match.legal_form is
    'same, related (one may become the other in its register), different, or unknown where a name tells none';
comment on column handelsregister.name_match.lacks_form is
    'One is of a form that must stand in the name, and the other one tells no form';
comment on column handelsregister.name_match.numbers_differ is 'Both have numbers that the other one has not';
comment on column handelsregister.name_match.number_added is 'At least one of them has';
comment on column handelsregister.name_match.is_reordered is 'Common words stand in another order';

create or replace function hr_registry.parse_company_name(name text) returns handelsregister.normalized_name
    language c immutable strict parallel safe set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_parse_company_name';
comment on function hr_registry.parse_company_name(text) is 'A company''s name taken apart; never raises';

create or replace function hr_registry.compare_names(a text, b text) returns handelsregister.name_match
    language c immutable strict parallel safe set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_match_names';
comment on function hr_registry.compare_names(text, text) is 'Are these names of one company? Never raises';

create or replace view hr_registry.candidate_companies as
    select null::bigint[] as company_ids,
           null::integer[] as ranks,
           null::text[] as matched_names,
           null::boolean[] as are_former,
           null::boolean[] as are_in_city
    where false;
comment on view hr_registry.candidate_companies is 'Row type of company_candidates()';
comment on column hr_registry.candidate_companies.company_ids is
    'The likeliest first; the other arrays are in the same order';
comment on column hr_registry.candidate_companies.ranks is 'Agreement of the search in millionths';
comment on column hr_registry.candidate_companies.matched_names is 'The name of each company that fits best';
comment on column hr_registry.candidate_companies.are_former is 'That name is a former one';
comment on column hr_registry.candidate_companies.are_in_city is 'The seat is in the city that was given';

create or replace function hr_registry.company_candidates(name text, city text, max_hits integer)
    returns hr_registry.candidate_companies
    language c stable strict parallel restricted set search_path = pg_catalog, pg_temp
    as '@LIBRARY@', 'hr_company_candidates';
comment on function hr_registry.company_candidates(text, text, integer) is
    'Companies that a name from elsewhere may be of, the likeliest first; an empty city says nothing';
