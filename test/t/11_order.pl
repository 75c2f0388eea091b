# The register tables are a function of the set of documents: what is there already changes no row, and neither the
# order of arrival nor the number of workers changes a history or the set of events.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;
use Time::HiRes qw(sleep);

my ($companies, $snapshots, $orders) = (500, 4, 10);

my $node = new_node('registry_order', fsync => 'off', synchronous_commit => 'off', 'handelsregister.allow_drop' => 'on');
my $database = create_database($node, 'postgres');

sub query { return $node->safe_psql($database, $_[0]) }

# --- the same once more -------------------------------------------------------------------------------------------

# Settled: nothing waits, and no worker is in the middle of something.
sub drain {
    my ($name) = @_;
    ok(defined wait_until_drained($node, $database, 60), "$name: drained");
    is(query('select count(*) from hr_queue.dead'), 0, "$name: no dead letter") or diag(query('select * from hr_queue.dead limit 3'));
    return;
}

# The most workers that were seen at once until nothing waited.
sub drain_and_count_workers {
    my ($name) = @_;
    my $most = 0;
    for (1 .. 600) {
        my ($workers, $waiting) = split /\|/, query(q{select (select count(*) from pg_stat_activity
            where backend_type = 'handelsregister worker' and datname = current_database()),
            exists (select from hr_queue.ready) or exists (select from hr_queue.deferred)});
        $most = $workers if $workers > $most;
        last if $waiting eq 'f';
        sleep 0.1;
    }
    drain($name);
    return $most;
}

sub enqueue_reading_again {
    return query(q{select count(*) from hr_queue.enqueue_batch('register_content',
        (select array_agg(jsonb_build_object('document', d.id) order by random()) from hr_registry.document d))});
}

my @files = (shared_files('data/si/near_real/*.xml', 'data/si/real_facts_3.5.1/*.xml', 'data/si/official_layouts/*_3.5.1.xml'),
    sample_files('*.xml'));
submit_files($node, $database, @files);
drain('first submission');
my ($places, $events, $digests) = (rows_and_places($node, $database), query('select count(*) from hr_registry.change_event'),
    table_digests($node, $database));
my $rows = () = $places =~ /\n/g;
cmp_ok($rows, '>', 10 * @files, "there are rows to look at: $rows");

my @again = submit_files($node, $database, reverse @files);
is(scalar(grep { $_->[2] eq 't' && $_->[1] eq '' } @again), scalar @files, 'submitted again, each is a duplicate without a job');
drain('second submission');
is(rows_and_places($node, $database), $places, 'second submission: every row has kept its place and its transaction');
is(query('select count(*) from hr_registry.change_event'), $events, 'second submission: no event');

# Even where the documents are read once more.
is(enqueue_reading_again(), scalar @files, 'every document is to be read again');
drain('second reading');
is(rows_and_places($node, $database), $places, 'second reading: every row has kept its place and its transaction');
is(table_digests($node, $database), $digests, 'second reading: the same contents');

# --- any order -------------------------------------------------------------------------------------------------------

# The documents are made once and stay while the extension goes and comes.
query('drop extension handelsregister cascade; create table public.made (n int primary key, content bytea not null)');
my $file = $node->basedir . '/documents';
append_to_file($file, join('', map {
    my $n = $_;
    my $document = RegisterDocument::document(company => 1 + $n % $companies, snapshot => int($n / $companies));
    "$n\t\\\\x" . unpack('H*', RegisterDocument::with_namesakes($document, $n + int($n / $companies))) . "\n"
} 0 .. $companies * $snapshots - 1));
query("copy public.made from '$file'");
my $total = query('select count(*) from public.made');
is($total, $companies * $snapshots, 'documents are made');

# Single jobs in the order of the seed, in calls of 1 to 40 documents, each a transaction of its own.
sub submit_in_order {
    my ($seed) = @_;
    query("do \$\$ declare call record; begin
        for call in
            with shuffled as (select m.content, row_number() over (order by md5('$seed ' || m.n)) as place from public.made m),
            sized as (select s.*, s.place / (1 + (s.place / 200 * 13 + $seed) % 40) as part, s.place / 200 as block from shuffled s)
            select array_agg(s.content order by s.place) as contents from sized s group by s.block, s.part order by min(s.place)
        loop
            perform handelsregister.submit_documents(call.contents, retrieved_at => '2030-01-01');
            commit;
        end loop;
    end \$\$");
    return;
}

sub differing_tables {
    my ($got, $expected) = @_;
    my %expected = map { $_ => 1 } split /\n/, $expected;
    return join("\n", grep { !$expected{$_} } split /\n/, $got);
}

my ($first, $first_persons, $retractions) = (undef, undef, 0);
for my $seed (1 .. $orders) {
    my $workers = 2 - $seed % 2;
    my $name = "order $seed, workers: $workers";
    $node->append_conf('postgresql.conf', "handelsregister.workers_per_database = $workers");
    $node->reload;
    query('create extension handelsregister');
    submit_in_order($seed);
    my $seen = drain_and_count_workers($name);
    is($seen, $workers, "$name: so many were at work");
    is(query('select count(*) from hr_registry.reading'), $total, "$name: every document is read");
    my $digest = table_digests($node, $database);
    if (!defined $first) {
        $first = $digest;
        $first_persons = persons($node, $database);
        is(query('select count(*) from hr_registry.company'), $companies, 'each company is there once');
        is(query('select count(*) from hr_registry.snapshot'), $total, 'with all its snapshots');
        cmp_ok(query('select count(*) from hr_registry.change_event where retracts is null'), '>=', $total * 2, 'there are events');
        is(query('select string_agg(distinct reason, chr(32) order by reason) from hr_registry.mention_person'),
            'alone ambiguous birth_date only_in_register same_office', 'persons of every kind');
    }
    is(differing_tables($digest, $first), '', "$name: equal histories and equal effective events");
    ok(persons($node, $database) eq $first_persons, "$name: equal persons");
    is(query('select changes from handelsregister.rerun_person_assignment()'), 0, "$name: which are right");
    is(query('select count(*) from hr_registry.change_event r join hr_registry.change_event e on e.seq = r.retracts
              where (e.company_id, e.identity, e.kind) is distinct from (r.company_id, r.identity, r.kind) or e.retracts is not null'),
        0, "$name: a retraction repeats what it retracts");
    is(query('select count(*) - count(distinct retracts) from hr_registry.change_event where retracts is not null'), 0,
        "$name: nothing is retracted twice");
    is(query('select count(*) from (select from hr_registry.change_event e
              where e.retracts is null and not exists (select from hr_registry.change_event r where r.retracts = e.seq)
              group by e.company_id, e.identity having count(*) > 1) d'), 0, "$name: no difference is told twice");
    $retractions += query('select count(*) from hr_registry.change_event where retracts is not null');
    query('drop extension handelsregister cascade');
}
cmp_ok($retractions, '>', 0, "snapshots came late: $retractions retractions");

$node->stop;
done_testing();
