# Locks of the register: no stranger takes them, one document does not fill the server's table, imports and documents and
# erasures beside each other never wait in a circle, and health() names who holds one for long.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegisterDocument;
use RegistryTest;
use Test::More;

# --- strangers ---------------------------------------------------------------------------------------------------------

my $node = new_node('locks', fsync => 'off', 'handelsregister.workers_per_database' => 2, log_lock_waits => 'on', deadlock_timeout => '200ms');
create_database($node, 'register');
$node->safe_psql('register', 'create role stranger login');
my $stranger = $node->background_psql('register', extra_params => [ '-U', 'stranger' ]);
# What 0.5.0 used, and each key of those spaces that its companies could have.
$stranger->query(q{select count(pg_advisory_lock(space, key)) from generate_series(1751282021, 1751282024) space, generate_series(-20, 20) key});
$stranger->query(q{select count(pg_advisory_lock(n)) from generate_series(0, 100) n});
submit_bytes($node, 'register', map { RegisterDocument::document(company => $_, snapshot => 0) } 1 .. 20);
wait_until_drained($node, 'register');
submit_bytes($node, 'register', map { RegisterDocument::document(company => $_, snapshot => 1) } 1 .. 20);
wait_until_drained($node, 'register');
is($node->safe_psql('register', 'select count(*) from hr_registry.snapshot'), 40, 'documents are read while a stranger holds every advisory lock');
cmp_ok($node->safe_psql('register', 'select count(*) from hr_registry.change_event'), '>', 20, 'and the feed goes on');
$stranger->quit;

# --- who holds one for long ----------------------------------------------------------------------------------------------

my $health = q{select ok, detail, hint is not null from handelsregister.health() where "check" = 'locks'};
is($node->safe_psql('register', $health), 't|nobody holds a lock of the register for long|f', 'health: nobody holds a lock');
my $holder = $node->background_psql('register');
my $pid = $holder->query('select pg_backend_pid()');
$holder->query(q{begin; select hr_registry.take_lock('feed')});
is($node->safe_psql('register', q{select lock, granted from hr_registry.held_lock}), 'change feed|t', 'a holder is seen at once, while nobody waits');
# Two minutes later, by the view: it says since when, and health() asks for no other clock.
my $view = $node->safe_psql('register', q{select pg_get_viewdef('hr_registry.held_lock')});
(my $earlier = $view) =~ s/(min\(\s*CASE.*?END\)) AS since/$1 - interval '2 minutes' AS since/s or die $view;
$node->safe_psql('register', "create or replace view hr_registry.held_lock as $earlier");
like($node->safe_psql('register', $health), qr/^f\|process $pid \(postgres, idle in transaction\) holds "change feed" in a transaction since [^|]+\|t$/,
    'health tells who holds it, although nobody waits');
submit_bytes($node, 'register', RegisterDocument::document(company => 1, snapshot => 2));
ok(defined wait_for($node, 'register', 'select exists (select from hr_registry.held_lock where not granted)'), 'a worker waits for it');
like($node->safe_psql('register', $health), qr/process \d+ has waited for "change feed" since .*, behind \{$pid\}/, 'and who waits behind whom');
$holder->query('rollback');
$holder->quit;
wait_until_drained($node, 'register');
like($node->safe_psql('register', $health), qr/^t\|/, 'until it is over');

# --- nothing waits in a circle ---------------------------------------------------------------------------------------------
# Two imports that change the names of the same companies, documents of others with events, and an erasure, by two workers.

my $companies = 1500;

sub load {
    my ($source, $round) = @_;
    my $file = "$ENV{TESTDATADIR}/$source.tsv";
    open my $handle, '>', $file or die $!;
    print $handle map { join("\t", "U1308_HRB$_", "Leipzig HRB $_", 'HRB', $_, 'Leipzig', 'Sachsen', 'Leipzig', 'currently registered',
        "Sonnenweg $source $round $_ GmbH", '', sprintf('2018-07-%02dT03:16:34Z', $round * 2 + ($source eq 'two'))) . "\n" } 1 .. $companies;
    close $handle;
    my $import = $node->safe_psql('register', qq{select import_id from handelsregister.begin_import('$source', 'tsv')});
    $node->safe_psql('register', qq{copy hr_registry.import_line (line) from '$file' with (format csv, delimiter e'\\x1f', quote e'\\x1e')});
    return $import;
}

