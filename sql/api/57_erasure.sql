-- Persons are erased on demand of an operator: see src/core/history/eraser.hpp for what that means.

create or replace view handelsregister.erasure as
    select e.id as erasure_id, e.job_id,
           case when e.finished_at is not null then 'done'
                when exists (select from hr_queue.ready q where q.id = e.job_id)
                  or exists (select from hr_queue.deferred q where q.id = e.job_id) then 'waiting'
                else 'failed' end as state,
           e.reason, e.requested_by::text as requested_by, e.requested_at, e.finished_at, e.companies, e.documents, e.events
    from hr_registry.erasure e;
comment on view handelsregister.erasure is 'Row type of erase_person() and list_erasures(); nothing in it tells who was erased';
comment on column handelsregister.erasure.job_id is 'Job that does it, for get_job(); the latest one where several do';
comment on column handelsregister.erasure.state is 'waiting, done, or failed: then its job is a dead letter, or was discarded';
comment on column handelsregister.erasure.erasure_id is 'Number of the erasure, for before_id';
comment on column handelsregister.erasure.reason is 'Why, as told by the operator';
comment on column handelsregister.erasure.requested_by is 'Role that asked for it';
comment on column handelsregister.erasure.requested_at is
    'When it was asked for; documents that are read later bring the person no more';
comment on column handelsregister.erasure.companies is 'Companies in which the person was found';
comment on column handelsregister.erasure.documents is
    'Documents whose content was erased; later ones, which are emptied when they are read, are not counted';
comment on column handelsregister.erasure.events is 'Changes of the feed that were emptied';

create or replace function hr_registry.person_tokens(persons text[]) returns bytea[]
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return (select array_agg(sha256(s.secret || sha256(s.secret || convert_to(p.person, 'UTF8'))) order by p.place)
            from unnest(persons) with ordinality p (person, place), hr_registry.erasure_secret s);
comment on function hr_registry.person_tokens(text[]) is
    'Digests by which erased persons are known, of texts of person_key(), in their order; null where nobody has been erased';

create or replace function hr_registry.enqueue_erasure(erasure_id bigint, after_company bigint default 0) returns bigint
    language sql volatile set search_path = pg_catalog, pg_temp
as $$
    update hr_registry.erasure e
        set job_id = hr_queue.enqueue('erase_person',
            jsonb_build_object('erasure', e.id, 'after', after_company), priority => (-10)::smallint)
        where e.id = erasure_id returning e.job_id
$$;
comment on function hr_registry.enqueue_erasure(bigint, bigint) is
    'A job for an erasure, before all others, that takes companies with higher numbers than after_company; returns its number';

create or replace function hr_registry.check_erasure(last_name text, first_names text, birth_date text, reason text) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    key text[];
    problem text;
begin
    if octet_length(last_name) > 500 or octet_length(first_names) > 500 then
        problem := 'a name is longer than 500 bytes';
    else
        key := string_to_array(hr_registry.person_key(coalesce(last_name, ''), coalesce(first_names, ''), ''), '|');
        problem := case
            when key[1] = '' then 'last_name is empty'
            when key[2] = '' then 'first_names is empty'
            when octet_length(birth_date) > 10 or coalesce(birth_date, '') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
                then 'birth_date must be YYYY-MM-DD' end;
    end if;
    if problem is null then
        begin
            perform birth_date::date;
        exception when data_exception then
            problem := 'birth_date is no day';
        end;
    end if;
    if problem is not null then
        perform hr_user.refuse(400, 'invalid_person', 'invalid person',
            'Give the last name, all first names and the full date of birth, as the register has them.',
            jsonb_build_object('problem', problem));
    end if;
    problem := case
        when hr_user.is_too_long(reason, 1000) then 'it is longer than 1000 characters'
        when coalesce(btrim(reason), '') = '' then 'it is empty'
        when strpos(' ' || hr_registry.name_words(reason) || ' ', ' ' || key[1] || ' ') > 0
          and strpos(' ' || hr_registry.name_words(reason) || ' ', ' ' || key[2] || ' ') > 0
          or exists (select from unnest('{YYYY MM DD,DD MM YYYY,FMDD FMMM YYYY,DD MM YY,FMDD FMMM YY,YYYYMMDD,DDMMYYYY}'::text[]) f (form)
                     where strpos(hr_registry.name_words(reason), to_char(birth_date::date, f.form)) > 0) then 'it tells of the person' end;
    if problem is not null then
        perform hr_user.refuse(400, 'invalid_reason', 'invalid reason',
            'Say why the person is erased without telling who it is, such as "Art. 17 GDPR, case 4711": the reason stays.',
            jsonb_build_object('problem', problem));
    end if;
