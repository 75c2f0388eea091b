-- Every object explains itself, says how volatile it is, and is nobody's by default.
begin;
create extension if not exists pgtap;
select plan(17);

create temp view member as
    select d.classid, d.objid, pg_describe_object(d.classid, d.objid, 0) as description
        from pg_depend d join pg_extension e on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid
        where e.extname = 'handelsregister' and d.deptype = 'e'
            -- Since PostgreSQL 17 the types that come with a table or view are members of their own.
            and not exists (select from pg_type t left join pg_class c on c.oid = t.typrelid
                            where d.classid = 'pg_type'::regclass and t.oid = d.objid
                                and (c.relkind <> 'c' or t.typcategory = 'A'));
create temp view routine as
    select p.*, p.oid::regprocedure::text as signature, l.lanname
        from pg_proc p join pg_language l on l.oid = p.prolang
        join member m on m.classid = 'pg_proc'::regclass and m.objid = p.oid;
create temp view relation as
    select c.*, c.oid::regclass::text as name
        from pg_class c join member m on m.classid = 'pg_class'::regclass and m.objid = c.oid;

-- --- comments -------------------------------------------------------------------------------------------------

select is(array(select distinct m.classid::regclass::text collate "C" from member m order by 1),
          '{pg_class,pg_event_trigger,pg_namespace,pg_proc,pg_type}', 'kinds of objects are those that are looked at here');
select ok((select count(*) from member) >= 100, 'there are objects');
select is_empty($$select m.description from member m where obj_description(m.objid, m.classid::regclass::name) is null$$,
                'schemas, tables, partitions, views, sequences, functions, procedures and the event trigger have comments');
select is_empty($$select t.tgname, r.name from pg_trigger t join relation r on r.oid = t.tgrelid
                  where not t.tgisinternal and obj_description(t.oid, 'pg_trigger') is null$$, 'triggers have comments');
select is_empty($$select t.oid::regtype from pg_type t
                  where t.typnamespace in (select m.objid from member m where m.classid = 'pg_namespace'::regclass)
                    and t.typrelid = 0 and t.typelem = 0 and obj_description(t.oid, 'pg_type') is null$$,
                'types that are not row types have comments');
select is_empty($$select c.oid::regclass from pg_class c
                  where c.relnamespace in (select m.objid from member m where m.classid = 'pg_namespace'::regclass)
                    and c.relkind not in ('i', 'I', 't') and c.oid not in (select oid from relation)$$,
                'tables, views and sequences of our schemas are members of the extension');
select is_empty($$select p.oid::regprocedure from pg_proc p
                  where p.pronamespace in (select m.objid from member m where m.classid = 'pg_namespace'::regclass)
                    and p.oid not in (select oid from routine)$$, 'and so are functions');

-- What these names say is plain; every other column needs a comment.
create temp view plain as
    select m[1]::name as name from regexp_matches($$
        id company_id document_id job_id kind name text code label version purpose business_purpose short_name
        street house_number po_box postal_code city district addition address_addition seat residence
        title first_names last_name birth_name birth_place organisation_name organisation_form organisation_seat
        register_number register_label court_name euid status is_former_name is_valid
        payload priority description enqueued_at finished_at failed_at run_at recorded_at submitted_at created_at
        read_at since error_message error_detail error_hint result
        ready running ok detail done_last_hour content sha256 content_type xjustiz_version fach_version
        database_oid system_identifier level role_name max_attempts amount note articles_date articles_text
        role_code role_label role_text rule_code rule_label rule_text rule_version exemption_code exemption_label
        exemption_text exemption_version procuration_code procuration_label procuration_text procuration_version
        role_version kind_code kind_label kind_version country_label country_version currency_code
        currency_label currency_version organisation_form_code organisation_form_label organisation_form_text
        organisation_form_version reason_code reason_label reason_version type_code type_label type_text type_version
        authority_version legal_form_code status_code representation_code valid_from local_limit
        watchlist_id search_id updated_at requested_at acted_at function_name reason blocked_at country bytes role watchlist_name calls audit_id$$, '\w+', 'g') m;
