# A standby made with pg_basebackup answers every reading function as the primary does, runs nothing, and takes over when it is
# promoted: what the primary had committed and shipped is done there, once.
use strict;
use warnings;
use HandelsregisterTest;
use JobStream;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $primary = new_node('primary', fsync => 'off', wal_level => 'replica', max_wal_senders => 4, hot_standby => 'on',
    synchronous_commit => 'on', 'handelsregister.allow_superuser_jobs' => 'on', 'handelsregister.idle_timeout' => '300ms');
$primary->append_conf('pg_hba.conf', 'local replication all trust');
$primary->reload;
create_database($primary, 'register');
$primary->safe_psql('register', q{
    create role app_reader; create role app_member; create role app_operator;
    select handelsregister.grant_access(reader => 'app_reader', member => 'app_member', operator => 'app_operator');
    create table public.effect (job bigint, pid int default pg_backend_pid());
    create function public.note(job bigint, jsonb) returns jsonb language sql as
        $$ insert into public.effect select job from pg_sleep(0.005) returning '{}'::jsonb $$;
    select hr_queue.register_processor('note', 'public.note(bigint, jsonb)');
});
submit($primary, 'register', 120);
submit_files($primary, 'register', sample_files('broken/*.xml'));
ok(defined wait_until_drained($primary, 'register', 120), 'the primary has a register');

$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->append_conf('postgresql.conf', 'max_standby_streaming_delay = 60s');
$standby->start;

sub catch_up { $primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert')); return }

# SQLSTATE and message of a script that fails on the standby, empty for one that does not.
sub failure {
    my ($script) = @_;
    my (undef, undef, $error) = $standby->psql('register', "\\set VERBOSITY verbose\n$script");
    return $error =~ /ERROR:  (.*)/ ? $1 : '';
}

# --- it answers -------------------------------------------------------------------------------------------------------

my @processes = ("select string_agg(backend_type, ', ') from pg_stat_activity where backend_type like 'handelsregister%'", 'register');
is($standby->safe_psql($processes[1], $processes[0]), '', 'no launcher and no worker runs on a standby');
$primary->safe_psql('register', q{select count(*) from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[30]))});
submit_files($primary, 'register', sample_files('*.xml'), sample_files('broken/truncated.xml'));
submit_bytes($primary, 'register', map { RegisterDocument::with_namesakes(RegisterDocument::document(company => 700 + $_), $_) } 1 .. 150);
$primary->safe_psql('register', q{select handelsregister.erase_person('Quellfurth', 'Tabea', '1971-03-09', 'a test')});
ok(defined wait_until_drained($primary, 'register', 60), 'the primary goes on');
# Something for every reading function to tell of.
$primary->safe_psql('register', q{select from handelsregister.begin_import(format => 'tsv');
    insert into hr_registry.import_line (line) values ('no line of it'); select from handelsregister.start_import(1)});
my $announcement = "02.06.2025 (Bekanntmachungsdatum)\n\nHamburg Amtsgericht Hamburg HRB 170001\n"
    . "Registerbekanntmachung nach dem Umwandlungsgesetz 02.06.2025 (Eintragungsdatum)\n\nElbkante Software GmbH\n"
    . "Gesellschaft mit beschränkter Haftung\nHamburg\n\nDer Verschmelzungsvertrag vom 28.05.2025 ist eingereicht worden.";
$primary->safe_psql('register', "select from handelsregister.submit_announcement(convert_to(\$\$$announcement\$\$, 'UTF8'))");
submit_bytes($primary, 'register', slurp_file(sample_files('egbr.xml')) =~ s{(</tns:fachdatenRegister>)}{<tns:neu>1</tns:neu>$1}r);
ok(defined wait_until_drained($primary, 'register', 60), 'a line of bulk data is refused, an announcement and a new layout are read');
my $login = q{set request.jwt.claims = '{"sub": "4711"}'};
$primary->safe_psql('register', qq{$login;
    select handelsregister.block_company((select max(company_id)::text from hr_registry.registration where register_type <> 'HRB'), 'a test');
    set role app_member;
    select handelsregister.watch_company('HRB 170001 Hamburg', (handelsregister.create_watchlist('all')).watchlist_id);
    select handelsregister.save_search('elb', 'elbkante')});
$primary->safe_psql('register', 'update hr_user.watch set since_seq = 0');
catch_up();

