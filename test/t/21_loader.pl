# Launcher and workers from the outside: who may stop them and how that ends, what they show of themselves, when they
# give way to a successor, what they do without a free slot, when they fail, and under the loader of the version before.
use strict;
use warnings;
use HandelsregisterTest;
use LifecycleTest;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

my ($today, $before) = releases();
my $node = new_node('loader',
    fsync => 'off',
    autovacuum => 'off',
    'handelsregister.scan_interval' => '1h',
    'handelsregister.idle_timeout' => '10min',
    'handelsregister.allow_superuser_jobs' => 'on');
my $watch = watch($node);
sub sql { return $node->safe_psql(@_) }
sub set_options {
    my (%options) = @_;
    $node->append_conf('postgresql.conf', "$_ = '$options{$_}'") for sort keys %options;
    $node->reload;
    return;
}
sub stopped_by { return sql('target', 'select stopped_by from hr_queue.loader_state()') }

my $folder = $node->basedir . '/elsewhere';
mkdir $folder or die "$folder: $!";
sql('postgres', "create tablespace elsewhere location '$folder'");
sql('postgres', $_) for 'create role keeper superuser', 'create role owner', 'create role other createdb';
make_target($node, 'target', '');
my ($pid) = bring_to($node, 'target', 'connected');
cmp_ok($pid, '>', 0, 'a worker is connected');

# --- who may not ---------------------------------------------------------------------------------------------------

for my $case ([ 'owner', 'alter database target rename to renamed', '42501', 'RENAME without CREATEDB' ],
    [ 'owner', 'create database copy template target', '42501', 'CREATE DATABASE without CREATEDB' ],
    [ 'owner', 'alter database target set tablespace elsewhere', '42501', 'SET TABLESPACE without CREATE there' ],
    [ 'owner', 'alter database target set tablespace nowhere', '42704', 'SET TABLESPACE to none' ],
    [ 'other', 'create database copy template target', '42501', 'a copy of somebody else\'s database' ],
    [ 'other', 'drop database if exists nowhere', '', 'IF EXISTS' ],
    [ 'keeper', 'alter database target rename to postgres', '42P04', 'RENAME to a name that is taken' ],
    [ 'keeper', 'create database postgres template target', '42P04', 'CREATE DATABASE of a name that is taken' ]) {
    my ($role, $statement, $expected, $name) = @$case;
    my ($sqlstate) = run_timed($node, 'postgres', "set role $role", $statement);
    is($sqlstate, $expected, "$name: " . ($expected || 'success'));
}
is((run_timed($node, 'postgres', 'begin', 'drop database target'))[0], '25001', 'DROP DATABASE in a transaction block');
is((run_timed($node, 'target', 'drop database target'))[0], '55006', 'DROP DATABASE of one\'s own');
is((run_timed($node, 'target', 'set role owner', "alter extension handelsregister update to '$before'"))[0], '42501',
    'the owner of the database does not own the extension');
is(worker_pid('target'), $pid, 'none of this has moved the worker');

# --- an end without a word ---------------------------------------------------------------------------------------------

# An update to the version that is there does nothing, but it is an update.
my $session = $node->background_psql('target');
$session->query_safe('set client_min_messages = warning; begin');
$session->query_safe('alter extension handelsregister update');
my $backend = $session->query_safe('select pg_backend_pid()');
is(worker_pid('target'), 0, 'an open transaction with an update keeps the worker away');
is(stopped_by(), $backend, 'loader_state() tells who does');
my $job = sql('target', q{select hr_queue.enqueue('hold')});
sleep 0.5;
is(sql('target', "select state from hr_queue.job where id = $job"), 'ready', 'nothing runs');
sql('postgres', "select pg_terminate_backend($backend)");
is(release($node, 'target', $job), 'done|0|1', 'its session terminated, the job runs');
is(stopped_by(), 0, 'and nobody stops the workers any more');
eval { $session->quit };

