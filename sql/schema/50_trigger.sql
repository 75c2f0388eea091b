create function hr_queue.jobs_inserted() returns trigger
    language c volatile
    as '@LIBRARY@', 'hr_jobs_inserted';
comment on function hr_queue.jobs_inserted() is 'Wakes the workers when the transaction that inserted jobs has committed';

create trigger wake_workers after insert on hr_queue.ready
    for each statement execute function hr_queue.jobs_inserted();
comment on trigger wake_workers on hr_queue.ready is 'Workers need not look for jobs: they are told';
create trigger wake_workers after insert on hr_queue.deferred
    for each statement execute function hr_queue.jobs_inserted();
comment on trigger wake_workers on hr_queue.deferred is 'Tells the workers when the next job is due';

create function hr_registry.guard_drop() returns event_trigger
    language c volatile
    as '@LIBRARY@', 'hr_guard_drop';
comment on function hr_registry.guard_drop() is
    'Refuses DROP EXTENSION handelsregister while there is register data, unless handelsregister.allow_drop is on';

create event trigger handelsregister_guard_drop on ddl_command_start
    when tag in ('DROP EXTENSION', 'DROP OWNED')
    execute function hr_registry.guard_drop();
comment on event trigger handelsregister_guard_drop is 'Register data is not lost by a slip';
