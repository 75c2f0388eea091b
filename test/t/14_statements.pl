# The number of statements does not depend on the number of documents in a batch.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;

my $node = new_node('statements', shared_preload_libraries => 'pg_stat_statements,handelsregister',
    'pg_stat_statements.track' => 'all', 'handelsregister.enabled' => 'off', fsync => 'off');
my $database = create_database($node, 'postgres');
$node->safe_psql($database, 'create extension pg_stat_statements');

my $next = 1;

# Statements by text that one drain() of $count fresh companies of one shape executes; in a session that has done
# the same before, so that what happens once in a session is not counted.
sub executed {
    my ($count) = @_;
    # Companies of one shape: the number of officers and the place of the changes follow from the number modulo 9.
    my @documents = map { RegisterDocument::document(company => 9 * $_, snapshot => 0) } $next .. $next + $count;
    $next += $count + 1;
    my $warm_up = "'\\x" . unpack('H*', pop @documents) . "'";
    my $array = join(',', map { "'\\x" . unpack('H*', $_) . "'" } @documents);
    my $answer = $node->safe_psql($database, qq{
        select from handelsregister.submit_documents(array[$warm_up]::bytea[], retrieved_at => '2030-01-01');
        select from hr_queue.drain(1000);
        select from handelsregister.submit_documents(array[$array]::bytea[], retrieved_at => '2030-01-01');
        select from (select pg_stat_statements_reset()) r;
        select 'drained ' || hr_queue.drain(1000);
        select s.calls || ' ' || regexp_replace(left(s.query, 100), '\\s+', ' ', 'g') from pg_stat_statements s
            where s.query !~ 'pg_stat_statements' and s.dbid = (select oid from pg_database where datname = current_database())
            order by s.query});
    my ($drained, @statements) = split /\n/, $answer;
    is($drained, "drained $count", "a batch of $count");
    return @statements;
}

my %statements = map { $_ => [ executed($_) ] } 1, 10, 200;
my %sum;
for my $count (sort keys %statements) {
    $sum{$count} += (split ' ', $_)[0] for @{ $statements{$count} };
}
cmp_ok($sum{1}, '>', 8, "one document: $sum{1} statements");
cmp_ok($sum{1}, '<', 60, 'and these are not many');
for my $count (10, 200) {
    # Words of names that are known by then need one less.
    cmp_ok($sum{$count}, '<=', $sum{1}, "no more statements for $count documents than for one");
    my %single;
    $single{$_->[1]} += $_->[0] for map { [ split ' ', $_, 2 ] } @{ $statements{1} };
    my @more = grep { my ($calls, $text) = split ' ', $_, 2; $calls > ($single{$text} // 0) } @{ $statements{$count} };
    is(scalar @more, 0, "none more often for $count documents than for one") or diag(join("\n", @more));
}
is($node->safe_psql($database, 'select count(*) from hr_queue.dead'), 0, 'all documents are read');

$node->stop;
done_testing();
