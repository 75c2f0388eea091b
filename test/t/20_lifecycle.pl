# Commands that need a database or its extension for themselves, while its worker is idle, connected or busy: they
# succeed, are refused, or fail half-way; in each case in time, with every job kept and the database served afterwards.
# A second database, on the version before, has a worker of its own all the while, which nothing of this may touch.
use strict;
use warnings;
use HandelsregisterTest;
use List::Util qw(max);
use LifecycleTest;
use PostgreSQL::Test::Utils;
use Test::More;

my ($today, $before) = releases();
my $node = new_node('lifecycle',
    fsync => 'off',
    'handelsregister.scan_interval' => '1h',
    'handelsregister.idle_timeout' => '50ms',
    'handelsregister.allow_superuser_jobs' => 'on');
my $start = log_offset($node);
sub sql { return $node->safe_psql(@_) }
my $watch = watch($node);

# --- roles, databases ------------------------------------------------------------------------------------------------

my $folder = $node->basedir . '/elsewhere';
mkdir $folder or die "$folder: $!";
sql('postgres', "create tablespace elsewhere location '$folder'");
sql('postgres', $_) for 'create role keeper superuser', 'create role owner createdb', 'create role stranger createdb',
    'grant create on tablespace elsewhere to owner, stranger';
make_target($node, 'target', '');
make_target($node, 'bystander', $before);

# A fault that strikes after the server has begun: a subscription forbids DROP DATABASE, a table in the tablespace
# forbids to move there, a trigger at the end of a command undoes it.
my %fault = (
    subscription => [ "create subscription fault connection 'dbname=none' publication none with (connect = false, slot_name = none)",
        'drop subscription fault' ],
    table => [ 'create table public.fault () tablespace elsewhere', 'drop table public.fault' ],
    trigger => [ q{create function public.fault() returns event_trigger language plpgsql as $$ begin raise 'fault'; end $$;
            create event trigger fault on ddl_command_end execute function public.fault()},
        'drop event trigger fault; drop function public.fault' ]);

# Each command: where it runs, as whom, what; what puts things back; how it fails and with which SQLSTATE. Other ways
# to the same end meet a busy worker only.
my $drop_extension = 'set handelsregister.allow_drop = on';
my %command = (
    'drop database' => {
        in => 'postgres', as => 'owner', run => [ 'drop database target' ],
        back => 'database', fault => 'subscription', error => '55006' },
    'drop database with force' => {
        other_way => 1, in => 'postgres', as => 'owner', run => [ 'drop database target with (force)' ],
        back => 'database', fault => 'subscription', error => '55006' },
    'rename database' => {
        in => 'postgres', as => 'owner', run => [ 'alter database target rename to renamed' ],
        back => 'alter database renamed rename to target', then => 'select 1/0', error => '22012' },
    'set tablespace' => {
        in => 'postgres', as => 'owner', run => [ 'alter database target set tablespace elsewhere' ],
        back => 'alter database target set tablespace pg_default', fault => 'table', error => '55000' },
    'create database, wal_log' => {
        in => 'postgres', as => 'owner', run => [ 'create database copy template target strategy wal_log' ],
        back => 'copy', fail => [ 'create database copy template target tablespace nowhere' ], error => '42704' },
    'create database, file_copy' => {
        other_way => 1, in => 'postgres', as => 'owner', run => [ 'create database copy template target strategy file_copy' ],
        back => 'copy', fail => [ 'create database copy template target tablespace nowhere' ], error => '42704' },
    'drop extension' => {
        in => 'target', as => 'keeper', run => [ $drop_extension, 'drop extension handelsregister' ],
        back => 'extension', then => 'select 1/0', error => '22012' },
    'drop extension in a function' => {
        other_way => 1, in => 'target', as => 'keeper', run => [ $drop_extension, 'do $$ begin drop extension handelsregister; end $$' ],
        back => 'extension', fail => [ $drop_extension, 'do $$ begin begin drop extension handelsregister; raise division_by_zero;'
            . ' exception when division_by_zero then end; raise division_by_zero; end $$' ], error => '22012' },
    'drop owned' => {
        other_way => 1, in => 'target', as => 'keeper', run => [ $drop_extension, 'drop owned by keeper cascade' ],
        back => 'extension', then => 'select 1/0', error => '22012' },
    'drop schema' => {
        other_way => 1, in => 'target', as => 'keeper', run => [ 'drop schema home cascade' ],
        back => 'extension', then => 'select 1/0', error => '22012' },
    'update extension' => {
        in => 'target', as => 'keeper', run => [ "alter extension handelsregister update to '$before'" ],
        back => 'update', fault => 'trigger', error => 'P0001' });

# --- one cell ----------------------------------------------------------------------------------------------------------

