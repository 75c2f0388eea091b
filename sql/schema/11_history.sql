-- A failover, a point-in-time recovery or a restored dump may bring back an earlier state, from which the database goes on in
-- another way than it had gone before. Each way is a row; the newest one holds. The first who writes in another place begins it.
create table hr_queue.history (
    generation integer primary key,
    epoch uuid not null unique,
    place text not null,
    since timestamptz not null default clock_timestamp(),
    parted_at bigint,
    last_job bigint not null,
    skipped_to bigint not null
);
comment on table hr_queue.history is
    'The ways that this database has gone: a new one begins where it goes on in another place, and numbers begin anew far behind the former ones';
comment on column hr_queue.history.generation is 'Order of the rows; the highest one holds';
comment on column hr_queue.history.epoch is 'Epoch of the change feed';
comment on column hr_queue.history.place is 'System identifier, database and timeline, see place()';
comment on column hr_queue.history.parted_at is
    'Up to this number the change feed is the same as in the row before; null where the database was adopted, and nothing counts as the same';
comment on column hr_queue.history.last_job is 'Highest number of a job that may have been given out before';
comment on column hr_queue.history.skipped_to is 'Jobs have higher numbers than this; those between are of a way that is lost';
