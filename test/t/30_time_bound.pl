# A built-in job has its time, in SQL and in C++, in workers and in work(): a batch that takes longer is redone job by job,
# the job that has taken it becomes a dead letter at the second time, and a cancel of the session stays a cancel. What is
# slow here never ends, so that the speed of the machine does not count.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegisterDocument;
use Test::More;

my $node = new_node('bound', 'handelsregister.enabled' => 'off', 'handelsregister.job_timeout' => '2s', fsync => 'off');
create_database($node, 'postgres');

sub sql { return $node->safe_psql('postgres', $_[0]) }

# One document for each company.
sub submit_companies {
    for my $company (@_) {
        my $document = document(company => $company, snapshot => 0) =~ s/'/''/gr;
        sql("select handelsregister.submit_document(convert_to('$document', 'UTF8'), null, 'test', '2030-01-01')");
    }
    return;
}

sub configure {
    my ($setting) = @_;
    $node->append_conf('postgresql.conf', $setting);
    $node->reload;
    return;
}

my $fates = q{select string_agg(concat_ws(' ', j.state, j.error_code, j.attempt), ', ' order by j.id) from hr_queue.job j};

sql(q{
    create function spin() returns void language c volatile as '$libdir/hr_test', 'hr_test_spin';
    create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(1000000); return new; end $$;
    create function endless() returns trigger language plpgsql as $$ begin perform public.spin(); return new; end $$;
    create trigger slow before insert on hr_registry.registration for each row
        when (new.register_number = 100003) execute function slow()});

# --- a session's work(): the statement of a job does not end ----------------------------------------------------------

submit_companies(1 .. 6);
my $begin = log_offset($node);
sql('call hr_queue.work()');
is(sql($fates), 'done 0, done 0, deferred 57T01 1, done 0, done 0, done 0',
    'a batch out of time is redone one by one, and only the job that takes the time fails');
is(sql('select count(*) from hr_registry.registration'), 5, 'of which nothing is left');
is(sql('select count(distinct r.xmin::text) > 1 from hr_queue.result r'), 't', 'the rest has gone back to the queue meanwhile');
sql('update hr_queue.deferred set run_at = now(); call hr_queue.work()');
is(sql(q{select error_code, attempt, error_message, error_detail, error_hint from hr_queue.dead}),
    '57T01|2|the job was stopped after 2000 ms|A built-in job may not take longer than handelsregister.job_timeout allows.'
        . '|Look at what it reads. If it is sound, raise the setting and redrive the job.', 'the second time makes a dead letter that says so');

# --- a cancel is a cancel ------------------------------------------------------------------------------------------

sql(q{select hr_queue.redrive_dead()});
my (undef, undef, $error) = $node->psql('postgres', "set handelsregister.job_timeout = 0; set statement_timeout = '1s'; select hr_queue.drain()");
like($error, qr/canceling statement due to statement timeout/, 'the session\'s time-out passes, and 0 means without limit');
is(sql($fates . q{ where j.state <> 'done'}), 'ready 0', 'and the job waits as it did');
(undef, undef, $error) = $node->psql('postgres', "set handelsregister.job_timeout = '1h'; set statement_timeout = '1s'; select hr_queue.drain()");
like($error, qr/canceling statement due to statement timeout/, 'also while the clock of the job runs');
is(sql($fates . q{ where j.state <> 'done'}), 'ready 0', 'and is no failure of the job');
is(sql(q{set statement_timeout = '10min'; call hr_queue.work(); select pg_sleep(0.01), 'alive'}), '|alive', 'after the job\'s end nothing is cancelled');
is(sql($fates . q{ where j.state <> 'done'}), 'deferred 57T01 1', 'the job has failed once');

# --- a worker: code in C++ does not end ----------------------------------------------------------------------------

sql('drop trigger slow on hr_registry.registration; create trigger slow before insert on hr_registry.registration for each row
    when (new.register_number = 100003) execute function endless(); delete from hr_queue.deferred');
submit_companies(7, 8);
sql(q{select hr_queue.enqueue('register_content', jsonb_build_object('document', 3))});
submit_companies(9);
my $before = sql('select count(*) from hr_queue.result');
configure('handelsregister.enabled = on');
ok(defined wait_for($node, 'postgres', q{select exists (select from hr_queue.dead where error_code = '57T01' and attempt = 2)}, 60),
    'in a worker too, where nobody has armed statement_timeout') or diag(sql($fates));
is(sql('select count(*) from hr_queue.result') - $before, 3, 'and the others are done');
is(sql('select count(*) from hr_registry.registration'), 8, 'with their effects');
unlike(log_since($node, $begin), qr/(FATAL|PANIC):  |terminated by signal|canceling statement due to user/, 'no process ends for it');
$node->stop;
done_testing();
