-- Back to 0.3.0: takes back what upgrade.sql did and drops the functions and views that 0.3.0 does not have, around the
-- code of 0.3.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

-- 0.3.0 would take announcements for register contents, and
-- find no processor for their jobs.
do $$
begin
    if exists (select from hr_registry.announcement)
       or exists (select from hr_queue.ready q where q.kind = 'announcement')
       or exists (select from hr_queue.deferred q where q.kind = 'announcement') then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'announcements have been submitted',
            detail = '0.3.0 knows no announcements: it could neither show nor erase them.',
            hint = 'Stay on this version, or delete the rows of hr_registry.announcement with their documents, parties, events and jobs.';
    end if;
end
$$;
delete from hr_queue.processor p where p.kind = 'announcement' and p.builtin;

-- @CODE@

drop function handelsregister.list_announcements(text[], date, date, integer, text);
drop function handelsregister.list_company_announcements(text, text[], integer, text);
drop function hr_registry.shown_announcement(hr_registry.announcement, text);
drop function hr_registry.announcement_parties(bigint);
drop view handelsregister.announcement;
drop function handelsregister.get_company_legal_events(text, text[], integer, text);
drop function hr_registry.statement_parties(text[]);
drop view handelsregister.company_legal_event;
drop view handelsregister.legal_party;
drop function hr_registry.read_entry(text, text);
drop view hr_registry.legal_statement;
drop function handelsregister.submit_announcement(bytea, text, timestamptz);
drop function handelsregister.submit_announcements(bytea[], text, timestamptz);
drop function hr_registry.enqueue_announcements(bigint[]);
drop function hr_registry.store_documents(bytea[], text, text, timestamptz);
alter extension handelsregister drop table hr_registry.announcement_party;
drop table hr_registry.announcement_party;
alter extension handelsregister drop table hr_registry.announcement;
drop table hr_registry.announcement;
