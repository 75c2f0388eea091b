# The launcher and its workers: they come when a transaction with jobs commits, and let go when there is nothing to
# do. The scan interval is an hour, so that nothing here can happen by polling.
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $idle = q{select not exists (select from pg_stat_activity where backend_type = 'handelsregister worker')};
my $drained = 'select not exists (select from hr_queue.ready) and not exists (select from hr_queue.deferred)';
my $node = new_node('worker',
    'handelsregister.scan_interval' => '1h',
    'handelsregister.idle_timeout' => '300ms',
    'handelsregister.allow_superuser_jobs' => 'on');

# A database with processors that note what they do, take their time, or fail until they are told not to.
sub prepare {
    my ($database) = @_;
    create_database($node, $database);
    $node->safe_psql($database, q{
        create table effect (job bigint, at timestamptz default clock_timestamp());
        create table broken (since timestamptz);
        create function note(job bigint, jsonb) returns jsonb language sql as $$
            insert into public.effect values (job) returning '{}'::jsonb $$;
        create function slow(job bigint, jsonb) returns jsonb language sql as $$
            insert into public.effect select job from pg_sleep(0.1) returning '{}'::jsonb $$;
        create function fail(job bigint, jsonb) returns jsonb language plpgsql as $$
        begin
            if exists (select from public.broken) then
                raise exception 'not yet' using errcode = 'HR009', detail = 'Detail.', hint = 'Hint.';
            end if;
            return public.note(job, '{}');
        end $$;
        select hr_queue.register_processor('note', 'note(bigint, jsonb)');
        select hr_queue.register_processor('slow', 'slow(bigint, jsonb)', batch_size => 1::smallint);
        select hr_queue.register_processor('fail', 'fail(bigint, jsonb)', max_attempts => 2::smallint);
    });
    return;
}

sub sql { return $node->safe_psql(@_) }
sub becomes { my ($database, $query, $name) = @_; return ok(defined wait_for($node, $database, $query, 20), $name) }

sub switch {
    my ($state) = @_;
    $node->append_conf('postgresql.conf', "handelsregister.enabled = $state");
    $node->reload;
    return;
}

prepare('first');

# --- the library of a version is missing; it comes back some seconds later, at the end of this file ------------------

