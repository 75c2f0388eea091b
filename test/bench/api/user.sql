-- Jobs, and what users own. The first user has a few lists, as people do; the second one has ten full ones, with the giant
-- on each, and has not read an alert since the beginning. Of each search word that is frequent there is a saved search.
set synchronous_commit = off;

create table bench.member as
    select n, md5('member' || n)::uuid::text as subject from generate_series(1, 2) n;

insert into hr_queue.dead (id, kind, owner, subject, payload, attempt, enqueued_at, failed_at, error_code, error_message)
    select k, 'register_content', 'authenticated', m.subject, jsonb_build_object('document_id', k), 5,
           timestamptz '2025-01-01' + k * interval '1 minute', timestamptz '2025-01-01' + k * interval '1 minute',
           bench.pick('{2200M,22023,0A000}', k), 'the document is not well-formed'
        from generate_series(1, 20000) k join bench.member m on m.n = k % 2 + 1;
insert into hr_queue.result (bucket, id, kind, owner, subject, attempt, enqueued_at, finished_at, result)
    select hr_queue.result_bucket(), k, 'register_content', 'authenticated', m.subject, 0, now(), now(), '{"companies": 1}'
        from generate_series(20001, 120000) k join bench.member m on m.n = k % 2 + 1;
insert into hr_queue.ready (id, kind, owner, subject, payload)
    select k, 'register_content', 'authenticated', m.subject, jsonb_build_object('document_id', k)
        from generate_series(120001, 125000) k join bench.member m on m.n = k % 2 + 1;
insert into hr_queue.deferred (id, kind, owner, subject, payload, run_at)
    select k, 'register_content', 'authenticated', m.subject, jsonb_build_object('document_id', k), now() + interval '1 year'
        from generate_series(125001, 130000) k join bench.member m on m.n = k % 2 + 1;
select setval('hr_queue.job_id_seq', 130000);

insert into hr_registry.blocked_company (company_id, reason, blocked_by)
    select c.id, 'bench', 'service_role' from bench.company c where c.n % 200 = 7;
insert into hr_registry.erasure (token, reason, requested_by, requested_at, job_id, finished_at)
    select sha256(format('erasure %s', k)::bytea), 'bench', 'service_role', timestamptz '2025-01-01', k, now()
        from generate_series(1, 2000) k;
insert into hr_user.audit_log (acted_at, role_name, action, company_id)
    select timestamptz '2025-01-01' + k * interval '1 minute', 'service_role',
           bench.pick('{block_company,unblock_company,set_rate_limit}', k), k
        from generate_series(1, 50000) k;

insert into hr_user.watchlist (id, subject, name)
    select md5('list' || m.n || '/' || k)::uuid, m.subject, 'List ' || k
        from bench.member m cross join generate_series(1, 10) k where m.n = 2 or k <= 3;
insert into hr_user.watch (watchlist_id, company_id, subject, kinds, since_seq)
    select md5('list' || m.n || '/' || k)::uuid, c.id, m.subject, null, 0
        from bench.member m cross join generate_series(1, 10) k
        join bench.company c on c.n between k * 1000 and k * 1000 + case m.n when 1 then 19 else 998 end
        where m.n = 2 or k <= 3;
insert into hr_user.watch (watchlist_id, company_id, subject, kinds, since_seq)
    select w.id, g.id, w.subject, null, 0 from bench.giant g
        cross join hr_user.watchlist w join bench.member m on m.subject = w.subject and m.n = 2;
insert into hr_user.saved_search (id, subject, name, q, include_former_names)
    select md5('search' || m.n || '/' || q)::uuid, m.subject, q, q, true
        from bench.member m
        cross join unnest('{gmbh,gmbh und co kg,verwaltungs,a,deutschland,e v,und,beteiligungs gmbh hamburg}'::text[]) q;
