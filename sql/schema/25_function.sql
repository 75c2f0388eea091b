create function hr_registry.name_trigrams(name text) returns text[]
    language c immutable strict parallel safe cost 1000
    as '@LIBRARY@', 'hr_name_trigrams';
comment on function hr_registry.name_trigrams(text) is 'Trigrams of the normalised name of a company, for the search index';