select is_empty($$select r.name, a.attname from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0
                  where r.relkind in ('r', 'p', 'v') and not r.relispartition and not a.attisdropped
                    and a.attname not in (select p.name from plain p) and col_description(r.oid, a.attnum) is null$$,
                'columns whose meaning is not plain have comments');
select is_empty($$select p.name from plain p
                  where p.name not in (select a.attname from pg_attribute a join relation r on r.oid = a.attrelid)$$,
                'and the plain ones exist');

-- --- how functions may behave ---------------------------------------------------------------------------------

select is(array(select r.signature collate "C" from routine r where r.provolatile = 'v' order by 1),
          array(select s.signature collate "C" from (values
              -- they write, or take effect elsewhere
              ('handelsregister.apply_retention(interval,interval)'),
              ('handelsregister.block_company(text,text)'),
              ('handelsregister.begin_import(text,text,text,timestamp with time zone)'),
              ('handelsregister.cancel_import(bigint,boolean)'),
              ('handelsregister.cancel_job(bigint)'),
              ('handelsregister.create_watchlist(text)'),
              ('handelsregister.delete_saved_search(uuid)'),
              ('handelsregister.delete_watchlist(uuid)'),
              ('handelsregister.discard_dead_jobs(bigint[],text,text,integer)'),
              ('handelsregister.erase_person(text,text,text,text)'),
              ('handelsregister.grant_access(text,text,text)'),
              ('handelsregister.join_persons(uuid,uuid,text)'),
              ('handelsregister.mark_alerts_read(bigint)'),
              ('handelsregister.reindex_search()'),
              ('handelsregister.redrive_dead_jobs(bigint[],text,text,integer)'),
              ('handelsregister.rename_watchlist(uuid,text)'),
              ('handelsregister.reprocess_documents(integer,text)'),
              ('handelsregister.rerun_person_assignment()'),
              ('handelsregister.request_refresh(text,interval)'),
              ('handelsregister.retry_job(bigint)'),
              ('handelsregister.revoke_access(boolean,boolean,boolean)'),
              ('handelsregister.save_search(text,text,boolean,text[],text[],text[],text,text)'),
              ('handelsregister.set_rate_limit(text,integer)'),
              ('handelsregister.split_person(uuid,text[],text)'),
              ('handelsregister.start_import(bigint,boolean)'),
              ('handelsregister.unblock_company(text,text)'),
              ('handelsregister.unwatch_company(text,uuid)'),
              ('handelsregister.watch_company(text,uuid,text[])'),
              ('hr_user.answer_accepted(bigint)'),
              ('hr_user.enqueue_refresh(bigint)'),
              ('hr_user.note_action(text,bigint,jsonb)'),
              ('hr_user.spend(text)'),
              ('hr_registry.take_lock(text,bigint)'),
              ('hr_registry.tell_block(text,bigint)'),
              ('hr_registry.tell_withheld(hr_registry.blocked_company)'),
              ('hr_user.bound_holding()'),
              ('hr_user.count_attempts(text,text,timestamp with time zone,integer)'),
              ('handelsregister.submit_announcement(bytea,text,timestamp with time zone)'),
              ('handelsregister.submit_announcements(bytea[],text,timestamp with time zone)'),
              ('handelsregister.submit_document(bytea,text,text,timestamp with time zone)'),
              ('handelsregister.submit_documents(bytea[],text,text,timestamp with time zone)'),
              ('hr_queue.adopt_database(boolean)'),
              ('hr_queue.drain(integer)'),
              ('hr_queue.enqueue(text,jsonb,timestamp with time zone,smallint)'),
              ('hr_queue.enqueue_batch(text,jsonb[],timestamp with time zone,smallint)'),
              ('hr_queue.expire_results()'),
              ('hr_queue.begin_history(uuid,bigint)'),
              ('hr_queue.enter_history()'),
              ('hr_queue.skip_numbers()'),
              ('hr_queue.discard_dead(text,text,integer)'),
              ('hr_queue.note_call(integer)'),
              ('hr_queue.redrive(bigint[])'),
              ('hr_queue.redrive_dead(text,text,integer)'),
              ('hr_queue.register_processor(text,regprocedure,text,smallint,smallint)'),
              ('hr_queue.schedule(interval)'),
              ('hr_queue.unregister_processor(text)'),
              ('hr_queue.unschedule()'),
              ('hr_queue.wake()'),
              ('hr_queue.work(integer,integer)'),
              ('hr_registry.advance_import(bigint)'),
              ('hr_registry.assign_persons(text)'),
              ('hr_registry.close_loading(hr_registry.import)'),
              ('hr_registry.end_import_lines(bigint,bigint,bigint,bigint,bigint,bigint,text[],bigint[])'),
              ('hr_registry.enqueue_announcements(bigint[])'),
              ('hr_registry.enqueue_erasure(bigint,bigint)'),
              ('hr_registry.build_search_index()'),
              ('hr_registry.enqueue_import_lines(bigint,boolean)'),
              ('hr_registry.enqueue_jobs(text,bigint[])'),
              ('hr_registry.enqueue_reading(bigint[])'),
              ('hr_registry.find_import(bigint,boolean)'),
              ('hr_registry.finish_import(bigint)'),
              ('hr_registry.forget_mentions(bigint[],text[],bigint[],integer)'),
              ('hr_registry.forget_person_names()'),
              ('hr_registry.lock_search_index()'),
              ('hr_registry.note_person_names(text[],text[])'),
              ('hr_registry.person_numbers(text[])'),
              ('hr_registry.person_secret()'),
              ('hr_registry.request_search_fold()'),
              ('hr_registry.store_documents(bytea[],text,text,timestamp with time zone)'),
              ('hr_user.apply_access()'),
              ('hr_user.withdraw_access(name)'),
              -- they raise an error
              ('hr_user.refuse(integer,text,text,text,jsonb,integer)'),
              ('hr_user.refuse_name(text,text)'),
              ('hr_user.refuse_state(hr_queue.job,text)'),
              -- it looks behind a lock
              ('hr_user.waiting_refresh(bigint)'),
              -- they read shared memory, which no snapshot holds still
              ('hr_queue.backlog()'),
              ('hr_queue.loader_state()'),
              ('hr_queue.running_job_ids()'),
              ('hr_queue.running_jobs()'),
              ('hr_queue.standstill()'),
              -- triggers
              ('hr_queue.oldest_dead(text,text,integer)'),
              ('hr_queue.revive(bigint[])'),
              ('hr_registry.hide_statement()'),
              ('hr_registry.show_statement(text)'),
              ('hr_queue.jobs_inserted()'),
              ('hr_registry.guard_drop()')) s (signature) order by 1),
          'volatile are those that write or read shared memory');
