# A job that crashes the server: the server comes back by itself, the job is dead-lettered at its second crash,
# and every other job completes exactly once. Wherever in the batch the job stands, and if it is alone.
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;

my $node = new_node('segfault', 'handelsregister.idle_timeout' => '100ms');
create_database($node, 'postgres');
$node->safe_psql('postgres', q{
    create table effect (job bigint, pid int);
    create function crash(bigint, jsonb) returns jsonb language c as '$libdir/hr_test', 'hr_test_process';
    create function process(job bigint, payload jsonb) returns jsonb language plpgsql as $$
    begin
        insert into public.effect values (job, pg_backend_pid());
        return public.crash(job, payload);
    end $$;
    -- Jobs run as a role without rights but on the effects; a superuser's would be refused.
    create role app;
    -- Fails in the first transaction that tries, and crashes in each later one.
    create sequence first_try;
    create function relapse(job bigint, payload jsonb) returns jsonb language plpgsql as $$
    declare
        this_try constant bigint := pg_current_xact_id()::text;
    begin
        if not (select is_called from public.first_try) then perform setval('public.first_try', this_try); end if;
        if (select last_value from public.first_try) = this_try then raise 'not yet'; end if;
        return public.crash(job, payload);
    end $$;
    grant insert on effect to app;
    grant select, update on sequence first_try to app;
    grant usage on schema public, hr_queue to app;
    grant execute on function hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint) to app;
    select hr_queue.register_processor('fragile', 'process(bigint, jsonb)');
    select hr_queue.register_processor('relapse', 'relapse(bigint, jsonb)');
});

# Enqueues $count jobs of which number $poison crashes. The session may go down with the server, after its commit.
sub enqueue {
    my ($count, $poison, $kind, $delay) = @_;
    $node->psql('postgres', qq{
        truncate effect;
        set role app;
        select count(*) from hr_queue.enqueue_batch('$kind',
            (select array_agg(jsonb_build_object('n', n, 'crash', n = $poison)) from generate_series(1, $count) n),
            clock_timestamp() + interval '$delay')});
    return;
}

sub run_case {
    my ($name, $count, $poison, %more) = @_;
    my $offset = log_offset($node);
    enqueue($count, $poison, $more{kind} // 'fragile', $more{delay} // '0');
    # A crash loop never ends, so nothing after it makes sense.
    ok(defined wait_until_drained($node, 'postgres', 60), "$name: drained") or BAIL_OUT('the server crashes again and again');
    is($node->safe_psql('postgres', q{select payload ->> 'n', crashes, attempt, error_code from hr_queue.dead}),
        "$poison|2|" . ($more{attempt} // 0) . '|57P02',
        "$name: the job that crashes is a dead letter after two crashes, and the only one");
    my @crashes = log_since($node, $offset) =~ /was terminated by signal 11/g;
    is(scalar @crashes, 2, "$name: the server crashed twice");
    is($node->safe_psql('postgres', 'select count(*), count(distinct job) from effect'), ($count - 1) . '|' . ($count - 1),
        "$name: every other job had its effect once");
    is($node->safe_psql('postgres', "select count(*) from hr_queue.result r join effect e on e.job = r.id"), $count - 1,
        "$name: every other job has a result");
    $node->safe_psql('postgres', "delete from hr_queue.dead; delete from hr_queue.ready; delete from hr_queue.deferred");
    return;
}

run_case('in the middle', 200, 120);
run_case('at the head', 60, 1);
run_case('alone', 1, 1);
run_case('due later', 60, 30, delay => '300 ms');
run_case('at its second attempt', 1, 1, kind => 'relapse', attempt => 1);

# A worker that goes in order takes its own file along, and the files of the dead went when their jobs were charged.
ok(defined wait_for($node, 'postgres', "select not exists (select from pg_stat_activity where backend_type = 'handelsregister worker')", 20),
    'the last worker lets go');
is(join(' ', glob $node->data_dir . '/handelsregister/*'), '', 'no file of a process is left');

$node->stop;
done_testing();
