create or replace view handelsregister.register_id as
    select null::text as court_code,
           null::text as court_name,
           null::text as register_type,
           null::bigint as register_number,
           null::text as suffix,
           null::text as former_court_code,
           null::text as euid,
           null::boolean as is_valid,
           null::text as problem,
           null::text as former_court_name,
           null::text as court_match,
           null::text as euid_problem
    where false;
comment on view handelsregister.register_id is 'Row type of parse_register_id()';
comment on column handelsregister.register_id.court_code is 'Register id of the court in the EUID, such as F1103R';
comment on column handelsregister.register_id.register_type is 'HRA, HRB, GnR, PR, VR, GsR or GR';
comment on column handelsregister.register_id.suffix is 'Letters after the number, such as B or HL; empty where there are none';
comment on column handelsregister.register_id.former_court_code is
    'Court from which the entry was taken over with its number; empty for none';
comment on column handelsregister.register_id.euid is 'European unique identifier; null where it is not defined';
comment on column handelsregister.register_id.problem is 'What is wrong with the input; null where it is valid';

comment on column handelsregister.register_id.former_court_name is 'Name of that court; null for none, and for an unknown one';
comment on column handelsregister.register_id.court_match is
    'How the courts were recognised, the weaker one where there are two: code, name, alias, or guess where the name is misspelled; null where none is known';
comment on column handelsregister.register_id.euid_problem is 'Why there is no EUID; null where there is one or the input is not valid';

create or replace function handelsregister.parse_register_id(input text) returns handelsregister.register_id
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_parse_register_id';
comment on function handelsregister.parse_register_id(text) is
    'Takes "HRB 158855 B Charlottenburg", "DEF1103R.HRB158855B" and the like apart; never raises, see is_valid and problem';
