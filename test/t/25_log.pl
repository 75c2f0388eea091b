# The server's log has lines for failures and changes of state only: none for thousands of jobs that are done or tried
# again, one a minute for dead letters. And queue_status() and health() tell the same story.
use strict;
use warnings;
use HandelsregisterTest;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('log', log_checkpoints => 'off', log_autovacuum_min_duration => -1,
    'handelsregister.allow_superuser_jobs' => 'on');
create_database($node, 'postgres');
$node->safe_psql('postgres', q{
    create function nothing(bigint, jsonb) returns jsonb language sql as 'select null::jsonb';
    create function bad(bigint, jsonb) returns jsonb language sql as 'select to_jsonb(1 / 0)';
    create function unlucky(id bigint, jsonb) returns jsonb language plpgsql as
        $$ begin raise exception 'try again' using errcode = 'HR001'; end $$;
    select hr_queue.register_processor('nothing', 'nothing(bigint, jsonb)');
    select hr_queue.register_processor('bad', 'bad(bigint, jsonb)');
    select hr_queue.register_processor('unlucky', 'unlucky(bigint, jsonb)', max_attempts => 100::smallint)});

sub enqueue {
    my ($kind, $count) = @_;
    $node->safe_psql('postgres', "select count(*) from generate_series(1, greatest($count / 100, 1)) n,"
        . " hr_queue.enqueue_batch('$kind', array_fill(to_jsonb(n), array[least($count, 100)]))");
    return;
}
sub lines { return grep { /\b(LOG|WARNING|ERROR|FATAL|PANIC|NOTICE):  / } split /\n/, log_since($node, $_[0]) }
sub check { return $node->safe_psql('postgres', "select ok, detail from handelsregister.health() where \"check\" = '$_[0]'") }

my $offset = log_offset($node);
enqueue('nothing', 5000);
enqueue('unlucky', 20);
ok(defined wait_for($node, 'postgres', q{select count(*) = 5000 from hr_queue.result}, 120), 'five thousand jobs are done');
is(join("\n", lines($offset)), '', 'without a line in the log');
is($node->safe_psql('postgres', q{select done_last_hour, last_success_at is not null, last_failure_at, stuck_reason, is_estimate
    from handelsregister.queue_status() where kind = 'nothing'}), '5000|t|||f', 'queue_status() knows them');
is($node->safe_psql('postgres', q{select deferred + ready + running, retrying > 0, last_error_code, last_error_message
    from handelsregister.queue_status() where kind = 'unlucky'}), '20|t|HR001|try again', 'and those that are tried again')
    or diag($node->safe_psql('postgres', 'select * from handelsregister.queue_status()'));
like(check('failing'), qr/^f\|unlucky: HR001 try again$/, 'health() says which kind fails');
# With the tables locked no worker has one of them in its hands, which would be a dead letter of a kind that nobody knows.
$node->safe_psql('postgres', q{begin; lock table hr_queue.ready, hr_queue.deferred in access exclusive mode;
    delete from hr_queue.ready where kind = 'unlucky'; delete from hr_queue.deferred; select hr_queue.unregister_processor('unlucky'); commit});
ok(defined wait_until_drained($node, 'postgres'), 'nothing is left');

$offset = log_offset($node);
enqueue('bad', 200);
ok(defined wait_for($node, 'postgres', q{select count(*) = 200 from hr_queue.dead where kind = 'bad'}, 120), 'two hundred jobs are dead letters');
my $workers = q{from pg_stat_activity where backend_type = 'handelsregister worker'};
ok(defined wait_for($node, 'postgres', "select not exists (select $workers)"), 'and the workers have gone');
my @lines = grep { !/jobs of kind "unlucky"/ } lines($offset);
my @told = map { /jobs of kind "bad" have become dead letters: (\d+)$/ ? $1 : () } @lines;
is(eval { my $sum = 0; $sum += $_ for @told; $sum }, 200, 'the log tells of all of them');
cmp_ok(scalar(@told), '<=', 4, 'each worker at once, and the rest when it ends');
is(scalar(@lines), scalar(@told), 'and nothing else');
like(log_since($node, $offset), qr/DETAIL:  The last one is job \d+ with SQLSTATE 22012\..*HINT:  handelsregister\.list_dead_jobs/s,
    'with the kind of error and what to do');
