-- Rows as in the files, for machines that do not have these. Variable: companies.
insert into bench.entry (company_number, native_number, seat, status, name, address, retrieved)
    select c.base_code || '_HRB' || n, c.name || ' HRB ' || n, bench.generated_city(n),
           bench.pick('{currently registered,removed}', n), bench.generated_name(n),
           format('Musterweg %s, %s %s.', n % 200 + 1, 10000 + n % 89999, bench.generated_city(n)), '2018-06-01'
        from generate_series(1, :companies) n
        join (select c.*, row_number() over (order by c.code) - 1 as position, count(*) over () as courts
              from hr_registry.court c where c.status = 'keeps registers') c on c.position = n % c.courts;
insert into bench.rename
    select e.company_number, bench.generated_name(-e.id), e.name from bench.entry e where e.id % 4 = 0;
