# Many at once: transactions that stay open, looks at the file of a dead process at the same time, and more databases
# than there are slots for workers. Nobody waits in vain, spins, or counts twice.
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;
use Time::HiRes qw(sleep time);

# --- open transactions, no workers --------------------------------------------------------------------------------

my $node = new_node('contention',
    autovacuum => 'off',
    max_connections => 40,
    'handelsregister.enabled' => 'off',
    'handelsregister.scan_interval' => '1h',
    'handelsregister.idle_timeout' => '3s',
    'handelsregister.allow_superuser_jobs' => 'on');
create_database($node, $_) for qw(postgres held);

sub sql { return $node->safe_psql(@_) }

for my $database (qw(postgres held)) {
    sql($database, q{
        create function note(job bigint, payload jsonb) returns jsonb language sql as $$ select payload $$;
        select hr_queue.register_processor('note', 'note(bigint, jsonb)')});
}

# The file of a process that died of a fault of its own while it had one job: fault, count, numbers of jobs.
sub leave_file {
    my ($job) = @_;
    my $folder = $node->data_dir . '/handelsregister';
    mkdir $folder;
    my $pid = fork() // die "fork: $!";
    if ($pid == 0) { require POSIX; POSIX::_exit(0) }
    waitpid $pid, 0;
    my $path = "$folder/" . sql('postgres', q{select oid from pg_database where datname = 'postgres'}) . ".$pid";
    open my $file, '>:raw', $path or die "$path: $!";
    print $file pack('l<l<q<', 1, 1, $job);
    close $file or die "$path: $!";
    return $path;
}

my $suspect = sql('postgres', "select hr_queue.enqueue('note')");
my $crashes = "select crashes from hr_queue.ready where id = $suspect";
my $drain = "begin; set local lock_timeout = '1s'; select hr_queue.drain(0);";
for my $end (qw(commit rollback)) {
    my $file = leave_file($suspect);
    my ($first, $second) = map { $node->background_psql('postgres', on_error_stop => 0) } 1 .. 2;
    $first->query($drain);
    my (undef, $failed) = $second->query($drain);
    is($failed, 0, "two look at the file of a dead process: the second does not wait for the first ($end)");
    $second->query('commit');
    $first->query($end);
    $_->quit for $first, $second;
    sql('postgres', 'select hr_queue.drain(0)');
    is(sql('postgres', $crashes), $end eq 'commit' ? 1 : '', "its job is charged once ($end)");
    ok(!-e $file, 'the file goes');
}
is(sql('postgres', "select crashes, error_code from hr_queue.dead where id = $suspect"), '2|57P02', 'the second crash makes a dead letter');

sql('postgres', "select count(*) from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[700]))");
my @sessions = map { $node->background_psql('postgres') } 1 .. 14;
my @taken = map { $_->query_safe("begin;\nselect hr_queue.drain()") } @sessions;
is("@taken", join(' ', (50) x 14), 'fourteen open transactions take fifty jobs each');
$_->query_safe('commit') for @sessions;
$_->quit for @sessions;
is(sql('postgres', 'select (select count(*) from hr_queue.result), (select count(*) from hr_queue.ready)'), '700|0', 'all is done');

# --- an idle worker beside a transaction that holds what is due --------------------------------------------------------

sql('held', "select hr_queue.enqueue('note', run_at => clock_timestamp() + interval '50 ms') from generate_series(1, 3)");
sleep 0.2;
my $holder = $node->background_psql('held');
is($holder->query_safe("begin;\nselect hr_queue.drain(1)"), 1, 'a transaction holds jobs that are due');
$node->append_conf('postgresql.conf', 'handelsregister.enabled = on');
$node->reload;
sql('held', "select hr_queue.enqueue('note')");
ok(defined wait_for($node, 'held', 'select exists (select from hr_queue.result)', 10), 'a worker does what is free');
sleep 1.2;  # for its figures to arrive
my $count = q{select xact_commit + xact_rollback from pg_stat_database where datname = 'held'};
my $before = sql('postgres', $count);
sleep 2.2;
my $transactions = sql('postgres', $count) - $before;
cmp_ok($transactions, '<', 40, 'and does not spin') or diag("$transactions transactions in 2 s");
$holder->query_safe('rollback');
$holder->quit;
my $took = wait_for($node, 'held', 'select count(*) = 4 from hr_queue.result', 15);
ok(defined $took, 'what the transaction gives back is done, although nobody tells');
note(sprintf 'transactions in 2 s: %d, given back and done after %.1f s', $transactions, $took // -1);
$node->stop;

# --- more databases than slots -----------------------------------------------------------------------------------------

# Two of the eight slots are the launchers'. Databases are looked at every second, which is worse than the default.
my $many = new_node('many',
    autovacuum => 'off',
    max_worker_processes => 8,
    'handelsregister.enabled' => 'off',
    'handelsregister.scan_interval' => '4s');
$many->safe_psql('postgres', 'create database pattern');
$many->safe_psql('pattern', q{
    create extension handelsregister;
    create role app;
    create function note(job bigint, payload jsonb) returns jsonb language sql as $$ select payload $$;
    grant execute on function note(bigint, jsonb) to app;
    grant usage on schema hr_queue to app;
    grant execute on function hr_queue.enqueue(text, jsonb, timestamptz, smallint),
        hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint) to app;
    select hr_queue.register_processor('note', 'note(bigint, jsonb)')});
for my $i (1 .. 14) {
    $many->safe_psql('postgres', "create database copy_$i template pattern");
    $many->safe_psql("copy_$i", 'select hr_queue.adopt_database(true)');
}
my $databases = q{datname = 'pattern' or datname like 'copy%'};
my %looks = split /[|\n]/, $many->safe_psql('postgres', "select datname, xact_commit from pg_stat_database where $databases");
is(scalar keys %looks, 15, 'fifteen databases');
my $offset = log_offset($many);
$many->append_conf('postgresql.conf', 'handelsregister.enabled = on');
$many->reload;
my $seen = join(' and ', map { "(select xact_commit > $looks{$_} from pg_stat_database where datname = '$_')" } sort keys %looks);
my $initial = wait_for($many, 'postgres', "select $seen", 60);
ok(defined $initial, 'each has been looked at');
my $workers = q{from pg_stat_activity where backend_type = 'handelsregister worker'};
ok(defined wait_for($many, 'postgres', "select not exists (select $workers)", 60), 'the workers let go');
my $quiet = log_offset($many);
my ($stayed, $end) = (0, time + 3);
while (time < $end) {
    $stayed += $many->safe_psql('postgres', "select count(*) $workers and backend_start < now() - interval '1 s'");
    sleep 0.3;
}
is($stayed, 0, 'nothing to do: no worker stays connected');
my $slot = qr/no background worker slot is free/;
my @first = log_since($many, $offset) =~ /$slot/g;
my @later = log_since($many, $quiet) =~ /$slot/g;
is(scalar @later, 0, 'nor is a slot missed after the first look') or diag(@first . ' warnings in all, ' . @later . ' of them later');
my $begin = time;
my $job = $many->safe_psql('copy_14', "set role app; select hr_queue.enqueue('note')");
ok(defined wait_for($many, 'copy_14', "select exists (select from hr_queue.result where id = $job)", 3 + patience()),
    'a job in the last database runs within five seconds, or as many more as the machine is overbooked');
note(sprintf 'first look %.1f s, warnings %d then %d, last job %.1f s', $initial // -1, @first - @later, scalar @later, time - $begin);
$many->stop;
done_testing();