like(check('dead letters'), qr/^f\|200 jobs .*; the newest: 22012 division by zero$/, 'health() knows them too');
is($node->safe_psql('postgres', q{select count(*), min(error_code) from handelsregister.list_dead_jobs('bad', '22012', 1000)}), '200|22012',
    'and list_dead_jobs()');

# --- given back in one call when the cause is gone; what is stuck says why --------------------------------------------

$node->safe_psql('postgres', q{
    alter system set handelsregister.enabled = off;
    create or replace function bad(bigint, jsonb) returns jsonb language sql as 'select null::jsonb'});
$node->safe_psql('postgres', 'select pg_reload_conf()');
ok(defined wait_for($node, 'postgres', q{select not enabled and workers = 0 from hr_queue.loader_state()}), 'workers are switched off');
is($node->safe_psql('postgres', q{select hr_queue.redrive_dead('bad')}), 200, 'redrive_dead() gives them back');
is($node->safe_psql('postgres', q{select ready, dead, stuck_since = waiting_since, stuck_reason
    from handelsregister.queue_status() where kind = 'bad'}),
    '200|0|t|workers are switched off (handelsregister.enabled), and nobody has ever called hr_queue.work()', 'what is stuck says why');
$node->safe_psql('postgres', 'call hr_queue.work(50)');
is($node->safe_psql('postgres', q{select ready, stuck_reason from handelsregister.queue_status() where kind = 'bad'}), '150|',
    'somebody calls work(): not stuck');
is(check('workers'), 't|switched off', 'and no worker is missed');
# A call that comes seldom, and has a limit: what it has passed over for a minute waits for the next one.
my $reason = q{select stuck_since is not null, stuck_reason from handelsregister.queue_status() where kind = 'bad'};
$node->safe_psql('postgres', q{
    update hr_queue.result set finished_at = now() - interval '5 min' where kind = 'bad';
    update hr_queue.ready set released_at = now() - interval '4 min';
    update hr_queue.last_call set max_ms = 270000, called_at = now() - interval '3 min'});
is($node->safe_psql('postgres', $reason), 't|waits for the next call of hr_queue.work()', 'what a call has passed over says what it waits for');
like(check('waiting'), qr/^f\|.*; waits for the next call/, 'and health() too');
$node->safe_psql('postgres', q{update hr_queue.last_call set called_at = now() - interval '5 min'});
is($node->safe_psql('postgres', $reason), 'f|', 'what came after the last call is not stuck');
like(check('waiting'), qr/^t\|/, 'nor does health() object');
$node->safe_psql('postgres', 'call hr_queue.work(max_jobs => 10, max_ms => null)');
is($node->safe_psql('postgres', q{select ready from handelsregister.queue_status() where kind = 'bad'}), 140, 'null stands for the default limit');
$node->safe_psql('postgres', 'alter system reset handelsregister.enabled');
$node->safe_psql('postgres', 'select pg_reload_conf()');
ok(defined wait_until_drained($node, 'postgres'), 'workers do the rest');
ok(defined wait_for($node, 'postgres', q{select bool_and(ok) from handelsregister.health()}), 'all is well')
    or diag($node->safe_psql('postgres', 'select * from handelsregister.health()'));

# --- no personal data ------------------------------------------------------------------------------------------------

