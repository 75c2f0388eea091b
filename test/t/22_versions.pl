# Two versions in one server: each database, session and worker uses the library of its own version; an update beneath
# busy workers and open sessions; a library that is not there.
use strict;
use warnings;
use HandelsregisterTest;
use JobStream;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;
use Time::HiRes qw(sleep);

my ($today, $before) = releases();
my %other = ($before => $today, $today => $before);
my $node = new_node('versions', fsync => 'off', 'handelsregister.idle_timeout' => '300ms', 'handelsregister.scan_interval' => '2s',
    'handelsregister.allow_superuser_jobs' => 'on');

sub sql { return $node->safe_psql(@_) }

# SQLSTATE, message, detail and hint of what fails in an open session; empty for what does not.
sub failure_in {
    my ($session, $statement) = @_;
    my ($out) = $session->query("\\set VERBOSITY verbose\n$statement");
    my $error = $session->{stderr};
    $session->{stderr} = '';
    return $error =~ /ERROR:  (.*)/s ? $1 : '';
}

# Each job leaves the version of the library that ran it.
sub prepare {
    my ($database, $version) = @_;
    sql('postgres', "create database $database");
    sql($database, qq{
        create extension handelsregister version '$version';
        create table public.effect (job bigint, library text, pid int);
        create table public.expected (job bigint primary key);
        create function public.note(job bigint, jsonb) returns jsonb language sql as
            \$\$ insert into public.effect select job, hr_queue.library_version(), pg_backend_pid() from pg_sleep(0.004) returning '{}'::jsonb \$\$;
        select hr_queue.register_processor('note', 'public.note(bigint, jsonb)', batch_size => 10::smallint)});
    return;
}

sub enqueue {
    my ($database, $count) = @_;
    sql($database, "insert into expected select hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[$count]))");
    return;
}

sub nothing_lost {
    my ($database, $name) = @_;
    ok(defined wait_until_drained($node, $database, 120), "$name: all is done");
    is(sql($database, q{select (select count(*) from expected e where not exists (select from hr_queue.result r where r.id = e.job)),
            (select count(*) from hr_queue.result r where r.kind = 'note' and not exists (select from expected e where e.job = r.id)),
            (select count(*) - count(distinct job) from effect), (select count(*) from hr_queue.dead)}), '0|0|0|0', "$name: nothing is lost, nothing done twice");
    return;
}

# --- side by side ---------------------------------------------------------------------------------------------------------

my %database = ($before => 'one', $today => 'two');
prepare($database{$_}, $_) for $before, $today;
for my $database (values %database) {
    enqueue($database, 200);
    submit_bytes($node, $database, map { RegisterDocument::document(company => $_) } 1 .. 30);
}
ok(defined wait_until_drained($node, $_, 60), "$_: served") for values %database;
for my $version ($before, $today) {
    is(sql($database{$version}, q{select string_agg(distinct library, ' '), count(*), count(distinct job) from effect}), "$version|200|200",
        "$version: its jobs were run by its own library, each once");
    is(sql($database{$version}, 'select count(*) from hr_registry.reading'), 30, "$version: its documents are read");
    is(sql($database{$version}, q{select ok from handelsregister.health() where "check" = 'library'}), 't', "$version: health() agrees");
}
is(table_digests($node, 'one', known()), table_digests($node, 'two', known()), 'both registers are equal');

