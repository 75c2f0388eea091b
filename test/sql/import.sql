-- Bulk import: lines come by COPY, jobs take them; dirt is kept with its reason, and nothing is doubled
\getenv testdir PG_ABS_SRCDIR
\set fixture :testdir /sql/include/fixture.psql
begin;
\set ECHO none
\i :fixture
\set ECHO all
create function pg_temp.work() returns bigint language plpgsql as $$
declare
    jobs bigint := 0;
    taken integer;
begin
    loop
        taken := hr_queue.drain(50);
        jobs := jobs + taken;
        exit when taken = 0;
    end loop;
    return jobs;
end
$$;
create function pg_temp.latest() returns bigint language sql as $$ select max(i.id) from hr_registry.import i $$;
create view pg_temp.progress as
    select i.state, i.format, i.lines, i.lines_done as done, i.lines_failed as failed, i.companies_added as added,
           i.companies_changed as changed, i.companies_unchanged as unchanged, i.left_out_fields, i.jobs_left
        from handelsregister.get_import(pg_temp.latest()) i;
create view pg_temp.imported as
    select r.register_label, n.name, n.valid_from, n.valid_to, s.city, t.code as status,
           (select array_agg(f.name order by f.name) from hr_registry.company_former_name f where f.company_id = r.company_id) as former
        from hr_registry.labelled_registration r
        join hr_registry.company_name n using (company_id)
        left join hr_registry.company_seat s using (company_id)
        left join hr_registry.company_status t on t.company_id = r.company_id and t.valid_to is null
        where r.company_id < 900000
        order by r.register_label, n.valid_from;
select count(*) as jobs_before from hr_queue.ready;

-- What begin_import() cannot take
select * from pg_temp.failure($$select * from handelsregister.begin_import(format => 'xml')$$);
select * from pg_temp.failure($$select * from handelsregister.begin_import(source => 'Offene Register')$$);
select state, source, format, copy_command from handelsregister.begin_import(format => 'tsv', description => 'first');
select code, hint, detail::jsonb - 'import_id' as detail
    from pg_temp.failure($$select * from handelsregister.begin_import()$$);
select code, hint from pg_temp.failure($$select * from handelsregister.start_import(pg_temp.latest())$$);
select code, message, detail from pg_temp.failure($$select * from handelsregister.get_import(0)$$);

-- A former name stands before its company, one has none; a company comes twice, the later time counts; two keys differ only
-- in the former court
copy hr_registry.import_line (line) from stdin with (format csv, delimiter e'\x1f', quote e'\x1e');
R1101_HRB4711	Alte Werk GmbH	Musterwerk GmbH
R1101_HRB4711	Düsseldorf HRB 4711	HRB	4711	Düsseldorf	Nordrhein-Westfalen	Düsseldorf	currently registered	Musterwerk GmbH	Am Wehrhahn 10 a, 40211 Düsseldorf.	2018-07-28T03:16:34Z
R1101_HRB4711	Düsseldorf HRB 4711	HRB	4711	Düsseldorf	Nordrhein-Westfalen	Neuss	removed	Musterwerk alt GmbH		2018-01-01T00:00:00Z
R1101_HRB4711	Vorrat 17 GmbH	Musterwerk GmbH
R1101_R1105_HRB4711	Düsseldorf früher Langenfeld HRB 4711	HRB	4711	Düsseldorf	Nordrhein-Westfalen	Langenfeld	removed	"Anführung" & Söhne \n GmbH		2018-07-28T03:16:34Z
R1101_HRB9	Niemand GmbH	Keiner GmbH
eins	zwei
R1101_HRB5	Düsseldorf HRB 5	HRB	5	Düsseldorf	Nordrhein-Westfalen	Düsseldorf	removed			2018-07-28T03:16:34Z
\.
select state, lines, jobs_left, put_off from handelsregister.start_import(pg_temp.latest()),
    lateral (select i.search_indexes <> '{}' as put_off from hr_registry.import i where i.id = import_id) p;
