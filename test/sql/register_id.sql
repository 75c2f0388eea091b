-- parse_register_id never raises
select * from handelsregister.parse_register_id('HRB 158855 B Charlottenburg');
select euid, is_valid from handelsregister.parse_register_id('DEF1103R.HRB158855B');
select is_valid, problem is not null as has_problem
    from unnest(array['', 'HRB', 'HRB x Charlottenburg', 'HRB 1 Nowhere at all', repeat('9', 1000), E'\x01']) i,
         handelsregister.parse_register_id(i);
select handelsregister.parse_register_id(null) is null as is_null;
-- Former courts, courts that keep no register, letters that are left out, misspelled courts
select i, court_code, register_type, register_number, suffix, former_court_code, euid, court_match, euid_problem
    from unnest(array['HRB 33517 Leipzig', 'Husum früher Flensburg HRB 111 HU', 'M1114_M1112_HRB840', 'Saarlouis VR 12',
                      'Kiel VR 1503', 'Amtsgericht Chralottenburg HRB 158855', 'GsR 1 Frankfurt/Oder', 'GR 1 Köln']) i,
         handelsregister.parse_register_id(i);
-- Courts and what became of them
select status, count(*), count(successor) as succeeded from hr_registry.court group by status order by status;
select code, name, state, successor from hr_registry.court where code in ('X1115', 'M1112', 'F1103R', 'V1110') order by code;