# Arguments for every reading function, and the role that may call it. A function without any here fails the test.
my %call = (
    get_company => q{'HRB 100001 Stuttgart'},
    get_company_officers => q{'HRB 100001 Stuttgart', true},
    get_company_timeline => q{'HRB 100001 Stuttgart'},
    get_changes => q{null, 0, 1000},
    (map { $_ => q{'HRB 170001 Hamburg'} } qw(lookup_company get_company_addresses get_company_capital get_company_entries
        get_company_names get_company_registrations get_company_representation list_company_documents render_company
        get_company_legal_events list_company_announcements)),
    diff_company => q{'HRB 170001 Hamburg', '2024-01-01'},
    suggest_companies => q{'elb'},
    normalize_company_name => q{'Elbkante GmbH'},
    match_names => q{'Elbkante GmbH', 'Elbkante'},
    match_companies => q{array['elbkante', 'quitte gmbh'], array['Hamburg', null]},
    search_persons => q{'m'},
    (map { $_ => q{(select person_id from handelsregister.get_company_officers('HRB 100001 Stuttgart', true) where person_id is not null order by 1 limit 1)} } qw(get_person get_person_roles)),
    get_network => q{'HRB 170001 Hamburg'},
    find_path => q{'HRB 170001 Hamburg', 'HRB 170001 Hamburg'},
    download_document => q{1},
    run_saved_search => q{(select search_id from handelsregister.list_saved_searches())},
    list_alerts => q{false},
    search_companies => q{'quitte gmbh', 50},
    parse_register_id => q{'HRB 158855 B Charlottenburg'},
    list_reference => q{'court', 1000},
    get_import => q{1},
    list_import_failures => q{1},
    export_companies => q{'jsonl', 0},
    get_job => q{1});
# Functions whose answer is about the server that is asked, or without arguments.
my %about_server = map { $_ => 1 } qw(health queue_status);
# Functions that tell of faults, of which there are none.
my %about_faults = map { $_ => 1 } qw(check_search);
my @reading = split /\n/, $primary->safe_psql('register', q{
    select distinct on (p.proname) p.proname || ' ' || a.role_name || ' ' || (p.pronargs - p.pronargdefaults)
        from pg_proc p join hr_user.granted_routine g on g.routine::regprocedure = p.oid join hr_user.access a on a.level = g.level
        where p.pronamespace = 'handelsregister'::regnamespace and p.provolatile <> 'v' order by p.proname, a.level desc});
cmp_ok(scalar @reading, '>=', 7, 'there are reading functions: ' . @reading);
for (@reading) {
    my ($function, $role, $needed) = split / /;
    ok(exists $call{$function} || !$needed, "$function: this test knows its arguments") or next;
    $role = 'app_operator' if $function =~ /^(get_job|list_jobs)$/;  # a member sees its own jobs only
    my $query = "set role $role; $login; select * from handelsregister.$function(" . ($call{$function} // '') . ')';
    my $answer = $primary->safe_psql('register', $query);
    my ($status, $out, $error) = $standby->psql('register', $query);
    is($error, '', "$function: the standby answers");
    isnt($answer, '', "$function: there is an answer to compare") unless $about_faults{$function};
    is($out, $answer, "$function: as the primary does") unless $about_server{$function};
}
for my $function (qw(health queue_status)) {
    my ($status, $out, $error) = $standby->psql('register', "set role app_operator; select * from handelsregister.$function()");
    is("$status $error", '0 ', "$function: the standby answers");
}

is($standby->safe_psql('register', q{select string_agg("check" || ': ' || detail, ', ' order by "check") from handelsregister.health()
    where "check" in ('loader', 'schedule', 'waiting', 'workers') and ok and hint is null}),
    join(', ', map { "$_: standby: jobs run on the primary" } qw(loader schedule waiting workers)), 'health() knows a standby');

# Every row of every table.
sub rows {
    my ($node) = @_;
    my $tables = $node->safe_psql('register', q{select c.oid::regclass from pg_class c
        where c.relnamespace in ('hr_registry'::regnamespace, 'hr_queue'::regnamespace, 'hr_user'::regnamespace) and c.relkind = 'r' order by 1});
    return $node->safe_psql('register', join '', map { "select '$_', count(*), md5(string_agg(t::text, chr(10) order by t::text collate \"C\")) from $_ t;\n" }
        split /\n/, $tables);
}
my $rows = rows($primary);
like($rows, qr/^hr_registry\.snapshot\|[1-9]/m, 'there are rows to compare');
is(rows($standby), $rows, 'every table is equal');

# --- and runs nothing --------------------------------------------------------------------------------------------------

is($standby->safe_psql('register', 'select hr_queue.is_home()'), 't', 'a standby is at home');
my %refused = (
    'hr_queue.drain()' => 'select hr_queue.drain()',
    'hr_queue.work()' => 'call hr_queue.work()',
    'hr_queue.enqueue()' => q{select hr_queue.enqueue('note')},
    'submit_document()' => q{select handelsregister.submit_document('\x3c')},
    'hr_queue.redrive()' => 'select hr_queue.redrive(array[1]::bigint[])',
    'hr_queue.adopt_database()' => 'select hr_queue.adopt_database(discard_jobs => false)');
for my $what (sort keys %refused) {
    like(failure($refused{$what}), qr/^25006: cannot (execute|set|use|acquire|assign|lock)/, "$what is refused as a write");
}
# What the primary has shipped and not done waits here.
$primary->append_conf('postgresql.conf', 'handelsregister.enabled = off');
$primary->reload;
ok(defined wait_for($primary, 'register', 'select workers = 0 and not enabled from hr_queue.loader_state()', 20), 'the primary stops working');
my $jobs = $primary->safe_psql('register', q{
    select count(*) from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[200]));
    select hr_queue.enqueue('note', run_at => clock_timestamp() + interval '2 s')});
