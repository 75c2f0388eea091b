-- Back to 0.2.0: takes back what upgrade.sql did and drops the functions and views that 0.2.0 does not have, around the
-- code of 0.2.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint; what users
-- own is kept in a table beside the extension, from which the next update takes it back.

do $$
begin
    if exists (select from hr_registry.blocked_company) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'companies are blocked',
            detail = '0.2.0 would show them to everybody.',
            hint = 'Unblock them with handelsregister.unblock_company() first.';
    end if;
end
$$;

do $$
begin
    if exists (select from hr_registry.erasure) then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'persons have been erased from the register',
            detail = '0.2.0 would not leave them out of the documents that come, and would read erased documents again.',
            hint = 'Stay on this version, or delete the rows of hr_registry.erasure, and erased documents with their snapshots, if persons may come back.';
    end if;
end
$$;

create table hr_user.kept_by_downgrade (table_name text not null, content jsonb not null);
comment on table hr_user.kept_by_downgrade is 'What users own and this version does not know; the next update takes it back';
do $$
declare
    kept text;
begin
    foreach kept in array '{watchlist,watch,alert_position,saved_search,refresh_request,rate_limit,audit_log}'::text[] loop
        execute format('insert into hr_user.kept_by_downgrade select %1$L, to_jsonb(t) from hr_user.%1$I t', kept);
    end loop;
end
$$;
alter extension handelsregister drop table hr_user.kept_by_downgrade;
do $$
begin
    if not exists (select from hr_user.kept_by_downgrade) then
        drop table hr_user.kept_by_downgrade;
    end if;
end
$$;

-- The schema hr_user is nobody's again, nor is what its policies ask.
do $$
declare
    member name;
begin
    for member in
        select r.rolname from hr_user.access a join pg_catalog.pg_roles r on r.rolname = a.role_name
            where a.level in ('member', 'operator')
    loop
        execute format('revoke usage on schema hr_user from %I', member);
        execute format('revoke execute on function hr_queue.current_subject() from %I', member);
    end loop;
end
$$;

-- Row types that have fewer columns in 0.2.0, with what returns them.
drop function handelsregister.get_company_timeline(text, date, date, text[], integer, text);
drop function handelsregister.retry_job(bigint);
drop function handelsregister.cancel_job(bigint);
drop function handelsregister.list_jobs(text, text, integer, bigint);
drop function hr_queue.shown_job(hr_queue.job);
drop function handelsregister.get_job(bigint);
drop view handelsregister.job;
drop view handelsregister.company_event;

-- @CODE@

