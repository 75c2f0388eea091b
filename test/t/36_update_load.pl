# The extension is updated and taken back, again and again, under eight readers and two writers: nobody gets an error. Readers
# wait for the moment that an update takes, and then call what it has brought, whatever protocol they use and whatever they
# have prepared before. HR_UPDATES is how often to go there and back (three times if it is not set).
use strict;
use warnings;
use HandelsregisterTest;
use IPC::Run qw(start);
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $trips = $ENV{HR_UPDATES} || 3;
my ($today, $before, $long_before) = releases();
my $node = new_node('load', fsync => 'off', 'handelsregister.idle_timeout' => '300ms', 'handelsregister.scan_interval' => '2s');

sub ask { return $node->safe_psql('register', $_[0]) }

$node->safe_psql('postgres', 'create database register');
ask(qq{create extension handelsregister version '$before';
    create role app_reader; create role app_member; create role app_operator;
    select handelsregister.grant_access(reader => 'app_reader', member => 'app_member', operator => 'app_operator');
    create table public.template (content text);
    grant select on public.template to app_operator});
submit_bytes($node, 'register', map { RegisterDocument::document(company => $_, snapshot => $_ % 3) } 1 .. 40);
submit_files($node, 'register', sample_files('*.xml'));
ask('call hr_queue.work()');
my $template = RegisterDocument::document(company => 70_707, snapshot => 1) =~ s/170707/%NUMBER%/gr;
isnt($template, RegisterDocument::document(company => 70_707, snapshot => 1), 'a document has a number to replace');
ask("insert into template values (\$hr\$$template\$hr\$)");

# --- clients ----------------------------------------------------------------------------------------------------------
# Each is a pgbench with one session, which ends at its first error. Columns are named: a prepared statement may not change
# its row type, whoever changes it.

my (@client, %file);

sub client {
    my ($name, $protocol, $script) = @_;
    my $file = $node->basedir . "/$name.pgbench";
    append_to_file($file, $script);
    my ($out, $error) = ('', '');
    push @client, { name => $name, error => \$error, process => start([ 'pgbench', '-n', '-M', $protocol, '-T', 3600, '-f', $file,
        '-h', $node->host, '-p', $node->port, 'register' ], '<', \undef, '>', \$out, '2>', \$error) };
    return;
}

my %login = (reader => "set role app_reader;\n", member => qq{set role app_member;\nset request.jwt.claims = '{"sub": "4711"}';\n});
my @company = (q{select name, register_label from handelsregister.get_company('HRB 170001 Hamburg');},
    q{select role, name from handelsregister.get_company_officers('HRB 170001 Hamburg', true);},
    q{select seq, kind from handelsregister.get_company_timeline('HRB 170001 Hamburg');},
    q{select name from handelsregister.lookup_company('HRB 170001 Hamburg');},
    q{select kind from handelsregister.get_changes(after_seq => 5, max_rows => 20);});
my @search = (q{select name from handelsregister.search_companies('elbkante software');},
    q{select name from handelsregister.suggest_companies('elb');},
    q{select name from handelsregister.search_persons('quell');},
    q{select code from handelsregister.list_reference('court', 50);});
my @member = (q{select name from handelsregister.list_watchlists();}, q{select used from handelsregister.get_quota();},
    q{select kind from handelsregister.list_alerts(false);}, q{select name from handelsregister.list_saved_searches();});
