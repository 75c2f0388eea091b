# One engine, three ways to run it: the preloaded worker, pg_cron without our library preloaded, and a session
# that calls the procedure. A thousand documents end in equal tables.
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;

my $documents = 1000;

my $plain = new_node('plain', shared_preload_libraries => 'pg_cron', 'cron.database_name' => 'cron_way',
    'cron.use_background_workers' => 'on');
create_database($plain, 'cron_way');
submit($plain, 'cron_way', $documents);
$plain->safe_psql('cron_way', q{
    create extension pg_cron;
    select cron.schedule('work', '* * * * *', 'call hr_queue.work()');
});
is($plain->safe_psql('cron_way', 'select preloaded from hr_queue.loader_state()'), 'f', 'the loader is not preloaded');

# The minute until pg_cron looks is used for the other two ways.
create_database($plain, 'session_way');
submit($plain, 'session_way', $documents);
is($plain->safe_psql('session_way', 'select count(*) from hr_registry.reading'), 0, 'nothing runs by itself');
$plain->safe_psql('session_way', 'call hr_queue.work()');
is($plain->safe_psql('session_way', 'select count(*) from hr_registry.reading'), $documents, 'work() has read every document');

my $preloaded = new_node('preloaded');
create_database($preloaded, 'worker_way');
submit($preloaded, 'worker_way', $documents);
ok(defined wait_until_drained($preloaded, 'worker_way'), 'the worker is done');
my $expected = table_digests($preloaded, 'worker_way');
like($expected, qr/^change_event [1-9].*^reading $documents /ms, 'there is something to compare');
is(table_digests($plain, 'session_way'), $expected, 'a session: equal tables');

ok(defined wait_until_drained($plain, 'cron_way', 150), 'pg_cron is done');
is(table_digests($plain, 'cron_way'), $expected, 'pg_cron: equal tables');
ok(defined wait_for($plain, 'cron_way', q{
        select exists (select from cron.job_run_details
                       where command = 'call hr_queue.work()' and database = 'cron_way' and status = 'succeeded'
                         and start_time <= (select min(finished_at) from hr_queue.result) + interval '2 s'
                         and end_time >= (select max(finished_at) from hr_queue.result) - interval '2 s')}, 20),
    'job_run_details: one run of pg_cron succeeded, and all results are from within it')
    or diag($plain->safe_psql('cron_way', 'select * from cron.job_run_details'));
is($plain->safe_psql('cron_way', q{select count(*) from cron.job_run_details where status = 'failed'}), 0, 'no run failed');
for my $way ([ $plain, 'cron_way' ], [ $plain, 'session_way' ], [ $preloaded, 'worker_way' ]) {
    is($way->[0]->safe_psql($way->[1], q{select (select count(*) from hr_queue.dead),
            (select count(*) from hr_queue.ready) + (select count(*) from hr_queue.deferred),
            (select count(distinct id) from hr_queue.result)}), "0|0|$documents", "$way->[1]: every job is done, none is dead");
}

$plain->stop;
$preloaded->stop;
done_testing();