sub put_back {
    my ($how) = @_;
    if ($how eq 'database') { make_target($node, 'target', '') }
    elsif ($how eq 'copy') { sql('postgres', 'drop database copy') }
    elsif ($how eq 'update') { sql('target', "alter extension handelsregister update to '$today'") }
    elsif ($how eq 'extension') {
        sql('target', 'set role keeper; create schema if not exists home; create extension handelsregister schema home');
        add_jobs($node, 'target');
    }
    else { sql('postgres', $how) }
    return;
}

sub statements {
    my ($command, $outcome) = @_;
    return @{ $command->{fail} } if $outcome eq 'fails' && $command->{fail};
    return ('begin', @{ $command->{run} }, $command->{then}) if $outcome eq 'fails' && $command->{then};
    return @{ $command->{run} };
}

# The job of a busy worker has neither been lost nor been counted against, wherever it is now.
sub check_job {
    my ($name, $what, $job) = @_;
    my $database = $what eq 'rename database' ? 'renamed' : 'target';
    return is(release($node, $database, $job), 'done|0|1', "$name: the job is done, once, without a failed attempt");
}

sub check_copy {
    my ($name, $busy) = @_;
    return is(sql('copy', 'select (select count(*) from effect e join hr_queue.job j on j.id = e.job where j.state <> \'done\'),'
        . ' (select count(*) from hr_queue.ready)'), '0|' . ($busy ? 1 : 0), "$name: the copy has the jobs, and runs none");
}

# Two seconds, and more by as much as others are in the way on this machine.
sub bound {
    my ($load) = slurp_file('/proc/loadavg') =~ /^([0-9.]+)/;
    my $processors = () = slurp_file('/proc/cpuinfo') =~ /^processor\b/mg;
    return 2 * max(1, $load / max(1, $processors));
}

sub run_cell {
    my ($what, $state, $outcome) = @_;
    my $name = "$what, $state worker, $outcome";
    my $command = $command{$what};
    my $fault = $outcome eq 'fails' && $command->{fault} ? $fault{ $command->{fault} } : undef;
    sql('target', $fault->[0]) if $fault;
    my ($pid, $job) = bring_to($node, 'target', $state);
    my $other = worker_pid('bystander');
    my $expected = $outcome eq 'refused' ? '42501' : $outcome eq 'fails' ? $command->{error} : '';
    my $role = $outcome eq 'refused' ? 'stranger' : $command->{as};
    my ($sqlstate, $seconds) = run_timed($node, $command->{in}, "set role $role", statements($command, $outcome));
    my $after = worker_pid('target');
    is($sqlstate, $expected, "$name: " . ($expected || 'success'));
    cmp_ok($seconds, '<', bound(), "$name: in time");
    is($after, $pid, "$name: the worker has not been touched") if $outcome eq 'refused';
    sql('target', $fault->[1]) if $fault;
    my $done = $sqlstate eq '' && $outcome eq 'allowed';
    check_copy($name, $state eq 'busy') if $done && $command->{back} eq 'copy';
    check_job($name, $done ? $what : '', $job) if $job && !($done && $command->{back} =~ /^(database|extension)$/);
    ok(becomes_true("not exists (select from pg_stat_activity where backend_type = 'handelsregister worker' and datname = 'target')"),
        "$name: no worker is left") if $done && $command->{back} =~ /^(database|extension)$/;
    put_back($command->{back}) if $done;
    sql('target', 'delete from hold') if $done && $job;
    ok(is_served($node, 'target'), "$name: served afterwards");
    is(worker_pid('bystander'), $other, "$name: the other database's worker has not been touched");
    return;
}

# --- the matrix --------------------------------------------------------------------------------------------------------

sub set_idle_timeout {
    my ($timeout) = @_;
    $node->append_conf('postgresql.conf', "handelsregister.idle_timeout = '$timeout'");
    $node->reload;
    return;
}

sub run_cells {
    my ($state) = @_;
    for my $outcome (qw(allowed refused fails)) {
        run_cell($_, $state, $outcome) for grep { $state eq 'busy' || !$command{$_}{other_way} } sort keys %command;
    }
    return;
}

run_cells('idle');
set_idle_timeout('10min');
ok(is_served($node, 'bystander'), 'the other database is served');
my $bystander = worker_pid('bystander');
run_cells($_) for 'connected', 'busy';
isnt($bystander, 0, 'the other database had a worker');
is(worker_pid('bystander'), $bystander, 'which is the same in the end');
ok(is_served($node, 'bystander'), 'and still at work');

# What nobody expects in the log: workers are stopped without a word, but for those terminated in the middle of a job.
my $log = log_since($node, $start);
unlike($log, qr/deadlock detected|terminated by signal|PANIC/, 'no deadlock, no crash');
unlike($log, qr/FATAL:  (?!terminating )/, 'no process ends with another error');
$watch->quit;
$node->stop;
done_testing();