sub workers {
    my ($state) = @_;
    $node->append_conf('postgresql.conf', "handelsregister.enabled = $state");
    $node->reload;
    return;
}

for my $round (1 .. 3) {
    workers('off');
    for my $source (qw(one two)) {
        my $import = load($source, $round);
        $node->safe_psql('register', "select from handelsregister.start_import($import)");
    }
    submit_bytes($node, 'register', map { RegisterDocument::document(company => $_, snapshot => $round) } 1 .. 60);
    $node->safe_psql('register', q{select handelsregister.erase_person('Adler', 'Anna', '1970-01-01', 'a test')}) if $round == 2;
    workers('on');
    $node->safe_psql('register', 'select hr_queue.wake()');
    ok(defined wait_until_drained($node, 'register', 120), "round $round: all is done");
}
is($node->safe_psql('register', q{select count(*) from hr_queue.dead}), 0, 'without a dead letter');
cmp_ok($node->safe_psql('register', q{select count(*) from hr_registry.change_event where kind = 'name_changed'}), '>=', 2 * $companies, 'names have changed');
is($node->safe_psql('register', q{select deadlocks from pg_stat_database where datname = 'register'}), 0, 'two imports, documents and an erasure: no deadlock');

# --- jobs one by one --------------------------------------------------------------------------------------------------------
# A batch that fails is done job by job in one transaction: what one job has locked stays locked while the next one begins.

create_database($node, 'single');
workers('off');
$node->safe_psql('single', q{
    create sequence public.written;
    create function public.fail_at_times() returns trigger language plpgsql as $$
    begin
        if nextval('public.written') % 90 = 0 then
            raise exception 'not this time' using errcode = '40001';
        end if;
        return new;
    end $$;
    create trigger fail_at_times before insert on hr_registry.snapshot for each row execute function public.fail_at_times()});
submit_bytes($node, 'single', map { my $s = $_; map { RegisterDocument::document(company => $_, snapshot => $s) } $s % 2 ? 1 .. 150 : reverse 1 .. 150 } 0 .. 7);
workers('on');
$node->safe_psql('single', 'select hr_queue.wake()');
ok(defined wait_until_drained($node, 'single', 120), 'batches in which a job fails at times are done');
is($node->safe_psql('single', 'select count(*) from hr_registry.snapshot'), 1200, 'without a loss');
is($node->safe_psql('single', q{select deadlocks from pg_stat_database where datname = 'single'}), 0, 'and without a deadlock');
unlike(slurp_file($node->logfile), qr/out of order/, 'no lock is taken out of order');

# --- one batch and the server's table of locks -----------------------------------------------------------------------------

# Locks of the register that a batch of so many documents holds before it commits.
sub locks_of_batch {
    my ($server, $documents) = @_;
    submit_bytes($server, 'batch', map { RegisterDocument::document(company => 5000 + $_, snapshot => 0) } 1 .. $documents);
    return $server->safe_psql('batch', qq{
        begin;
        select '' from hr_queue.drain(200) d where d <> $documents;
        select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'object' and classid = 'pg_extension'::regclass and objsubid >= 16;
        rollback;
        delete from hr_queue.ready});
}
workers('off');
create_database($node, 'batch');
my $most = locks_of_batch($node, 200);
cmp_ok($most, '>=', 200, "on an ordinary server a batch locks its companies one by one: $most locks");
cmp_ok($most, '<=', 270, 'and no more');
$node->stop;

my $small = new_node('small', fsync => 'off', max_connections => 10, max_worker_processes => 8,
    'handelsregister.workers_per_database' => 2, 'handelsregister.enabled' => 'off');
create_database($small, 'batch');  # takes a lock for each object that it makes
$small->append_conf('postgresql.conf', 'max_locks_per_transaction = 10');
$small->restart;
cmp_ok(locks_of_batch($small, 200), '<=', 5, 'on a small one all at once');
submit_bytes($small, 'batch', map { RegisterDocument::document(company => $_, snapshot => 0) } 1 .. 200);
$small->append_conf('postgresql.conf', 'handelsregister.enabled = on');
$small->reload;
ok(defined wait_until_drained($small, 'batch', 120), 'and 200 documents are done there by two workers');
is($small->safe_psql('batch', q{select count(*) from hr_registry.snapshot}), 200, 'all of them');
unlike(slurp_file($small->logfile), qr/out of shared memory/, 'while the table of locks is never full');
$small->stop;
done_testing();
