# A stream of jobs and documents, and everything that can be taken away beneath it: a worker, the launcher, a client, the
# server, its connections, its process slots, its disk, its clock. No job is lost, none is done twice, and work goes on
# by itself, within two seconds after the server accepts connections.
use strict;
use warnings;
use HandelsregisterTest;
use IO::Socket::UNIX;
use JobStream;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

my $node = new_node('matrix', fsync => 'off', max_connections => 20, max_worker_processes => 8,
    'handelsregister.workers_per_database' => 2, 'handelsregister.idle_timeout' => '300ms',
    'handelsregister.allow_superuser_jobs' => 'on');
my $worker = q{backend_type = 'handelsregister worker'};

sub sql { return $node->safe_psql(@_) }

# A database in which every job leaves exactly one row, and every number that was given out is written down with it.
sub prepare {
    my ($database) = @_;
    sql($database, q{
        create extension handelsregister;
        create table public.expected (job bigint primary key);
        create table public.effect (job bigint, filling text);
        create table public.paper (n integer primary key, content bytea);
        create function public.note(job bigint, jsonb) returns jsonb language sql as
            $$ insert into public.effect select job from pg_sleep(0.002) returning '{}'::jsonb $$;
        create function public.fat(job bigint, jsonb) returns jsonb language sql as
            $$ insert into public.effect select job, string_agg(md5(random()::text), '') from generate_series(1, 3000) returning '{}'::jsonb $$;
        select hr_queue.register_processor('note', 'public.note(bigint, jsonb)');
        select hr_queue.register_processor('fat', 'public.fat(bigint, jsonb)');
    });
    return;
}

sub enqueue {
    my ($database, $kind, $count, $run_at) = @_;
    my $due = defined $run_at ? ", clock_timestamp() + interval '$run_at'" : '';
    sql($database, "insert into expected select hr_queue.enqueue_batch('$kind', array_fill('{}'::jsonb, array[$count])$due)");
    return;
}

# The next documents that nobody has submitted yet.
my %papers;
sub submit_papers {
    my ($database, $count) = @_;
    my $from = $papers{$database} //= 0;
    $papers{$database} += $count;
    my $rows = join '', map { "$_\t\\\\x" . unpack('H*', RegisterDocument::document(company => 1 + $_ % 40, snapshot => int($_ / 40))) . "\n" }
        $from .. $from + $count - 1;
    sql($database, "copy paper from stdin;\n$rows\\.\ninsert into expected select (handelsregister.submit_documents("
        . "array_agg(content order by n), null, 'test', '2030-01-01')).job_id from paper where n >= $from");
    return;
}

# --- what must hold after each fault -------------------------------------------------------------------------------------

# Seconds, by the server's clock, from the first answer of the server until a job or document has been completed. Where no
# stream runs, $more gives the server work of which it cannot have got rid before.
sub work_goes_on {
    my ($database, $name, $more) = @_;
    my ($since, $limit) = ('', patience());
    my $deadline = time + 60;
    until ($since) {
        my ($status, $out) = eval { $node->psql($database, 'select clock_timestamp()') };
        $since = $out if defined $status && $status == 0;
        die "the server does not come back\n" if time > $deadline;
    }
    $more->() if $more;
    ok(defined wait_for($node, $database, "select exists (select from hr_queue.result where finished_at > '$since')", 60), "$name: work goes on");
    my $took = sql($database, "select extract(epoch from min(finished_at) - '$since') from hr_queue.result where finished_at > '$since'");
    cmp_ok($took || 99, '<', $limit, sprintf('%s: after %.2f s', $name, $took || 99));
    return;
}

sub nothing_lost {
    my ($database, $name) = @_;
    ok(defined wait_until_drained($node, $database, 120), "$name: all work is done")
        or diag(sql($database, 'select state, kind, error_code, error_message, count(*), min(run_at), now() from hr_queue.job group by 1, 2, 3, 4'));
    is(sql($database, q{
            select (select count(*) from expected e where not exists (select from hr_queue.result r where r.id = e.job)),
                   (select count(*) from hr_queue.result r where not exists (select from expected e where e.job = r.id)),
                   (select count(*) from hr_queue.dead)}), '0|0|0', "$name: every job that was committed has a result, none is dead");
    is(sql($database, q{
            select (select count(*) from hr_queue.result where kind <> 'register_content') - (select count(*) from effect),
                   (select count(*) - count(distinct job) from effect)}), '0|0', "$name: every job had its effect, once");
    is(sql($database, 'select (select count(*) from paper) - (select count(*) from hr_registry.reading), (select count(*) from paper) - (select count(*) from hr_registry.snapshot)'),
        '0|0', "$name: every document has been read, once");
    return;
}

# A worker that is in the middle of a batch.
sub busy_worker {
    my ($node) = @_;
    ok(defined wait_for($node, 'postgres', "select exists (select from pg_stat_activity where $worker and state = 'active')", 30), 'a worker is busy');
    return sql('postgres', "select pid from pg_stat_activity where $worker order by state = 'active' desc limit 1");
}

prepare('postgres');
my $stream = JobStream->start($node, 'postgres', q{insert into expected select hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[4])) returning job});

