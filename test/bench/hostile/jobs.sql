-- Milliseconds of CPU that jobs take of which one in a hundred fails, and with it its batch.
set handelsregister.allow_superuser_jobs = on;
\o /dev/null
select hr_queue.register_processor('hostile', 'hostile.fail_at_last(bigint, jsonb)', 'fails', 1::smallint, 100::smallint);
select hr_queue.enqueue_batch('hostile', array(select jsonb_build_object('n', i) from generate_series(1, :n) i));
select hostile.cpu() as before \gset
select 'select hr_queue.drain(200)' from generate_series(1, :n / 100 + 1) \gexec
\o
select hostile.took(:before);
