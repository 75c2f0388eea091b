-- Milliseconds of CPU that it takes to read the documents of a shape, in batches as workers do. The first batch of a session
-- loads the library and makes the plans: that is no part of it.
call hostile.submit('offices_of_one', 3, 900000);
\o /dev/null
select hr_queue.drain(200);
call hostile.submit(:'shape', :n);
select hostile.cpu() as before \gset
select 'select hr_queue.drain(200)' from generate_series(1, :n / 200 + 1) \gexec
\o
select hostile.took(:before);
