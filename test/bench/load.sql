-- Submits the documents of one file, all first snapshots before all second ones, in the order of the index.
-- Variables: documents (the file that the server reads), index.
create temp table place (n int, start bigint, size bigint);
\set copy '\\copy place from ' :'index'
:copy
select format('select count(*) from handelsregister.submit_documents((select array_agg(pg_read_binary_file(%L, start, size)'
              ' order by n) from place where n >= %s and n < %s), null, ''bench'', ''2030-01-01'')',
              :'documents', s.low, least(s.low + 1000, s.high))
    from (select c.high, generate_series(c.low, c.high - 1, 1000) as low
          from (select count(*) / 2 from place) h (half)
          cross join lateral (values (0, h.half), (h.half, 2 * h.half)) c (low, high)) s
    order by s.low \gexec