my @faults = (
    [ 'kill -9 of a worker', sub {
        my $pid = busy_worker($node);
        my $offset = log_offset($node);
        kill 'KILL', $pid;
        my $deadline = time + 20;
        sleep 0.02 until log_since($node, $offset) =~ /\(PID $pid\) was terminated by signal 9/ || time > $deadline;
    } ],
    [ 'termination of a worker', sub { sql('postgres', 'select pg_terminate_backend(' . busy_worker($node) . ')') } ],
    [ 'termination of the launcher', sub {
        my $launcher = sql('postgres', q{select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'handelsregister launcher'});
        is($launcher, 't', 'there was one launcher');
        ok(defined wait_for($node, 'postgres', 'select launcher_pid > 0 from hr_queue.loader_state()', 20), 'and there is another one');
    } ],
    [ 'termination of the client', sub {
        ok(defined wait_for($node, 'postgres', q{select exists (select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stream')}, 20),
            'the client was connected');
    } ],
    [ 'immediate stop of the server', sub { busy_worker($node); $node->stop('immediate'); $node->start } ]);

for my $fault (@faults) {
    my ($name, $code) = @$fault;
    submit_papers('postgres', 60);
    $code->();
    work_goes_on('postgres', $name);
}

# --- connections ----------------------------------------------------------------------------------------------------------

# A connection that says who it is and then nothing; undef where the server has none left.
sub occupy {
    my $socket = IO::Socket::UNIX->new(Peer => $node->host . '/.s.PGSQL.' . $node->port) or return;
    my $parameters = "user\0" . getpwuid($<) . "\0database\0postgres\0\0";
    print $socket pack('N N', 8 + length $parameters, 196608) . $parameters;
    $socket->flush;
    my $answered = sysread $socket, my $answer, 1;
    return $answered && $answer eq 'R' ? $socket : undef;
}

my $session = $node->background_psql('postgres');
submit_papers('postgres', 60);
my @occupied;
my $deadline = time + 60;
my $refused = 0;
while ($refused < 5 && time < $deadline) {
    my $socket = occupy();
    if ($socket) { push @occupied, $socket; $refused = 0 }
    else { ++$refused; sleep 0.1 }  # the stream may just be letting go of one
}
cmp_ok(scalar @occupied, '>', 10, 'all connections are taken');
$session->query_safe(q{insert into expected select hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[100]))});
my $count = $session->query_safe('select max(job) from expected');
my $done = 0;
for (1 .. 300) {
    $done = $session->query_safe("select exists (select from hr_queue.result where id = $count)") eq 't' and last;
    sleep 0.1;
}
ok($done, 'no connection is left: the workers go on all the same');
my $full = 0;  # the stream takes what it finds, and lets go of it now and then
for (1 .. 50) {
    my (undef, undef, $error) = eval { $node->psql('postgres', 'select 1') };
    ++$full if ($error // '') =~ /too many clients|remaining connection slots/;
    last if $full;
    if (my $socket = occupy()) { push @occupied, $socket }
}
ok($full, 'and there was indeed none left');
close $_ for @occupied;
work_goes_on('postgres', 'connections are free again');
$session->quit;
$stream->stop;
nothing_lost('postgres', 'after all of that');

# What the client was told is committed.
my @told = $stream->acknowledged;
cmp_ok(scalar @told, '>', 200, scalar(@told) . ' jobs of the stream were acknowledged');
is(sql('postgres', 'create temp table told (job bigint); copy told from stdin;' . "\n" . join("\n", @told)
    . "\n\\.\nselect count(*) from told t where not exists (select from expected e where e.job = t.job)"), 0, 'and none of them is lost');

# --- process slots ---------------------------------------------------------------------------------------------------------

ok(defined wait_for($node, 'postgres', "select not exists (select from pg_stat_activity where $worker)", 30), 'the workers let go');
my $offset = log_offset($node);
sql('postgres', q{create table hog (n int); insert into hog select generate_series(1, 5000); alter table hog set (parallel_workers = 16)});
my $hog = in_background('/dev/null', sub {
    $node->psql('postgres', q{set max_parallel_workers_per_gather = 16; set max_parallel_workers = 16; set min_parallel_table_scan_size = 0;
        set parallel_setup_cost = 0; set parallel_tuple_cost = 0; select count(pg_sleep(0.008)) from hog});
});
ok(defined wait_for($node, 'postgres', q{select count(*) >= 5 from pg_stat_activity where backend_type = 'parallel worker'}, 20), 'no process slot is free');
enqueue('postgres', 'note', 50);
submit_papers('postgres', 20);
ok(defined wait_for($node, 'postgres', 'select (select count(*) from hr_queue.ready) >= 70 or exists (select from hr_queue.result r join expected e on e.job = r.id
    where r.finished_at > now())', 10), 'the jobs wait');
is(sql('postgres', "select count(*) from pg_stat_activity where $worker"), 0, 'since no worker can start');
ok(defined wait_for($node, 'postgres', q{select not exists (select from pg_stat_activity where backend_type = 'parallel worker')}, 60), 'the slots are free again');
work_goes_on('postgres', 'process slots', sub { enqueue('postgres', 'note', 10) });
nothing_lost('postgres', 'process slots');
my @warnings = log_since($node, $offset) =~ /WARNING:  (.*)/g;
cmp_ok(scalar @warnings, '<=', 1, 'the log has at most one warning of it') or diag(@warnings);
waitpid $hog, 0;

# --- disk space ------------------------------------------------------------------------------------------------------------

SKIP: {
    my $disk = $ENV{HR_SMALL_DISK};
    skip 'a small file system can be mounted by root only (HR_SMALL_DISK)', 1 unless $disk;
    mkdir "$disk/space" or die "$disk/space: $!";
    sql('postgres', "create tablespace small location '$disk/space'");
    sql('postgres', 'create database small tablespace small');
    prepare('small');
    submit_papers('small', 40);
    ok(defined wait_until_drained($node, 'small', 60), 'disk space: there is some');
    $node->append_conf('postgresql.conf', 'handelsregister.enabled = off');
    $node->reload;
    enqueue('small', 'fat', 80);
    submit_papers('small', 80);
    open my $filling, '>:raw', "$disk/filling" or die "$disk/filling: $!";
    $filling->autoflush(1);
    1 while syswrite $filling, "\0" x 65536;
    1 while syswrite $filling, "\0" x 512;
    close $filling;
    like(($node->psql('small', "\\set VERBOSITY verbose\ncreate table public.more as select repeat('x', 1000) from generate_series(1, 100)"))[2],
        qr/53100/, 'disk space: none is left');
    my $noisy = log_offset($node);
    $node->append_conf('postgresql.conf', 'handelsregister.enabled = on');
    $node->reload;
    ok(defined wait_for($node, 'small', q{select exists (select from hr_queue.deferred where error_code = '53100')}, 20)
            || log_since($node, $noisy) =~ /No space left on device/, 'disk space: jobs have failed for want of it');
    sleep 2;
    is(sql('small', 'select (select count(*) from hr_queue.ready where attempt > 0) + (select count(*) from hr_queue.deferred where attempt > 0), (select count(*) from hr_queue.dead)'),
        '0|0', 'disk space: which does not count as an attempt');
    my @lines = log_since($node, $noisy) =~ /(?:ERROR|WARNING|FATAL|LOG): /g;
    cmp_ok(scalar @lines, '<', 40, 'disk space: the log is not flooded: ' . @lines . ' lines');
    unlink "$disk/filling" or die "$disk/filling: $!";
    ok(defined wait_until_drained($node, 'small', 90), 'disk space: there is some again, and work goes on');
    nothing_lost('small', 'disk space');
    sql('postgres', 'drop database small with (force)');
    sql('postgres', 'drop tablespace small');
}

# --- the clock -------------------------------------------------------------------------------------------------------------

# The server gets a clock to which we can add, for all of its processes at the same moment.
my $clock = $node->basedir . '/clock';
sub turn_clock {
    my ($hours) = @_;
    open my $file, -e $clock ? '+<:raw' : '>:raw', $clock or die "$clock: $!";
    print $file pack('q<', $hours * 3600);
    close $file or die "$clock: $!";
    return;
}

turn_clock(0);
$node->append_conf('postgresql.conf', 'handelsregister.scan_interval = 1s');
$node->stop;
{
    my $library = $ENV{PG_REGRESS} =~ s{/pgxs/.*}{/hr_clock.so}r;
    ok(-e $library, 'the library that turns the clock is there');
    local %ENV = (%ENV, LD_PRELOAD => $library, HR_CLOCK => $clock);
    $node->start;
}
enqueue('postgres', 'note', 10, '6 hours');
enqueue('postgres', 'note', 10, '6 days');
for my $jump ([ 0, 20 ], [ 8, 10 ], [ 0, 10 ], [ 7 * 24, 0 ], [ -3 * 24, 0 ], [ 0, 0 ]) {
    my ($hours, $left) = @$jump;
    my $name = sprintf 'clock %+d h', $hours;
    turn_clock($hours);
    my $now = sql('postgres', 'select extract(epoch from clock_timestamp())');
    cmp_ok(abs($now - time - $hours * 3600), '<', 30, "$name: the server has it");
    ok(defined wait_for($node, 'postgres', "select count(*) = $left from hr_queue.deferred", 20), "$name: $left jobs wait for their time")
        or diag(sql('postgres', 'select now(), run_at, count(*) from hr_queue.deferred group by 2'));
    enqueue('postgres', 'note', 40);
    enqueue('postgres', 'note', 5, '500 ms');
    submit_papers('postgres', 10);
    ok(defined wait_for($node, 'postgres', "select not exists (select from hr_queue.ready) and (select count(*) = $left from hr_queue.deferred)", 30),
        "$name: what is enqueued is done");
}
nothing_lost('postgres', 'clock');
is(sql('postgres', 'select hr_queue.expire_results()'), 0, 'clock: no result is due to go');

unlike(log_since($node, 0), qr/PANIC|terminated by signal 11|deadlock detected|could not serialize/, 'nothing else has happened');
$node->stop;
done_testing();
