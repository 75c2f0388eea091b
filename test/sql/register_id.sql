-- parse_register_id never raises
select * from handelsregister.parse_register_id('HRB 158855 B Charlottenburg');
select euid, is_valid from handelsregister.parse_register_id('DEF1103R.HRB158855B');
select is_valid, problem is not null as has_problem
    from unnest(array['', 'HRB', 'HRB x Charlottenburg', 'HRB 1 Nowhere at all', repeat('9', 1000), E'\x01']) i,
         handelsregister.parse_register_id(i);
select handelsregister.parse_register_id(null) is null as is_null;