prepare('scratch');
becomes('postgres', $idle, 'workers look at new databases and let go');
my $offset = log_offset($node);
my $version = sql('scratch', "update pg_extension e set extversion = '9.9.9' from pg_extension o
    where e.extname = 'handelsregister' and o.oid = e.oid returning o.extversion");
sql('scratch', "select hr_queue.enqueue('note')") for 1 .. 5;
sleep 2;
my @warnings = log_since($node, $offset) =~ /WARNING:  no worker for database \d+: the library of handelsregister 9\.9\.9 is not installed/g;
is(scalar @warnings, 1, 'a version whose library is missing: one warning, not one for every job');
like(log_since($node, $offset), qr/HINT:  Install handelsregister 9\.9\.9/, 'the warning tells what to do');
is(sql('scratch', 'select count(*) from hr_queue.ready'), 5, 'the jobs wait');
unlike(log_since($node, $offset), qr/terminated by signal|exited with exit code/, 'no process has failed');
sql('scratch', "update pg_extension set extversion = '$version' where extname = 'handelsregister'");

# --- commit and rollback -----------------------------------------------------------------------------------------

my @delays;
for my $i (1 .. 5) {
    becomes('postgres', $idle, 'nobody works') if $i == 1;
    my $job = sql('first', "select hr_queue.enqueue('note')");
    push @delays, wait_for($node, 'first', "select exists (select from hr_queue.result where id = $job)", 20) // 99;
}
my ($best) = sort { $a <=> $b } @delays;
cmp_ok($best, '<', 1, 'a job is done within a second after its commit') or diag("@delays");
is(sql('first', 'select count(*), count(distinct job) from effect'), '5|5', 'each had its effect once');
becomes('postgres', $idle, 'the idle worker lets go');

sql('first', "begin; select hr_queue.enqueue('note'); select hr_queue.enqueue('note', run_at => now() + interval '1 s'); rollback");
sleep 1.5;
is(sql('first', 'select (select count(*) from hr_queue.job), (select count(*) from effect)'), '5|5', 'rollback enqueues nothing');
is(sql('postgres', q{select count(*) from pg_stat_activity where backend_type = 'handelsregister worker' and datname = 'first'}), 0,
    'and wakes nobody');

my $session = $node->background_psql('first');
$session->query_safe("begin; select count(*) from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[120]))");
sleep 0.5;
is(sql('first', 'select count(*) from effect'), 5, 'nothing runs before the commit');
$session->query_safe('commit');
becomes('first', 'select count(*) = 125 from effect', 'all run after it');
is(sql('first', 'select count(distinct job) from effect'), 125, 'each once');

# --- later, again, never -----------------------------------------------------------------------------------------

my $later = sql('first', "select hr_queue.enqueue('note', run_at => clock_timestamp() + interval '1500 ms')");
is(sql('first', "select state from hr_queue.job where id = $later"), 'deferred', 'a job for later waits');
becomes('first', "select exists (select from effect where job = $later)", 'and runs although nobody polls');
is(sql('first', qq{select e.at >= r.enqueued_at + interval '1500 ms' and e.at < r.enqueued_at + interval '6 s'
                   from effect e join hr_queue.result r on r.id = e.job where e.job = $later}), 't', 'at its time');

sql('first', 'insert into broken values (now())');
my $failing = sql('first', "select hr_queue.enqueue('fail')");
becomes('first', "select exists (select from hr_queue.dead where id = $failing)", 'a job that fails is a dead letter in the end');
is(sql('first', "select attempt, error_code, error_message, error_detail, error_hint from hr_queue.dead where id = $failing"),
    '2|HR009|not yet|Detail.|Hint.', 'after all its attempts, with the error of the last one');
sql('first', 'delete from broken');
is(sql('first', "select hr_queue.redrive(array[$failing, 987654])"), 1, 'redrive tells how many came back');
becomes('first', "select exists (select from hr_queue.result where id = $failing) and not exists (select from hr_queue.dead)",
    'a job given back runs');

# --- off and on --------------------------------------------------------------------------------------------------

sql('first', "truncate effect; select hr_queue.enqueue_batch('slow', array_fill('{}'::jsonb, array[30]))");
becomes('first', 'select count(*) > 2 from effect', 'a worker is at work');
switch('off');
becomes('postgres', $idle, 'switched off: the worker goes after its batch');
my $left = sql('first', 'select count(*) from hr_queue.ready');
cmp_ok($left, '>', 0, 'and leaves the rest');
sleep 1;
is(sql('first', 'select count(*) from hr_queue.ready'), $left, 'nothing runs while it is off');
switch('on');
becomes('first', 'select count(*) = 30 from effect', 'switched on: the rest runs without being woken');

# --- two databases, a clone, the end of a database ---------------------------------------------------------------

prepare('second');
sql($_, "truncate effect; select hr_queue.enqueue_batch('slow', array_fill('{}'::jsonb, array[10]))") for 'first', 'second';
becomes($_, 'select count(distinct job) = 10 from effect', "database $_ is served") for 'first', 'second';

sql('second', "truncate effect; select hr_queue.enqueue('note', run_at => now() + interval '3 s')");
becomes('postgres', $idle, 'nobody is connected');
sql('postgres', 'create database clone template second');
sql('clone', "select hr_queue.enqueue('note')");
becomes('second', 'select count(*) = 1 from effect', 'the job runs where it was enqueued');
becomes('postgres', $idle, 'nobody is connected again');
is(sql('clone', 'select (select count(*) from effect), (select count(*) from hr_queue.ready), (select count(*) from hr_queue.deferred)'),
    '0|1|1', 'nothing runs in a clone');
my (undef, undef, $error) = $node->psql('clone', 'call hr_queue.work()');
like($error, qr/ERROR:  jobs do not run in a copy of another database/, 'not even on demand');
isnt(sql('clone', 'select hr_queue.adopt_database(discard_jobs => false)'), sql('second', 'select hr_queue.epoch()'),
    'adopt_database() begins an epoch of its own');
becomes('clone', 'select count(*) = 2 from effect', 'and the jobs of the clone run');
becomes('postgres', $idle, 'nobody is connected in the end');
sql('postgres', 'drop database clone');
is(sql('postgres', "select count(*) from pg_database where datname = 'clone'"), 0, 'DROP DATABASE finds nobody in its way');

# --- DROP EXTENSION beneath a busy worker ------------------------------------------------------------------------

for my $round (1 .. 3) {
    submit($node, 'second', 300);
    my (undef, undef, $why) = $node->psql('second', 'drop extension handelsregister');
    like($why, qr/cannot drop extension "handelsregister" while it holds register data/, 'DROP EXTENSION is refused') if $round == 1;
    sql('second', 'set handelsregister.allow_drop = on; drop extension handelsregister');
    sql('second', 'create extension handelsregister');
}
pass('DROP EXTENSION beneath a busy worker, three times');
submit($node, 'second', 300);
becomes('second', 'select count(*) = 300 from hr_registry.reading', 'a new extension is served');

# A worker that waits for a lock: a cancel is not for it, since it has no job yet; terminated, it ends alone.
sql('first', "truncate effect; select hr_queue.enqueue_batch('slow', array_fill('{}'::jsonb, array[30]))");
becomes('first', 'select count(*) > 2 from effect', 'a worker is at work');
$session->query_safe('begin; lock table hr_queue.ready in access exclusive mode');
my $waiting = q{backend_type = 'handelsregister worker' and datname = 'first' and wait_event_type = 'Lock'};
becomes('postgres', "select exists (select from pg_stat_activity where $waiting)", 'the worker waits for the lock');
my $pid = sql('postgres', "select pid from pg_stat_activity where $waiting");
sql('postgres', "select pg_cancel_backend($pid)");
sleep 0.5;
is(sql('postgres', "select pid from pg_stat_activity where $waiting"), $pid, 'a cancel does not move it');
sql('postgres', "select pg_terminate_backend($pid)");
sleep 0.5;
my ($rolled_back) = eval { $session->query_safe('rollback'); 1 };
ok($rolled_back, 'a worker that is terminated while it waits does not take the server along');
$session->quit if $rolled_back;
becomes('first', 'select count(*) = 30 from effect', 'and its jobs are done in the end');

# --- the missing library is back -----------------------------------------------------------------------------------

ok(defined wait_for($node, 'scratch', $drained, 30), 'the jobs of the version that was missing run, before long');
is(sql('scratch', 'select count(*) from effect'), 5, 'each once');

my $log = log_since($node, 0);
unlike($log, qr/deadlock detected/, 'no deadlock');
unlike($log, qr/terminated by signal|PANIC/, 'no process has crashed');
$node->stop;
done_testing();