# Calls that are refused, with bind parameters as PostgREST sends them; erase_person() also with its values in the statement.
my $personal = qr/Markermann|Xenobia|1957-03-14|14\.03\.1957/;
sub refused {
    my ($sqlstate, $call, %values) = @_;
    my $script = $node->basedir . '/call.sql';
    append_to_file($script, "select * from $call;\n");
    my ($out, $error) = ('', '');
    IPC::Run::run([ 'pgbench', '-n', '-t', '1', '-M', 'extended', '-f', $script, (map { ('-D', "$_=$values{$_}") } sort keys %values),
        $node->connstr('postgres') ], '>', \$out, '2>', \$error);
    unlink $script;
    like($error, qr/ERROR:  $sqlstate/, "$call with " . join(', ', sort keys %values) . ' is refused') or diag($out);
    return;
}

$offset = log_offset($node);
my %person = (last => 'Markermann', first => 'Xenobia', birth => '1957-03-14', reason => 'case 1');
my $erase = 'handelsregister.erase_person(:last, :first, :birth, :reason)';
refused('invalid person', $erase, %person, birth => '14.03.1957');
refused('invalid person', $erase, %person, birth => '1957-03-14 Markermann');
refused('invalid reason', $erase, %person, reason => 'Xenobia Markermann');
refused('invalid person', $erase, %person, last => 'Markermann' x 60);
refused('invalid ', 'handelsregister.search_persons(:last, page_size => 100000)', last => 'Xenobia Markermann');
refused('invalid ', 'handelsregister.search_persons(:last)', last => 'Xenobia Markermann ' x 100);
for my $call ("'Markermann', 'Xenobia', '14.03.1957', 'case 1'", "'Markermann', 'Xenobia', '1957-03-14', 'Xenobia Markermann'") {
    isnt(($node->psql('postgres', "select handelsregister.erase_person($call)"))[0], 0, 'erase_person() with values in the statement is refused');
}
$node->safe_psql('postgres', q{
    alter system set handelsregister.enabled = off;
    select pg_reload_conf();
    select handelsregister.erase_person('Markermann', 'Xenobia', '1957-03-14', 'case 1')});
refused('the person is erased already', $erase, %person);
$node->safe_psql('postgres', q{
    create function telling(bigint, p jsonb) returns jsonb language plpgsql as
        $$ begin raise exception 'no %', p ->> 'who' using detail = p::text, errcode = 'HR002'; end $$;
    select hr_queue.register_processor('telling', 'telling(bigint, jsonb)', max_attempts => 1::smallint);
    select count(*) from unnest(array['telling', 'register_content', 'announcement', 'erase_person', 'import_lines', 'finish_import']) k,
        hr_queue.enqueue_batch(k, array['{"who": "Xenobia Markermann", "document": "1957-03-14"}', '["Xenobia Markermann", "1957-03-14"]']::jsonb[]);
    select handelsregister.submit_document(convert_to('<a>Xenobia Markermann, *14.03.1957</a>', 'UTF8'), null, 'test', '2030-01-01');
    select handelsregister.submit_announcement('Xenobia Markermann, *14.03.1957', 'test');
    alter system reset handelsregister.enabled;
    select pg_reload_conf()});
ok(defined wait_until_drained($node, 'postgres'), 'jobs with personal data have failed');
is($node->safe_psql('postgres', q{select count(*) > 10, count(*) filter (where error_code like 'XX%') from hr_queue.dead where kind <> 'bad'}), 't|0',
    'all of them with an error that is no internal one');
ok(defined wait_for($node, 'postgres', "select not exists (select $workers)"), 'and the workers have gone again');
my @personal = grep { /$personal/ } split /\n/, log_since($node, $offset);
is(join("\n", @personal), '', 'the log tells nobody\'s name and birth date');
is($node->safe_psql('postgres', q{select current_setting('log_min_error_statement') from handelsregister.erase_person('Other', 'Person', '1950-01-01', 'x')}),
    'error', 'statements of other calls are logged as ever');
$node->stop;
done_testing();