$session = $node->background_psql('target');
my ($out, $error) = ('', '');
my $dropper = IPC::Run::start([ 'psql', '-X', '-d', $node->connstr('postgres'), '-c', 'drop database target' ], '>', \$out, '2>', \$error);
my $drops = q{pg_stat_activity where query = 'drop database target' and state = 'active'};
ok(becomes_true("exists (select from $drops) and not exists (select from pg_stat_activity where datname = 'target'"
    . q{ and backend_type = 'handelsregister worker')}), 'DROP DATABASE has stopped the worker, and waits for a session');
$watch->query_safe("select pg_terminate_backend(pid) from $drops");
$dropper->finish;
like($error, qr/terminating connection/, 'it is terminated while it waits');
ok(is_served($node, 'target'), 'and the database is served');
is((run_timed($node, 'postgres', 'drop database target'))[0], '55006', 'DROP DATABASE fails, because of a session');
ok(is_served($node, 'target'), 'and the database is served once more');
$session->quit;

# A subtransaction that fails gives the workers back before the transaction ends.
$session = $node->background_psql('target');
$session->query_safe(q{begin; do $$ begin drop extension handelsregister; raise division_by_zero;
    exception when division_by_zero then end $$});
ok(is_served($node, 'target'), 'a rolled back DROP EXTENSION in an open transaction: served');
$session->query_safe('rollback');
$session->quit;

# A path that names neither us nor our schema.
bring_to($node, 'target', 'busy');
is((run_timed($node, 'target', 'drop extension plpgsql cascade'))[0], '', 'DROP EXTENSION plpgsql CASCADE takes ours along');
is(sql('target', q{select count(*) from pg_extension}), 0, 'it is gone');
sql('postgres', 'drop database target');
make_target($node, 'target', '');

# --- what a worker shows -------------------------------------------------------------------------------------------------

my $deleted = q{select coalesce(sum(n_tup_del), 0) from pg_stat_user_tables where schemaname = 'hr_queue' and relname = 'ready'};
my $before = sql('target', $deleted);
(undef, $job) = bring_to($node, 'target', 'busy');
is(sql('postgres', q{select application_name, query, state from pg_stat_activity
        where backend_type = 'handelsregister worker' and datname = 'target'}),
    'handelsregister: hold|1 job of kind hold|active', 'pg_stat_activity shows what a worker is at');
is(release($node, 'target', $job), 'done|0|1', 'the job is done');
ok(becomes_true(q{(select state = 'idle' and application_name = 'handelsregister' from pg_stat_activity
        where backend_type = 'handelsregister worker' and datname = 'target')}), 'and it is idle');
is(sql('target', "select ($deleted) > $before"), 't', 'what it deleted is reported: autovacuum can go by it');

# --- reload, recycling -----------------------------------------------------------------------------------------------------

isnt(worker_pid('target'), 0, 'a worker is connected');
set_options('handelsregister.idle_timeout' => '100ms');
ok(becomes_true(q{not exists (select from pg_stat_activity where backend_type = 'handelsregister worker')}),
    'a reload reaches a connected worker: it idles no longer than it may now');
sql('target', q{
    create table process (job bigint, pid int);
    create function note(job bigint, jsonb) returns jsonb language sql as
        $$ insert into public.process values (job, pg_backend_pid()) returning '{}'::jsonb $$;
    select hr_queue.register_processor('note', 'note(bigint, jsonb)', batch_size => 1::smallint)});
my $complaint = q{select h.ok, h.detail, (select s.reason from hr_queue.standstill() s)
                  from handelsregister.health() h where h."check" = 'workers'};
sub processes {
    my ($count) = @_;
    sql('target', "truncate process; select hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[$count]))");
    wait_for($node, 'target', "select count(*) = $count from process", 20);
    return sql('target', 'select count(*), count(distinct job), count(distinct pid) from process');
}
is(processes(6), '6|6|1', 'without limits one process does it all');
set_options('handelsregister.worker_max_jobs' => '2');
like(processes(6), qr/^6\|6\|[3-6]$/, 'worker_max_jobs: a successor after two jobs at most, at once');
set_options('handelsregister.worker_max_jobs' => '0', 'handelsregister.worker_max_memory' => '1kB');
is(processes(3), '3|3|3', 'worker_max_memory');
set_options('handelsregister.worker_max_memory' => '0', 'handelsregister.worker_max_age' => '1s');
sql('target', q{create or replace function note(job bigint, jsonb) returns jsonb language sql as
        $$ insert into public.process select job, pg_backend_pid() from pg_sleep(0.6) returning '{}'::jsonb $$});