sub known {
    return grep { !/^(snapshot\.facts|company\.fold_version)$/ } split /\n/, sql('one', q{
        select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r'});
}

# --- an open session, whose database goes to the other version and back ------------------------------------------------------

for my $database ('one', 'two') {
    my $old = sql($database, 'select hr_queue.library_version()');
    my $new = $other{$old};
    my $session = $node->background_psql($database, on_error_stop => 0);
    # All that a session keeps of a library: loaded functions, prepared statements, plans inside of functions, settings.
    $session->query_safe(q{prepare version as select hr_queue.library_version();
        prepare company (text) as select name from handelsregister.get_company($1);
        prepare enqueue as insert into public.expected select hr_queue.enqueue('note');
        prepare searches as select name, q from handelsregister.list_saved_searches();
        set request.jwt.claims = '{"sub": "4711"}';
        set handelsregister.result_retention = '3 d'});
    my $ask = sub { $session->query_safe($_[0]) };
    my $name = $ask->(q{execute company('HRB 100001 Stuttgart')});
    like($name, qr/ GmbH$/, "$old: an open session reads");
    $ask->('execute enqueue');
    for my $version ($new, $old, $new, $old) {
        sql($database, "alter extension handelsregister update to '$version'");
        is($ask->('execute version'), $version, "session of $old, database now $version: it uses the library of $version");
        is($ask->(q{execute company('HRB 100001 Stuttgart')}), $name, "session of $old, database now $version: it reads");
        # The type of their rows has other columns in the other version.
        $ask->(q{select handelsregister.save_search('Suche', 'elbkante')});
        is($ask->('execute searches'), 'Suche|elbkante', "session of $old, database now $version: it saves a search");
        $ask->(q{select handelsregister.delete_saved_search(s.search_id) from handelsregister.list_saved_searches() s});
        $ask->('execute enqueue');
        is($ask->('show handelsregister.result_retention'), '3d', "session of $old, database now $version: its settings stay");
        # Processed by this very session, in which both libraries are loaded, or by a worker that is quicker.
        $ask->('call hr_queue.work()');
        $ask->(q{begin; insert into public.expected select hr_queue.enqueue('note'); select hr_queue.drain(); commit});
        is(failure_in($session, q{select * from handelsregister.get_company('nonsense')}) =~ s/\n.*//sr =~ s/:.*//r, 'PT400',
            "session of $old, database now $version: errors cross the border of the other library");
        is(failure_in($session, q{drop extension handelsregister}) =~ s/\n.*//sr =~ s/:.*//r, '55000', "session of $old, database now $version: the guard stands");
    }
    $session->quit;
    nothing_lost($database, "$database: there and back beneath a session");
}

# --- an update beneath busy workers ---------------------------------------------------------------------------------------

my $stream = JobStream->start($node, 'one', q{insert into expected select hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[5])) returning job});
for my $version ($today, $before, $today) {
    submit_bytes($node, 'one', map { RegisterDocument::document(company => $_, snapshot => { $today => 1, $before => 2 }->{$version}) } 1 .. 30);
    ok(defined wait_for($node, 'one', q{select exists (select from pg_stat_activity where backend_type like 'handelsregister worker%' and datname = 'one' and state = 'active')}, 30),
        "update to $version: a worker is busy");
    my (undef, undef, $error) = $node->psql('one', "alter extension handelsregister update to '$version'");
    is($error, '', "update to $version: succeeds");
    my $mark = sql('one', 'select max(job) from expected');
    ok(defined wait_for($node, 'one', "select exists (select from effect where job > $mark and library = '$version')", 30), "update to $version: its library goes on");
}
$stream->stop;
my @told = $stream->acknowledged;
nothing_lost('one', 'updates beneath workers');
is(sql('one', "select count(*) from unnest('{" . join(',', @told) . "}'::bigint[]) t (job) where not exists (select from expected e where e.job = t.job)"), 0,
    'updates beneath workers: ' . @told . ' acknowledged jobs, none is lost');
is(sql('two', "select string_agg(distinct library, ' ') from effect where pid not in (select pid from effect where library <> '$today')"), $today, 'the other database stays as it is');

# --- a library that is not there -------------------------------------------------------------------------------------------

sql('two', "update pg_extension set extversion = '9.9.9' where extname = 'handelsregister'");
my $offset = log_offset($node);
enqueue('two', 5);
ok(defined wait_for_log(qr/WARNING:  no worker for database \d+: the library of handelsregister 9\.9\.9 is not installed/), 'no library: the log says so');
like(log_since($node, $offset), qr/HINT:  Install handelsregister 9\.9\.9 on this server, or run ALTER EXTENSION handelsregister UPDATE/, 'no library: and what to do');
sql('two', "update pg_extension set extversion = '$today' where extname = 'handelsregister'");
nothing_lost('two', 'no library: it is back');

sub wait_for_log {
    my ($pattern) = @_;
    for (1 .. 200) { return 1 if log_since($node, $offset) =~ $pattern; sleep 0.1 }
    return;
}

unlike(log_since($node, 0), qr/PANIC|terminated by signal|deadlock detected|could not access file|does not exist/, 'nothing else has happened');
$node->stop;
done_testing();