drop function handelsregister.revoke_access(boolean, boolean, boolean);
drop view hr_user.granted_table;
drop function handelsregister.apply_retention(interval, interval);
drop view handelsregister.retention_result;
drop function handelsregister.get_audit_log(text, integer, bigint);
drop view handelsregister.audit_entry;
drop function handelsregister.list_blocked_companies(integer, bigint);
drop function handelsregister.unblock_company(text, text);
drop function handelsregister.block_company(text, text);
drop function hr_registry.shown_block(hr_registry.blocked_company);
drop function hr_registry.check_reason(text);
drop view handelsregister.blocked_company;
drop function handelsregister.request_refresh(text, interval);
drop function hr_user.enqueue_refresh(bigint);
drop function hr_user.waiting_refresh(bigint);
drop view handelsregister.refresh_request;
drop function handelsregister.list_erasures(integer, bigint);
drop function handelsregister.erase_person(text, text, text, text);
drop function hr_registry.check_erasure(text, text, text, text);
drop function hr_registry.enqueue_erasure(bigint, bigint);
drop function hr_registry.person_tokens(text[]);
drop view handelsregister.erasure;
drop function handelsregister.mark_alerts_read(bigint);
drop function handelsregister.list_alerts(boolean, bigint, integer);
drop function hr_user.changes_of(hr_user.watch[], bigint, integer);
drop view handelsregister.alert_position;
drop view handelsregister.alert;
drop function handelsregister.delete_saved_search(uuid);
drop function handelsregister.run_saved_search(uuid, integer, text);
drop function handelsregister.list_saved_searches();
drop function handelsregister.save_search(text, text, boolean, text[], text[], text[], text);
drop function hr_user.find_search(uuid);
drop function hr_user.shown_search(hr_user.saved_search);
drop view handelsregister.saved_search;
drop function handelsregister.list_watched_companies(uuid, integer, text);
drop function handelsregister.unwatch_company(text, uuid);
drop function handelsregister.watch_company(text, uuid, text[]);
drop function hr_user.feed_end();
drop function hr_user.shown_watches(hr_user.watch[]);
drop function hr_user.company_labels(bigint[]);
drop function handelsregister.list_watchlists();
drop function handelsregister.delete_watchlist(uuid);
drop function handelsregister.rename_watchlist(uuid, text);
drop function handelsregister.create_watchlist(text);
drop function hr_user.refuse_name(text, text);
drop function hr_user.check_name(text);
drop function hr_user.find_watchlist(uuid);
drop function hr_user.shown_watchlist(hr_user.watchlist);
drop view handelsregister.watched_company;
drop view handelsregister.watchlist;
drop function handelsregister.discard_dead_jobs(bigint[], text, text, integer);
drop function handelsregister.redrive_dead_jobs(bigint[], text, text, integer);
drop function handelsregister.render_company(text, date);
drop function hr_registry.html_profile(handelsregister.company);
drop function hr_registry.html_table(text[], text[]);
drop function hr_registry.html(text);
drop function handelsregister.diff_company(text, date, date);
drop view handelsregister.company_difference;
drop function hr_registry.state_at(bigint, date, text[]);
drop function hr_registry.officers_changed(bigint, date, date);
drop view hr_registry.state_part;
drop function handelsregister.download_document(bigint);
drop function handelsregister.get_company_entries(text, integer, text);
drop view handelsregister.company_entry;
drop function handelsregister.list_company_documents(text, integer, text);
drop view handelsregister.company_document;
drop function handelsregister.get_company_representation(text, date);
drop view handelsregister.company_representation;
drop function hr_registry.parse_representation(text);
drop view hr_registry.representation_rule;
drop function handelsregister.get_company_registrations(text);
drop view handelsregister.company_registration;
drop function handelsregister.get_company_capital(text, boolean, date);
drop view handelsregister.company_capital;
drop function handelsregister.get_company_addresses(text, boolean, date);
drop view handelsregister.company_address;
drop function handelsregister.get_company_names(text);
drop view handelsregister.company_name;
drop function handelsregister.suggest_companies(text, integer);
drop function hr_registry.names_with_beginning(text);
drop view handelsregister.company_suggestion;
drop function handelsregister.search_companies(text, integer, text, boolean, text[], text[], text[], text);
drop function hr_registry.check_filter(text[]);
drop function hr_registry.check_search_text(text);
drop function hr_registry.fits_filter(bigint, text[], text[], text[], text);
drop function hr_registry.names_containing(bigint[], boolean, integer, integer);
drop function hr_registry.search_parts(text);
drop function hr_registry.common_trigrams(text, text);
drop view hr_registry.standing_event;
drop function handelsregister.get_company_officers(text, boolean, date);
drop function hr_registry.officers_at(bigint, date, boolean, text[], integer);
drop view hr_registry.officer_period;
drop function handelsregister.lookup_company(text);
drop function hr_registry.companies_with_identifier(text);
drop function hr_registry.companies_with_number(text, bigint, text);
drop function handelsregister.get_company(text, date);
drop function hr_registry.company_of(handelsregister.register_id);
drop function hr_registry.check_identifier(text);
drop function hr_registry.labels_of(bigint[]);
drop view hr_registry.company_label;
drop function hr_registry.company_at(bigint[], date);
drop view hr_registry.labelled_registration;
drop function hr_user.refuse_state(hr_queue.job, text);
drop function hr_user.find_job(bigint);
drop function hr_queue.sampled_pages(regclass);
drop view hr_queue.sampled_page;
drop function hr_queue.queue_position(bigint);
drop function hr_user.may_see_job(bigint, name, text);
drop function handelsregister.set_rate_limit(text, integer);
drop view handelsregister.rate_limit;
drop function handelsregister.get_quota();
drop view handelsregister.quota;
drop function hr_user.spend(text);
drop function hr_user.limit_of(text);
drop view hr_user.default_rate_limit;
drop function hr_user.refuse(integer, text, text, text, jsonb, integer);
drop function hr_user.answer_accepted(bigint);
drop function hr_user.check_cursor(text, text);
drop function hr_user.check_page_size(integer, integer);
drop function hr_user.note_action(text, bigint, jsonb);
drop view hr_registry.hidden_company;
drop function hr_user.require_subject();
drop function hr_registry.person_key(text, text, text);
drop function hr_registry.trigram_similarity(bigint[], text);

drop domain handelsregister."*/*";
drop domain handelsregister."text/html";
alter extension handelsregister drop table hr_user.watch;
drop table hr_user.watch;
alter extension handelsregister drop table hr_user.watchlist;
drop table hr_user.watchlist;
alter extension handelsregister drop table hr_user.alert_position;
drop table hr_user.alert_position;
alter extension handelsregister drop table hr_user.saved_search;
drop table hr_user.saved_search;
alter extension handelsregister drop table hr_user.refresh_request;
drop table hr_user.refresh_request;
alter extension handelsregister drop table hr_user.rate_limit;
drop table hr_user.rate_limit;
alter extension handelsregister drop table hr_user.rate_usage;
drop table hr_user.rate_usage;
alter extension handelsregister drop table hr_user.audit_log;
drop table hr_user.audit_log;
alter extension handelsregister drop table hr_registry.blocked_company;
drop table hr_registry.blocked_company;
alter extension handelsregister drop sequence hr_user.audit_id_seq;
drop sequence hr_user.audit_id_seq;
drop index hr_registry.company_identifier_lei;
drop index hr_registry.company_identifier_vat_id;
drop index hr_registry.company_identifier_business_id;
drop index hr_registry.company_identifier_reid;
drop index hr_registry.change_event_retracts;

delete from hr_queue.processor where kind = 'erase_person' and builtin;
alter extension handelsregister drop table hr_registry.erasure;  -- out of the dump's list as well
drop table hr_registry.erasure;
alter extension handelsregister drop table hr_registry.erasure_secret;
drop table hr_registry.erasure_secret;
alter extension handelsregister drop sequence hr_registry.erasure_id_seq;
drop sequence hr_registry.erasure_id_seq;
alter table hr_registry.document drop column erased_at;
comment on table hr_registry.document is 'Documents as submitted, each content once; rows are not changed, except for job_id';