select is(array(select r.signature collate "C" from routine r where r.provolatile = 'i' order by 1),
          array(select s.signature collate "C" from (values
              ('handelsregister.match_names(text,text)'),
              ('handelsregister.normalize_company_name(text)'),
              ('handelsregister.parse_register_id(text)'),
              ('hr_queue.check_dead(bigint[],text,text)'),
              ('hr_queue.cron_expression(interval,text)'),
              ('hr_queue.cron_janitor()'),
              ('hr_registry.check_identifier(text)'),
              ('hr_registry.check_names(text[],text[])'),
              ('hr_registry.check_origin(text,text,timestamp with time zone)'),
              ('hr_registry.check_reason(text)'),
              ('hr_registry.check_reference_kind(text)'),
              ('hr_registry.check_search_mode(text)'),
              ('hr_registry.check_search_text(text)'),
              ('hr_registry.compare_names(text,text)'),
              ('hr_registry.csv_line(text[])'),
              ('hr_registry.guess_content_type(bytea)'),
              ('hr_registry.has_date(text)'),
              ('hr_registry.html(text)'),
              ('hr_registry.html_table(text[],text[])'),
              ('hr_registry.name_words(text)'),
              ('hr_registry.normalize_company_name(text)'),
              ('hr_registry.parse_company_name(text)'),
              ('hr_registry.parse_representation(text)'),
              ('hr_registry.person_key(text,text,text)'),
              ('hr_registry.person_text(text)'),
              ('hr_registry.procuration_kind(text)'),
              ('hr_registry.public_text(text)'),
              ('hr_registry.read_entry(text,text)'),
              ('hr_registry.read_person(bigint,text,text,text,text,text)'),
              ('hr_registry.reference_fields(text)'),
              ('hr_registry.reference_values(text)'),
              ('hr_registry.role_group(text)'),
              ('hr_registry.shown(text,text,text)'),
              ('hr_registry.text_without_births(text,text)'),
              ('hr_registry.trim_facts(bytea,text)'),
              ('hr_registry.way_back(hr_registry.path_side,text)'),
              ('hr_user.check_count(text,integer,integer)'),
              ('hr_user.check_filter(text[],integer)'),
              ('hr_user.check_name(text)'),
              ('hr_user.check_name_cursor(text)'),
              ('hr_user.check_page_size(integer,integer)'),
              ('hr_user.check_retrieved_at(timestamp with time zone)'),
              ('hr_user.check_text(text,text,integer)'),
              ('hr_user.cursor_day(date)'),
              ('hr_user.cursor_moment(timestamp with time zone)'),
              ('hr_user.day_of(text)'),
              ('hr_user.fits(text[],integer,integer)'),
              ('hr_user.holding_limit(name)'),
              ('hr_user.is_age(interval)'),
              ('hr_user.is_cursor_part(text,text)'),
              ('hr_user.is_too_large(text[],integer,integer,integer)'),
              ('hr_user.is_too_long(text,integer)'),
              ('hr_user.moment_of(text)'),
              ('hr_user.read_cursor(text,text[])'),
              ('hr_user.shortened(jsonb)')) s (signature) order by 1),
          'immutable are those that read nothing; all others are stable');