select pg_temp.work() > 0 as worked;
select * from pg_temp.progress;
select line, reason, content from handelsregister.list_import_failures(pg_temp.latest());
select line from handelsregister.list_import_failures(pg_temp.latest(), 1, 7);
select * from pg_temp.imported;
select street, house_number, postal_code, city from hr_registry.company_address where company_id < 900000;
select count(*) as lines_left from hr_registry.import_line;

-- A first load is no news
select count(*) as events from hr_registry.change_event where company_id < 900000;
select number, count(*) from hr_registry.source_number group by number order by number;

-- The same again, as objects: nothing changes
create temp table before as select * from pg_temp.imported;
select state from handelsregister.begin_import(format => 'jsonl');
copy hr_registry.import_line (line) from stdin with (format csv, delimiter e'\x1f', quote e'\x1e');
{"all_attributes":{"_registerArt":"HRB","_registerNummer":"4711","native_company_number":"Düsseldorf HRB 4711","registered_office":"Düsseldorf","registrar":"Düsseldorf"},"company_number":"R1101_HRB4711","current_status":"currently registered","jurisdiction_code":"de","name":"Musterwerk GmbH","officers":[{"name":"Erika Muster"}],"previous_names":[{"company_name":"Alte Werk GmbH"},{"company_name":"Vorrat 17 GmbH"}],"registered_address":"Am Wehrhahn 10 a, 40211 Düsseldorf.","retrieved_at":"2018-07-28T03:16:34Z"}
\.
select state from handelsregister.start_import(pg_temp.latest());
select pg_temp.work() > 0 as worked;
select * from pg_temp.progress;
select count(*) as differences from (table before except table pg_temp.imported union all (table pg_temp.imported except table before)) d;
select count(*) as snapshots from hr_registry.snapshot where company_id < 900000;

-- A newer one changes what is new, and tells it; of a company with documents it changes nothing
select state from handelsregister.begin_import(format => 'tsv', retrieved_at => '2030-01-01');
copy hr_registry.import_line (line) from stdin with (format csv, delimiter e'\x1f', quote e'\x1e');
R1101_HRB4711	Düsseldorf HRB 4711	HRB	4711	Düsseldorf	Nordrhein-Westfalen	Düsseldorf	removed	Musterwerk Holding GmbH		2019-07-28T03:16:34Z
F1103R_HRB900001B	Charlottenburg (Berlin) HRB 900001 B	HRB	900001	Charlottenburg (Berlin)	Berlin	Berlin	removed	Quittenwerk in Abwicklung GmbH		
\.
select state from handelsregister.start_import(pg_temp.latest());

-- Cancelled: the lines stay, and it goes on
select state, jobs_left, finished_at is not null as ended from handelsregister.cancel_import(pg_temp.latest());
select pg_temp.work();
select count(*) as lines_left from hr_registry.import_line;
select state, jobs_left from handelsregister.start_import(pg_temp.latest());
update hr_registry.snapshot set facts = '\x0100' where company_id >= 900000;  -- the fixture's are no facts
select pg_temp.work() > 0 as worked;
select * from pg_temp.progress;
select * from pg_temp.imported;
select name from hr_registry.company_name where company_id = 900001 and valid_to is null;
select e.kind, e.subject, e.old_value, e.new_value, e.effective_date from hr_registry.change_event e
    where e.company_id < 900000 order by e.seq;

-- Done: no more to start or to cancel; one that is discarded has no lines
select code, hint from pg_temp.failure(format('select * from handelsregister.start_import(%s)', pg_temp.latest()));
select code from pg_temp.failure(format('select * from handelsregister.cancel_import(%s)', pg_temp.latest()));
select state from handelsregister.begin_import();
copy hr_registry.import_line (line) from stdin with (format csv, delimiter e'\x1f', quote e'\x1e');
{}
\.
select state, lines, lines_done from handelsregister.cancel_import(pg_temp.latest(), discard => true);
select count(*) as lines_left from hr_registry.import_line;
select state, format, lines, lines_done, lines_failed from handelsregister.list_imports(2);
select code from pg_temp.failure('select * from handelsregister.list_imports(0)');
insert into hr_registry.import_line (line) values ('{}');
select code, message from pg_temp.failure('select * from handelsregister.begin_import()');
rollback;