submit_bytes($primary, 'register', map { RegisterDocument::document(company => 500 + $_) } 1 .. 60);
my $waiting = q{select (select count(*) from hr_queue.ready), (select count(*) from hr_queue.deferred), (select count(*) from effect)};
is($primary->safe_psql('register', $waiting), '260|1|30', 'the primary has work');
catch_up();
sleep 1;
is($standby->safe_psql('register', $waiting), '260|1|30', 'the standby has it too');
is($standby->safe_psql(@processes[1, 0]), '', 'and nobody works at it');
is($standby->safe_psql('register', 'select preloaded, launcher_pid, workers from hr_queue.loader_state()'), 't|0|0', 'loader_state() says so');
my ($expected, $readings) = split /\|/, $primary->safe_psql('register', 'select last_value, (select count(*) from hr_registry.reading) from hr_queue.job_id_seq');

# --- it takes over ---------------------------------------------------------------------------------------------------------

# Jobs come in until the last moment; each that the client was told of has been shipped.
$primary->append_conf('postgresql.conf', q{synchronous_standby_names = 'standby'});
$primary->reload;
ok(defined wait_for($primary, 'postgres', q{select count(*) = 1 from pg_stat_replication where sync_state = 'sync'}, 20), 'the primary waits for the standby');
my $stream = JobStream->start($primary, 'register', q{select hr_queue.enqueue('note')});
my $deadline = time + 60;
sleep 0.05 until $stream->acknowledged > 20 || time > $deadline;
my $offset = log_offset($standby);
$primary->stop('immediate');
$stream->stop;
my @told = $stream->acknowledged;
cmp_ok(scalar @told, '>', 20, scalar(@told) . ' jobs of the stream were acknowledged');
$standby->append_conf('postgresql.conf', 'handelsregister.workers_per_database = 2');
$standby->safe_psql('postgres', 'select pg_promote(wait => true)');
my $promoted = $standby->safe_psql('postgres', 'select clock_timestamp()');
ok(defined wait_for($standby, 'register', 'select count(*) > 30 from effect', 60), 'promoted: work begins by itself');
my $took = $standby->safe_psql('register', qq{select extract(epoch from min(finished_at) - '$promoted') from hr_queue.result where id > (select max(job) from
    (select job from effect order by ctid limit 30) e)});
cmp_ok($took, '<', patience(), sprintf('promoted: after %.2f s', $took));
ok(defined wait_until_drained($standby, 'register', 120), 'promoted: all is done');
is($standby->safe_psql('register', q{select count(*) - count(distinct job) from effect}), 0, 'promoted: every job had its effect once at most');
is($standby->safe_psql('register', q{select count(*) from hr_queue.result r where r.kind = 'note' and not exists (select from effect e where e.job = r.id)}), 0,
    'promoted: and each that has a result had it');
is($standby->safe_psql('register', 'select count(*) from hr_registry.reading'), $readings + 60, 'promoted: every document has been read');
# Numbers that the primary gave out in transactions of which nobody was told may be missing, no others.
is($standby->safe_psql('register', "select count(*) from (select generate_series(1, $expected) union select unnest('{" . join(',', @told)
        . "}'::bigint[])) n (id) where not exists (select from hr_queue.job j where j.id = n.id and j.state in ('done', 'dead'))"),
    0, 'promoted: no job is missing');
is($standby->safe_psql('register', q{select string_agg("check", ' ') from handelsregister.health() where not ok and "check" <> 'dead letters'}), '',
    'promoted: health() has nothing to object to') or diag($standby->safe_psql('register', 'select * from handelsregister.health()'));
is($standby->safe_psql('register', q{select hr_queue.enqueue('note') > 0}), 't', 'promoted: jobs can be enqueued');
ok(defined wait_for($standby, 'register', 'select exists (select from hr_queue.result where id = (select last_value from hr_queue.job_id_seq))', 30), 'promoted: and run');
unlike(log_since($standby, $offset), qr/PANIC|terminated by signal|deadlock|ERROR:  (?!cannot)/, 'promoted: nothing else has happened');

$standby->stop;
done_testing();
