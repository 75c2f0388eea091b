create or replace function hr_registry.normalize_company_name(name text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_normalize_company_name';
comment on function hr_registry.normalize_company_name(text) is
    'The name as search compares it: without case, punctuation and spelling variants';

create or replace function hr_registry.name_similarity(a text, b text) returns real
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_name_similarity';
comment on function hr_registry.name_similarity(text, text) is 'Similarity of two normalised names, from 0 to 1';
