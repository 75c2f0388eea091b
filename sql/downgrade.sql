-- Back to 0.3.0: takes back what upgrade.sql did and drops the functions and views that 0.3.0 does not have, around the
-- code of 0.3.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

-- --- import ---------------------------------------------------------------------------------------------------

do $$
begin
    if exists (select from hr_registry.import i where i.state not in ('done', 'cancelled') or i.search_indexes <> '{}')
       or exists (select from hr_registry.import_line) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'an import is not done',
            detail = '0.3.0 has no imports: lines that wait would be lost, and search indexes that are put off would stay missing.',
            hint = 'Wait until list_imports() tells that all are done, or call handelsregister.cancel_import(import_id, discard => true).';
    end if;
    if exists (select from hr_registry.import_failure) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'there are lines that could not be imported',
            detail = '0.3.0 would lose them.',
            hint = 'Save what you need of list_import_failures(), then delete the rows of hr_registry.import_failure.';
    end if;
end
$$;
delete from hr_queue.processor where kind in ('import_lines', 'finish_import') and builtin;

-- 0.3.0 takes every snapshot for the whole of what was known. Those of imports stay, as a company's first ones; where a
-- document of the register came before, they have counted for nothing.
delete from hr_registry.snapshot s using hr_registry.import i
    where i.document_id = s.document_id
      and exists (select from hr_registry.snapshot d
                  where d.company_id = s.company_id and d.retrieved <= s.retrieved
                    and not exists (select from hr_registry.import o where o.document_id = d.document_id));

drop function handelsregister.export_companies(text, bigint, bigint, integer);
drop function hr_registry.bods_lines(bigint[]);
drop function hr_registry.ftm_lines(bigint[]);
drop function hr_registry.jsonl_lines(bigint[]);
drop function hr_registry.csv_lines(bigint[], boolean);
drop function hr_registry.exported_officers(bigint[]);
drop function hr_registry.csv_line(text[]);
drop view hr_registry.exported_officer;
drop view handelsregister.export_line;
drop function handelsregister.list_import_failures(bigint, integer, bigint);
drop function handelsregister.list_imports(integer, bigint);
drop function handelsregister.get_import(bigint);
drop function handelsregister.cancel_import(bigint, boolean);
drop function handelsregister.start_import(bigint, boolean);
drop function hr_registry.close_loading(hr_registry.import);
drop function handelsregister.begin_import(text, text, text, timestamptz);
drop function hr_registry.check_import(text, text, text);
drop function hr_registry.find_import(bigint, boolean);
drop function hr_registry.shown_import(hr_registry.import);
drop view handelsregister.import_failure;
drop view handelsregister.import;
drop function hr_registry.finish_import(bigint);
drop function hr_registry.put_off_search_indexes(bigint);
drop function hr_registry.end_import_lines(bigint, bigint, bigint, bigint, bigint, bigint, text[], bigint[]);
drop function hr_registry.advance_import(bigint);
drop function hr_registry.enqueue_import_lines(bigint, boolean);
drop view hr_registry.import_job;
drop table hr_registry.source_number, hr_registry.import_field, hr_registry.import_failure, hr_registry.import_line, hr_registry.import;
drop sequence hr_registry.import_line_seq, hr_registry.import_id_seq;

-- @CODE@
