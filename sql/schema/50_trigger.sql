create trigger wake_workers after insert on hr_queue.ready
    for each statement execute function hr_queue.jobs_inserted();
comment on trigger wake_workers on hr_queue.ready is 'Workers need not look for jobs: they are told';
create trigger wake_workers after insert on hr_queue.deferred
    for each statement execute function hr_queue.jobs_inserted();
comment on trigger wake_workers on hr_queue.deferred is 'Tells the workers when the next job is due';

create event trigger handelsregister_guard_drop on ddl_command_start
    when tag in ('DROP EXTENSION', 'DROP OWNED', 'DROP SCHEMA')
    execute function hr_registry.guard_drop();
comment on event trigger handelsregister_guard_drop is 'Register data is not lost by a slip';