end
$$;
comment on function hr_registry.check_erasure(text, text, text, text) is 'Raises PT400 for what erase_person() cannot take';

-- The log has no statement of a call that fails, since it may hold name and birth date. The setting is undone with the failed
-- (sub)transaction, after the log has been written, or else by the function itself.
create or replace function hr_registry.hide_statement() returns text
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    before constant text := current_setting('log_min_error_statement');
begin
    if has_parameter_privilege('log_min_error_statement', 'SET') then
        perform set_config('log_min_error_statement', 'panic', true);
    end if;
    return before;
end
$$;
comment on function hr_registry.hide_statement() is
    'Keeps the statement out of the log if it fails, where the owner may set that; returns the setting as it was';

create or replace function hr_registry.show_statement(before text) returns void
    language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
begin
    if has_parameter_privilege('log_min_error_statement', 'SET') then
        perform set_config('log_min_error_statement', before, true);
    end if;
end
$$;
comment on function hr_registry.show_statement(text) is 'Undoes hide_statement()';

-- An erasure whose job was discarded begins again.
create or replace function handelsregister.erase_person(last_name text, first_names text, birth_date text, reason text)
    returns handelsregister.erasure
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    logged constant text := hr_registry.hide_statement();
    person_token bytea;
    number bigint;
    answer handelsregister.erasure;
begin
    perform hr_registry.check_erasure(last_name, first_names, birth_date, reason);
    perform hr_queue.enter_history();
    insert into hr_registry.erasure_secret (secret)
        values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) on conflict do nothing;
    person_token := (hr_registry.person_tokens(array[hr_registry.person_key(last_name, first_names, birth_date)]))[1];
    insert into hr_registry.erasure (token, person, reason, requested_by, requested_subject)
        values (person_token,
                jsonb_build_object('last_name', last_name, 'first_names', first_names, 'birth_date', birth_date),
                erase_person.reason, hr_queue.current_owner(), hr_queue.current_subject())
        on conflict (token) do nothing returning id into number;
    if number is null then
        select e.id into number from hr_registry.erasure e where e.token = person_token for update;
        select v.* into answer from handelsregister.erasure v where v.erasure_id = number;
        if answer.state <> 'failed' or exists (select from hr_queue.dead d where d.id = answer.job_id) then
            perform hr_user.refuse(409, 'already_erased', 'the person is erased already',
                case answer.state
                    when 'done' then 'What documents tell of the person is left out when they are read.'
                    when 'waiting' then 'Its job waits or runs; list_erasures() tells when it is done.'
                    else 'Its job has failed: see get_job(), and give it back.' end,
                jsonb_build_object('erasure_id', number, 'state', answer.state, 'job_id', answer.job_id));
        end if;
    end if;
    perform hr_registry.enqueue_erasure(number);
    perform hr_user.note_action('erase_person', null, jsonb_build_object('erasure_id', number));
    select v.* into answer from handelsregister.erasure v where v.erasure_id = number;
    perform hr_user.answer_accepted(answer.job_id);
    perform hr_registry.show_statement(logged);
    return answer;
end
$$;
comment on function handelsregister.erase_person(text, text, text, text) is
    'Erases a person from companies, their histories, the change feed and the documents, and keeps later documents from bringing the person back; a job does it. Offices stay, without their holder. PT409 where the person is erased already';

create or replace function handelsregister.list_erasures(page_size integer default 100, before_id bigint default null)
    returns setof handelsregister.erasure
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform hr_user.check_page_size(page_size, 1000);
    return query select v.* from handelsregister.erasure v
        where before_id is null or v.erasure_id < before_id
        order by v.erasure_id desc limit page_size;
end
$$;
comment on function handelsregister.list_erasures(integer, bigint) is 'Erasures, the newest first; pages by before_id';
