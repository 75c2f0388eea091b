# A full disk is an error of the job at hand, and never the end of a process: a server whose data directory has no byte left
# (its WAL lies elsewhere, since PostgreSQL itself stops without it) answers, keeps its jobs, and goes on when there is room.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use RegisterDocument;
use Test::More;

my $disk = $ENV{HR_DATA_DISK};
plan skip_all => 'a small file system can be mounted by root only (HR_DATA_DISK)' unless $disk;

my $node = PostgreSQL::Test::Cluster->new('full');
mkdir "$disk/data" or die "$disk/data: $!";
symlink "$disk/data", $node->data_dir or die "symlink: $!";
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8', '--waldir=' . $node->basedir . '/wal' ]);
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'handelsregister'\nrestart_after_crash = on\n"
    . "max_wal_size = '2GB'\nhandelsregister.enabled = off\nhandelsregister.scan_interval = 1s\n");
$node->start;
create_database($node, 'postgres');
$node->safe_psql('postgres', 'create database other');
my $bystander = $node->background_psql('other', on_error_stop => 0);
$bystander->query('create temporary table mine as select 42 as answer');
my $start = log_offset($node);

sub sql { return $node->safe_psql('postgres', $_[0]) }

# Leaves not a single page.
sub fill {
    open my $file, '>:raw', "$disk/filling" or die "$disk/filling: $!";
    $file->autoflush(1);
    1 while syswrite $file, "\0" x 65536;
    1 while syswrite $file, "\0" x 512;
    close $file;
    return;
}

sub make_room {
    unlink "$disk/filling" or die "$disk/filling: $!";
    return;
}

sub switch_workers {
    my ($to) = @_;
    $node->append_conf('postgresql.conf', "handelsregister.enabled = $to");
    $node->reload;
    return;
}

sub stays_up {
    my ($when) = @_;
    unlike(log_since($node, $start), qr/terminated by signal|all server processes terminated|database system was interrupted/,
        "$when: no process has taken a signal");
    is($bystander->query('select answer from mine'), '42', "$when: the session of another database goes on");
    is(sql('select count(*) > 0 from handelsregister.get_company(\'1\')'), 't', "$when: reads go on");
    return;
}

# --- full before a worker starts -----------------------------------------------------------------------------------

submit($node, 'postgres', 4);
sql('call hr_queue.work()');
is(sql('select count(*) from hr_registry.company'), 1, 'there is a company to read');
submit($node, 'postgres', 40);
sql('checkpoint');
my $waiting = sql('select count(*) from hr_queue.ready');
cmp_ok($waiting, '>', 0, 'jobs wait');
fill();
my (undef, undef, $refused) = $node->psql('postgres', "\\set VERBOSITY verbose\nselect hr_queue.drain(1)");
like($refused, qr/ERROR:  53100: could not use file ".*handelsregister.*".*DETAIL:.*No space left.*HINT:/s,
    'a full disk before the first job is an error as PostgreSQL gives it') or diag($refused);
switch_workers('on');
ok(defined wait_for($node, 'postgres', q{select failing_since is not null from hr_queue.loader_state()}, 20),
    'a worker has met the full disk') or diag(log_since($node, $start));
stays_up('full before the start');
is(sql('select count(*) from hr_queue.ready where attempt = 0'), $waiting, 'full before the start: the jobs wait');
my @lines = log_since($node, $start) =~ /(?:ERROR|WARNING|FATAL|LOG):  /g;
cmp_ok(scalar @lines, '<', 40, 'full before the start: the log is not flooded');
make_room();
sql('select hr_queue.wake()');
ok(defined wait_until_drained($node, 'postgres', 60), 'there is room, and the jobs go on');
is(sql('select count(*) from hr_queue.dead'), 0, 'none of them is a dead letter');

# --- full while workers work ---------------------------------------------------------------------------------------

$node->safe_psql('postgres', q{create table fat (n int, t text);
    create function fat(id bigint, payload jsonb) returns jsonb language sql as
    $$ insert into public.fat select n, repeat('x', 1000) from generate_series(1, 400) n; select null::jsonb $$;
    grant all on fat to public; grant all on schema public to public;
    create role fatty; grant usage on schema hr_queue to fatty; grant execute on all functions in schema hr_queue to fatty;
    select hr_queue.register_processor('fat', 'public.fat(bigint, jsonb)', max_attempts => 1::smallint)});
sql(q{set role fatty; select count(*) from hr_queue.enqueue_batch('fat', array_fill('{}'::jsonb, array[200]))});
ok(defined wait_for($node, 'postgres', q{select exists (select from hr_queue.job where error_code = '53100')
    or (select failing_since is not null from hr_queue.loader_state())}, 60) || log_since($node, $start) =~ /No space left on device/,
    'the disk is full in the middle of the work');
fill();
stays_up('full in the middle');
is(sql('select count(*) from hr_queue.dead'), 0, 'full in the middle: nobody is a dead letter');
my $done = sql(q{select count(*) from hr_queue.result where kind = 'fat'});
is(sql(q{select count(*) from hr_queue.ready where kind = 'fat'}) + sql(q{select count(*) from hr_queue.deferred where kind = 'fat'})
        + sql(q{select count(*) from hr_queue.result where kind = 'fat'}), 200, 'full in the middle: no job is lost');
make_room();
# Whose effects are small enough now.
sql(q{create or replace function fat(id bigint, payload jsonb) returns jsonb language sql as 'select null::jsonb'; truncate fat;
    update hr_queue.deferred set run_at = now(); select hr_queue.wake()});
ok(defined wait_until_drained($node, 'postgres', 60), 'there is room again, and the jobs go on')
    or diag(sql('select state, error_code, count(*) from hr_queue.job group by 1, 2'));
is(sql(q{select count(*) from hr_queue.result where kind = 'fat'}), 200, 'all of them are done');
stays_up('at the end');
$bystander->quit;
$node->stop;
done_testing();