select is_empty($$select r.signature from routine r where r.prosecdef and not 'search_path=pg_catalog, pg_temp' = any (coalesce(r.proconfig, '{}'))$$,
                'the search path of every security definer function is pinned, pg_temp last');

-- --- whose it is ----------------------------------------------------------------------------------------------

select is_empty($$select r.signature from routine r
                  where r.proacl is null or exists (select from aclexplode(r.proacl) a where a.grantee = 0)$$,
                'PUBLIC may execute nothing');
select is_empty($$select r.name, a.grantee::regrole, a.privilege_type from relation r, aclexplode(r.relacl) a
                  where a.grantee <> r.relowner and r.name not in (select 'hr_user.' || t.name from hr_user.granted_table t)$$,
                'no table, view or sequence is granted to anybody, but those of users'' own rows');
select is_empty($$select r.name, t.attname from relation r join pg_attribute t on t.attrelid = r.oid where t.attacl is not null$$,
                'and no column is');
select is_empty($$select n.nspname from pg_namespace n join member m on m.classid = 'pg_namespace'::regclass and m.objid = n.oid,
                         aclexplode(n.nspacl) a where a.grantee = 0$$, 'no schema is open to PUBLIC');
select is_empty($$select m.description from member m join pg_shdepend s
                      on s.classid = m.classid and s.objid = m.objid and s.deptype = 'o'
                         and s.dbid = (select oid from pg_database where datname = current_database())
                  where s.refobjid <> (select extowner from pg_extension where extname = 'handelsregister')$$,
                'everything belongs to the owner of the extension');
select * from finish();
rollback;
