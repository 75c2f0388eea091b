-- Back to 0.1.0: takes back what upgrade.sql did and drops the functions and views that 0.1.0 does not have, around the
-- code of 0.1.0, which stands at the mark. What would lose data that cannot be had again refuses, with a hint.

drop index hr_registry.company_name_trigrams, hr_registry.company_former_name_trigrams;
drop function hr_registry.ranked_companies(text, boolean);
drop function hr_registry.name_trigrams(text);

-- The operator's view, what it is made of, dead letters, and pg_cron. What pg_cron has been given works on.
drop function handelsregister.health();
drop function handelsregister.queue_status();
drop view handelsregister.queue_kind;
drop function hr_queue.vacuum_state();
drop function hr_queue.last_failures(text[]);
drop function hr_queue.standstill();
drop view hr_queue.standstill_row;
drop function hr_queue.is_called();
drop function hr_queue.backlog();
drop view hr_queue.backlog_row;
drop function hr_queue.recent_successes(timestamptz);
drop view hr_queue.recent_success;
drop function hr_queue.sample_percent(regclass);
drop function handelsregister.list_dead_jobs(text, text, integer, text);
drop view handelsregister.dead_job;
drop function hr_queue.redrive_dead(text, text, integer);
drop function hr_queue.discard_dead(text, text, integer);
drop function hr_queue.schedule(interval);
drop function hr_queue.unschedule();
drop function hr_queue.require_cron(text);
drop function hr_queue.schedule_statement(interval);
drop function hr_queue.cron_jobs();
drop view hr_queue.cron_job;
drop function hr_queue.cron_janitor();
drop function hr_queue.cron_command(interval, text);
drop function hr_queue.cron_expression(interval, text);
drop function hr_queue.cron_job_name();
drop function hr_queue.note_call(integer);

alter extension handelsregister drop table hr_queue.last_call;  -- out of the dump's list as well
drop table hr_queue.last_call;
drop index hr_queue.dead_kind;
drop index hr_queue.dead_order;
alter table hr_queue.ready drop column released_at;

-- It has more columns now, which `create or replace` cannot take away.
drop function hr_queue.loader_state();
drop view hr_queue.loader_status;

-- --- particulars ----------------------------------------------------------------------------------------------
-- Nothing is lost: the documents stay, and what only this release finds in them is found again after an update.

-- 0.1.0 does not know these differences: it would never take them back.
do $$
begin
    perform pg_advisory_xact_lock(1751282022, 0);
    insert into hr_registry.change_event (seq, company_id, kind, item, document_id, effective_date, effective_is_bound,
                                          subject, old_value, new_value, identity, retracts)
    select nextval('hr_registry.change_seq'), o.*
    from (select e.company_id, e.kind, e.item, e.document_id, e.effective_date, e.effective_is_bound, e.subject,
                 e.old_value, e.new_value, e.identity, e.seq
          from hr_registry.change_event e
          where e.kind in ('branch_changed', 'succession_changed', 'register_entry_changed', 'term_changed', 'cooperative_changed',
                         'identifier_changed', 'contract_changed', 'officer_name_changed', 'officer_detail_changed', 'officer_contribution_changed')
            and e.retracts is null
            and not exists (select from hr_registry.change_event r
                            where r.company_id = e.company_id and r.retracts = e.seq)
          order by e.seq) o;
end
$$;

-- The twelve attributes of 0.1.0, with its numbers of columns.
update hr_registry.snapshot set facts = hr_registry.trim_facts(facts, '2 1 5 5 16 2 4 8 2 10 31 16');
drop function hr_registry.trim_facts(bytea, text);

alter extension handelsregister drop table hr_registry.company_branch;
drop table hr_registry.company_branch;
alter extension handelsregister drop table hr_registry.company_succession;
drop table hr_registry.company_succession;
alter extension handelsregister drop table hr_registry.register_entry;
drop table hr_registry.register_entry;
alter extension handelsregister drop table hr_registry.company_term;
drop table hr_registry.company_term;
alter extension handelsregister drop table hr_registry.company_cooperative;
drop table hr_registry.company_cooperative;
alter extension handelsregister drop table hr_registry.company_identifier;
drop table hr_registry.company_identifier;
alter extension handelsregister drop table hr_registry.company_contract;
drop table hr_registry.company_contract;
alter extension handelsregister drop table hr_registry.officer_name;
drop table hr_registry.officer_name;
alter extension handelsregister drop table hr_registry.officer_address;
drop table hr_registry.officer_address;
alter extension handelsregister drop table hr_registry.officer_detail;
drop table hr_registry.officer_detail;
alter extension handelsregister drop table hr_registry.officer_contribution;
drop table hr_registry.officer_contribution;
alter table hr_registry.snapshot drop column last_change;
alter table hr_registry.reading
    drop column message_id,
    drop column message_created,
    drop column sender_court,
    drop column sender_reference,
    drop column event_code,
    drop column notice_code,
    drop column product;

alter table hr_queue.ready
    reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay);
alter table hr_queue.deferred
    reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay);
alter table hr_registry.company_name reset (fillfactor);
alter table hr_registry.company_former_name reset (fillfactor);
alter table hr_registry.company_legal_form reset (fillfactor);
alter table hr_registry.company_seat reset (fillfactor);
alter table hr_registry.company_address reset (fillfactor);
alter table hr_registry.company_purpose reset (fillfactor);
alter table hr_registry.company_status reset (fillfactor);
alter table hr_registry.company_capital reset (fillfactor);
alter table hr_registry.company_articles reset (fillfactor);
alter table hr_registry.company_representation reset (fillfactor);
alter table hr_registry.officer reset (fillfactor);
alter table hr_registry.officer_authority reset (fillfactor);

-- @CODE@

create index company_name_trigrams on hr_registry.company_name using gin (hr_registry.name_trigrams(name));
create index company_former_name_trigrams on hr_registry.company_former_name
    using gin (hr_registry.name_trigrams(name));

drop event trigger handelsregister_guard_drop;
create event trigger handelsregister_guard_drop on ddl_command_start
    when tag in ('DROP EXTENSION', 'DROP OWNED')
    execute function hr_registry.guard_drop();
comment on event trigger handelsregister_guard_drop is 'Register data is not lost by a slip';
