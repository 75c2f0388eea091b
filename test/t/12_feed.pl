# Readers of the change feed poll while eight sessions write, commit late and roll back: each sees every committed
# event once, in the order of its number, and misses none that was late.
use strict;
use warnings;
use HandelsregisterTest;
use IPC::Run qw(start finish);
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;

my ($writers, $transactions) = (8, 12);

my $node = new_node('feed', fsync => 'off', 'handelsregister.enabled' => 'off');
my $database = create_database($node, 'postgres');

sub query { return $node->safe_psql($database, $_[0]) }

# A session of its own that runs a script.
my (@sessions, @errors);

sub run_session {
    my ($script) = @_;
    my $file = $node->basedir . '/session-' . scalar(@sessions) . '.sql';
    append_to_file($file, $script);
    my $error = '';
    push @errors, \$error;
    push @sessions, start([ 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database), '-f', $file ],
        '<', \undef, '>', '/dev/null', '2>', \$error);
    return;
}

# --- readers ----------------------------------------------------------------------------------------------------------

query(q{
    create table seen (reader int, place bigserial, seq bigint, identity uuid, primary key (reader, place));
    create table finished (at timestamptz);
    -- Each round is a transaction and each call a statement of its own, with a snapshot of its own.
    create procedure read_feed(reader int, page_size int, pause_seconds float) language plpgsql as $$
    declare
        epoch constant uuid := hr_queue.epoch();
        last_seq bigint := 0;
        new_last bigint;
        writers_gone boolean;
    begin
        loop
            select exists (select from public.finished) into writers_gone;
            commit;
            with page as materialized (select * from handelsregister.get_changes(epoch, last_seq, page_size) with ordinality),
            noted as (insert into public.seen (reader, seq, identity)
                select read_feed.reader, p.seq, e.identity from page p join hr_registry.change_event e using (seq)
                order by p.ordinality)
            select max(p.seq) into new_last from page p;
            commit;
            exit when writers_gone and new_last is null;
            last_seq := coalesce(new_last, last_seq);
            perform pg_sleep(pause_seconds);
        end loop;
    end $$;
});
my @readers = ([ 1, 1000, 0.001 ], [ 2, 7, 0.002 ], [ 3, 100, 0.05 ]);
run_session("call read_feed($_->[0], $_->[1], $_->[2])") for @readers;

# --- writers ----------------------------------------------------------------------------------------------------------

# Some companies belong to one writer, some to all of them; each document is a snapshot of its own.
srand 20260101;
my $rolled_back = 0;
for my $writer (1 .. $writers) {
    my $script = '';
    for my $transaction (1 .. $transactions) {
        my @documents = map { "'\\x" . unpack('H*', $_) . "'" } (
            RegisterDocument::document(company => $writer * 100 + $transaction % 3, snapshot => $transaction),
            RegisterDocument::document(company => 1 + $transaction % 5, snapshot => $writer * 100 + $transaction));
        my ($early, $late) = map { sprintf '%.3f', rand $_ } 0.05, 0.06;
        my $end = 'commit';
        if ($transaction % 4 == 0) {
            $end = 'rollback';
            ++$rolled_back;
        } elsif ($transaction % 4 == 2) {
            $end = 'rollback to s; select pg_sleep(0.02); commit';  # the locks of the drain are given back, the rest stays
            ++$rolled_back;
        }
        $script .= "begin;\nselect count(*) from handelsregister.submit_documents(array[" . join(', ', @documents)
            . "]::bytea[], retrieved_at => '2030-01-01');\nselect pg_sleep($early);\nsavepoint s;\n"
            . "select hr_queue.drain();\nselect pg_sleep($late);\n$end;\n";
    }
    run_session($script);
}

my $all_well = 1;
for my $i (scalar(@readers) .. $#sessions) {
    finish($sessions[$i]) or $all_well = 0;
    is(${ $errors[$i] }, '', 'writer ' . ($i - @readers + 1) . ' had no error');
}
ok($all_well, 'all writers are through');
query('call hr_queue.work()');
query('insert into finished values (now())');
for my $i (0 .. $#readers) {
    ok(finish($sessions[$i]), "reader $readers[$i][0] is through") or diag(${ $errors[$i] });
}

# --- what they saw ------------------------------------------------------------------------------------------------------

is(query('select count(*) from hr_queue.ready') + query('select count(*) from hr_queue.dead'), 0, 'no job is left, none is dead');
my ($events, $holes) = split /\|/, query('select count(*), max(seq) - count(*) from hr_registry.change_event');
cmp_ok($events, '>', $writers * $transactions, "there are events: $events");
cmp_ok($holes, '>', 0, "transactions with events were rolled back: $holes numbers are missing");
cmp_ok(query('select count(*) from (select recorded_at as number, lag(recorded_at) over (order by seq) as before
              from hr_registry.change_event) e where number < before'), '>', 0, 'some transactions committed later than others that began after them');
cmp_ok(query('select count(distinct xmin::text) from hr_registry.change_event'), '>', $writers * $transactions / 3, 'in many transactions');
for my $reader (map { $_->[0] } @readers) {
    is(query("select count(*) from seen where reader = $reader"), $events, "reader $reader: as many as there are");
    is(query("select count(*) from (select seq, lag(seq) over (order by place) as before from seen where reader = $reader) s
              where seq <= before"), 0, "reader $reader: numbers rise strictly");
    is(query("select count(*) from hr_registry.change_event e full join (select * from seen where reader = $reader) s using (seq)
              where s.identity is distinct from e.identity"), 0, "reader $reader: each committed event once, and no other");
}

# --- places that do not exist ---------------------------------------------------------------------------------------------

sub refusal {
    my ($call) = @_;
    my ($status, $out, $error) = $node->psql($database, "\\set VERBOSITY verbose\n$call");
    return $error;
}

like(refusal("select * from handelsregister.get_changes('00000000-0000-4000-8000-000000000000', 0)"),
    qr/ERROR:  PT416: .*DETAIL:  \{.*"wrong_epoch"/s, 'a wrong epoch is refused with PT416');
like(refusal('select * from handelsregister.get_changes(null, 0, 0)'), qr/ERROR:  PT400/, 'an impossible page size is refused');
is(query('select count(*) from handelsregister.get_changes(hr_queue.epoch(), (select max(seq) from hr_registry.change_event))'),
    0, 'behind the last event there is nothing');

$node->stop;
done_testing();