sub script { return join("\n", @_) . "\n" }
# As PostgREST asks: in a transaction, with a search path of its own, for one text.
sub requests {
    my ($role, @statements) = @_;
    return join '', map { "begin;\nselect set_config('search_path', 'handelsregister, public', true), set_config('role', '$role', true), "
        . qq{set_config('request.jwt.claims', '{"sub": "4711"}', true);\n}
        . "with source as (" . s/;$//r . ") select coalesce(json_agg(s), '[]')::text from source s;\ncommit;\n" } @statements;
}

client('simple', 'simple', $login{reader} . script(@company, @search));
client('simple_member', 'simple', $login{member} . script(@member, @company));
client('transaction', 'simple', $login{reader} . script('begin;', @company[0, 1], 'savepoint s;', @search, 'rollback to s;', @company, 'commit;'));
client('extended', 'extended', $login{reader} . script(@search, @company));
client('prepared', 'prepared', $login{reader} . script(@company));
# Lists have other parameters in other versions: whoever prepares them once for all has to run them again, see below.
client('prepared_member', 'prepared', $login{member} . script((grep { !/list_(watchlists|saved)/ } @member), @company[0, 1]));
client('requests', 'prepared', requests('app_reader', @search, @company) . requests('app_member', @member));
client('statements', 'simple', $login{reader} . script('deallocate all;', (map { "prepare p$_ as $company[$_]" } 0 .. $#company),
    map { "execute p$_;" } (0 .. $#company) x 20));
for my $writer (1, 2) {
    client("writer_$writer", 'simple', script('set role app_operator;', '\set number random(100000, 999999)',
        q{select job_id from handelsregister.submit_document(convert_to((select replace(content, '%NUMBER%', :number::text) from public.template), 'UTF8'));},
        q{select state from handelsregister.list_jobs(page_size => 5);}, 'reset role;', 'call hr_queue.work(20);', 'select hr_queue.drain();'));
}

# Errors of clients that have ended, one a line.
sub ended {
    return join "\n", map { $_->{process}->pump_nb if $_->{process}->pumpable; ${ $_->{error} } =~ /(?:ERROR|error):\s*(.*)/ ? "$_->{name}: $1" : () } @client;
}

sub is_at_work {
    my ($count) = @_;
    return defined wait_for($node, 'register', "select count(*) = $count from pg_stat_activity
        where datname = 'register' and backend_type = 'client backend' and pid <> pg_backend_pid()", 30);
}
ok(is_at_work(scalar @client), 'all clients are at work') or diag(ended());

# --- updates ----------------------------------------------------------------------------------------------------------

my @way = map { ($today, $before) } 1 .. $trips;
push @way, $long_before, $today;  # search_companies() has other parameters there
my ($failed, $documents) = (0, ask('select count(*) from hr_registry.document'));
my $offset = log_offset($node);
for my $version (@way) {
    my (undef, undef, $error) = $node->psql('register', "\\set VERBOSITY verbose\nset client_min_messages = error; alter extension handelsregister update to '$version'");
    is($error, '', "updated to $version") or ++$failed;
    sleep 0.2;
}
is(ask(q{select extversion from pg_extension where extname = 'handelsregister'}), $today, 'the last version is in force');
ok(defined wait_for($node, 'register', "select count(*) > $documents from hr_registry.document", 60), 'documents have come in');
is(ended(), '', 'no client has got an error');
ok(is_at_work(scalar @client), 'and all of them are still at work');
$_->{process}->kill_kill(grace => 5) for @client;
my @errors = grep { !/could not (send|receive) data|unexpected EOF|connection to client lost/ } log_since($node, $offset) =~ /^.*(?:ERROR|FATAL|PANIC|deadlock).*$/mg;
is(join("\n", @errors[0 .. ($#errors < 9 ? $#errors : 9)]), '', 'nor does the log have any');
ok(defined wait_until_drained($node, 'register', 120), 'what came in is done');
is(ask('select count(*) from hr_queue.dead'), 0, 'and there is no dead letter');

# --- somebody waits at the gate -------------------------------------------------------------------------------------------

my ($reader, $updater) = map { $node->background_psql('register', on_error_stop => 0) } 1 .. 2;

# Sends a statement of the reader that has to wait, lets the updater commit, and returns what the reader then gets.
sub meet {
    my ($statement, $version) = @_;
    $updater->query_safe("begin; alter extension handelsregister update to '$version'");
    $reader->{stderr} = '';
    $reader->query_until(qr/sent/, "\\echo sent\n$statement;\n");
    ok(defined wait_for($node, 'register', 'select count(*) = 1 from pg_locks where objsubid = 1 and not granted', 30), "$statement: waits");
    $updater->query_safe('commit');
    my ($out) = $reader->query('select 1');
    my $error = $reader->{stderr} =~ s/psql:<stdin>:\d+: //gr;
    $reader->{stderr} = '';
    return $out . $error;
}

$reader->query_safe(q{\set VERBOSITY verbose
    prepare version as select hr_queue.library_version(); execute version;
    prepare kept as select count(*) > 0 from handelsregister.suggest_companies('elb'); execute kept;
    prepare changed as select count(*) > 0 from handelsregister.search_companies('elbkante'); execute changed;});
is(meet('execute version', $before), "$before\n1", 'a prepared call of a C function is one of the version that has come meanwhile');
is(meet('execute kept', $today), "t\n1", 'a prepared call of a function that stays is answered');
is(meet(q{select count(*) > 0 from handelsregister.search_companies('elbkante')}, $long_before), "t\n1",
    'a call is answered although the function has got other parameters');
is(meet('execute changed', $today), "t\n1", 'what is planned anew sees what the update has written');
$updater->query_safe("alter extension handelsregister update to '$long_before'");
$reader->query_safe('execute changed');
like(meet('execute changed', $today), qr/^1ERROR:  40001: .*HINT:  Run the statement again/s, 'a prepared one of such a function is to be run again');
is($reader->query_safe('execute changed'), 't', 'and then it is answered');

# --- somebody stays inside ------------------------------------------------------------------------------------------------

$reader->query_safe(q{begin; select count(*) from handelsregister.suggest_companies('elb')});
my ($status, $out, $error) = $node->psql('register', "\\set VERBOSITY verbose\nset lock_timeout = '300ms'; alter extension handelsregister update to '$before'");
like($error, qr/^.*ERROR:  55P03: handelsregister is in use.*HINT:  pg_locks shows/s, 'an update respects lock_timeout');
is(ask('select hr_queue.library_version()'), $today, 'nothing has changed');
$updater->query_until(qr/sent/, "\\echo sent\nalter extension handelsregister update to '$before';\n");
ok(defined wait_for($node, 'register', 'select count(*) = 1 from pg_locks where objsubid = 1 and not granted', 30), 'without one it waits');
is(ask(q{select count(*) > 0 from handelsregister.suggest_companies('elb')}), 't', 'while others are still answered');
is($reader->query_safe(q{select count(*) > 0 from handelsregister.search_companies('elbkante')}), 't', 'and who is inside goes on');
is(ask('select hr_queue.library_version()'), $today, 'the update waits');
$reader->query_safe('commit');
$updater->query('select 1');  # there is a notice, too
is(ask('select hr_queue.library_version()'), $before, 'until the last one has left');
$_->quit for $reader, $updater;

$node->stop;
done_testing();
