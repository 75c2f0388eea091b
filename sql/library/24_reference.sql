create or replace function hr_registry.reference_fields(kind text) returns text[]
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_reference_fields';
comment on function hr_registry.reference_fields(text) is
    'Code, name, English name, category, ELF code and ISO code of each value of a code list, one behind the other; see reference_values()';
