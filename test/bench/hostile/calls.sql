-- Milliseconds of CPU of a call whose argument has n letters, in a register with names that almost fit.
call hostile.submit('similar_names', 1000, 900000);
\o /dev/null
select 'select hr_queue.drain(200)' from generate_series(1, 6) \gexec
\o
call hostile.:shape(10);
select hostile.cpu() as before \gset
call hostile.:shape(:n);
select hostile.took(:before);
