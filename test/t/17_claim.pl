# A claim does not read over the jobs that are done, and yet overlooks none.
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;

my $node = new_node('claim', autovacuum => 'off', fsync => 'off', 'handelsregister.enabled' => 'off',
    'handelsregister.allow_superuser_jobs' => 'on');
my $database = create_database($node, 'postgres');
sub sql { return $node->safe_psql($database, @_) }

sql(q{
    create function note(job bigint, payload jsonb) returns jsonb language sql as $$ select payload $$;
    select hr_queue.register_processor('note', 'note(bigint, jsonb)')});

# --- the index of many jobs that are done -------------------------------------------------------------------------------

my $jobs = 40000;
my $pages = q{select idx_blks_read + idx_blks_hit from pg_statio_all_indexes where indexrelname = 'ready_order'};
sql(qq{select count(*) from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[$jobs]))});
my $before = sql($pages);
sql("call hr_queue.work($jobs, 600000)");
is(sql('select count(*) from hr_queue.result'), $jobs, 'all jobs are done');
my $per_claim = (sql($pages) - $before) / ($jobs / 50);
cmp_ok($per_claim, '>', 1, 'a claim reads the index');
cmp_ok($per_claim, '<', 20, sprintf('but not all of it: %.1f pages', $per_claim));

# --- jobs before the last claim -----------------------------------------------------------------------------------------

# How many claims of one job it takes, in a session that has claimed already, until the job that $insert adds is done.
sub claims_until_done {
    my ($insert) = @_;
    return (split /\n/, sql(qq{
        select count(*) from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[100]));
        select hr_queue.drain(1) from generate_series(1, 5);
        create function pg_temp.claims() returns int language plpgsql as \$\$
        begin
            for n in 1 .. 60 loop
                perform hr_queue.drain(1);
                if exists (select from hr_queue.result where id < 0) then return n; end if;
            end loop;
        end \$\$;
        insert into hr_queue.ready (id, kind, owner, payload, priority) $insert;
        select pg_temp.claims();
        select count(*) from generate_series(1, 100) where hr_queue.drain() > 0;
        delete from hr_queue.result where id < 0}))[6];
}

like(claims_until_done(q{values (-1, 'note', current_user, '{}', 0)}), qr/^([12]?\d|3[0-3])$/,
    'a job that became visible late is taken within 33 claims');
is(claims_until_done(q{values (-2, 'note', current_user, '{}', -1)}), 1, 'one that is more urgent at once');
is(sql('select count(*) from hr_queue.ready'), 0, 'nothing is left');
is(sql(q{
    select count(*) from hr_queue.enqueue_batch('note', array_fill('{}'::jsonb, array[3]));
    select hr_queue.drain(1);
    insert into hr_queue.ready (id, kind, owner, payload) values (-3, 'note', current_user, '{}');
    select hr_queue.drain(1), hr_queue.drain(1), hr_queue.drain(1), hr_queue.drain(1)}),
    "3\n1\n1|1|1|0", 'the last job is not overlooked though it stands before the last claim');

$node->stop;
done_testing();