like(processes(4), qr/^4\|4\|[234]$/, 'worker_max_age');
set_options('handelsregister.worker_max_age' => '1h');

# --- workers that fail, slots that lack ------------------------------------------------------------------------------------

sql('target', 'alter function hr_queue.drain(integer) rename to strain; create table since as select clock_timestamp() as t');
sql('target', q{insert into hr_queue.ready (kind, owner) values ('hold', 'postgres')});
ok(defined wait_for($node, 'target', 'select failing_since > t from since, hr_queue.loader_state()', 10),
    'loader_state() tells since when the workers fail');
like(sql('target', $complaint), qr/^f\|launcher \d+, workers at work: \d+, failing since 20.*\|the workers of this database have ended with an error since 20/,
    'and so does health()');
sleep 1;
cmp_ok(() = log_since($node, 0) =~ /function hr_queue\.drain\(\) does not exist/g, '<', 5, 'they are not started again and again');
sql('target', 'alter function hr_queue.strain(integer) rename to drain');
ok(defined wait_for($node, 'target', 'select not exists (select from hr_queue.ready)', 20), 'the fault mended, the job is done');
ok(defined wait_for($node, 'target', 'select failing_since is null from hr_queue.loader_state()', 20), 'and the failures are forgotten');
is(sql('target', 'select slots_exhausted_since is null from hr_queue.loader_state()'), 't', 'there are slots');
$watch->quit;
$node->append_conf('postgresql.conf', "max_worker_processes = 2\nmax_logical_replication_workers = 0");
$node->restart;
$watch = watch($node);
make_target($node, 'second', '');
(undef, $job) = bring_to($node, 'target', 'busy');
my $offset = log_offset($node);
my $waiting = sql('second', q{select hr_queue.enqueue('hold')});
ok(defined wait_for($node, 'second', q{select slots_exhausted_since > now() - interval '1 min' from hr_queue.loader_state()}, 10),
    'loader_state() tells since when slots lack');
like(sql('second', $complaint), qr/^f\|launcher \d+, workers at work: 0, no free slot since 20.*\|no background worker slot has been free since 20/,
    'and so does health()');
ok(defined $node->wait_for_log(qr/WARNING:  no background worker slot is free/, $offset), 'the log tells that it lasts');
is(sql('second', "select state from hr_queue.job where id = $waiting"), 'ready', 'the job waits');
is(release($node, 'target', $job), 'done|0|1', 'the slot is free');
is(release($node, 'second', $waiting), 'done|0|1', 'and goes to the database that waits');
is(sql('second', 'select slots_exhausted_since is null from hr_queue.loader_state()'), 't', 'there are slots again');
is(() = log_since($node, $offset) =~ /no background worker slot is free/g, 1, 'the log has told it once');

# --- a server that has not been restarted since the update -----------------------------------------------------------------

$watch->quit;
$node->append_conf('postgresql.conf', "max_worker_processes = 16\ndynamic_library_path = '\$libdir/previous:\$libdir'\n"
    . "handelsregister.idle_timeout = '10min'");
$node->restart;
$watch = watch($node);
my ($postmaster) = slurp_file($node->data_dir . '/postmaster.pid') =~ /^(\d+)/;
like(slurp_file("/proc/$postmaster/maps"), qr{/previous/handelsregister\.so$}m, "the loader of $before");
is(sql('target', 'select hr_queue.library_version()'), $today, "and the library of $today");
ok(is_served($node, 'target'), 'work together');
is(sql('target', 'select preloaded, workers, stopped_by, slots_exhausted_since, failing_since from hr_queue.loader_state()'),
    't|1|0||', 'loader_state() knows what that loader tells');
$watch->quit;

unlike(log_since($node, 0), qr/terminated by signal|PANIC|deadlock detected/, 'no crash, no deadlock');
$node->stop;
done_testing();
