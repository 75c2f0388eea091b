# Documents that mean harm cost as much as there is in them, not the square of it, also where the server knows nothing of its
# tables, or only that they were empty: rows that are read are counted, not time. `make bench BENCH=hostile` times the same
# shapes.
use strict;
use warnings;
use HandelsregisterTest;
use RegistryTest;
use Test::More;

my $shapes = RegistryTest::source_folder() . '/test/bench/hostile/shapes.sql';
my @shapes = ([ partial_officers => 200 ], [ namesakes => 200 ], [ offices_of_one => 200 ], [ officers_in_one => 100 ],
    [ renamed_officers => 50 ], [ similar_names => 100 ], [ equal_names => 100 ], [ name_of_words => 200 ],
    [ many_entries => 100 ], [ announced_parties => 100 ]);

my $node = new_node('hostile_documents', autovacuum => 'off', 'handelsregister.enabled' => 'off', fsync => 'off');

# Rows that reading a shape has cost, and the tables that were read from beginning to end. In a session that has done the
# same before, with the plans that it has made then.
sub rows_read {
    my ($database, $shape, $n, $shift) = @_;
    my $drain = "select 'select hostile.drain_counted()' from generate_series(1, %d) \\gexec\n";
    my $answer = $node->safe_psql($database, "call hostile.submit('$shape', 3, $shift);\n" . sprintf($drain, 1)
        . "select 'from here';\nselect hostile.submit_counted('$shape', $n, $shift + 1000);\n" . sprintf($drain, $n / 200 + 2)
        . "select count(*) from hr_queue.dead;");
    my (undef, $counted) = split /from here\n/, $answer;
    my @lines = split /\n/, $counted;
    is(pop @lines, 0, "$database: $n of $shape are read");
    my ($sum, %whole) = (0);
    for (@lines) {
        my ($rows, @tables) = split /[ {},]+/;
        $sum += $rows;
        $whole{ s/\d+$//r } = 1 for @tables;
    }
    return $sum, keys %whole;
}

create_database($node, 'none');
$node->safe_psql('none', "\\i $shapes");
create_database($node, 'stale');
$node->safe_psql('stale', "\\i $shapes\nvacuum analyze");

for my $database ('none', 'stale') {
    my $shift = 100000;
    my %whole;
    for (@shapes) {
        my ($shape, $n) = @$_;
        # Numbers of companies of their own; names and persons are the same, so that later ones find the earlier ones.
        my @rows;
        for my $factor (1, 2, 4) {
            my ($sum, @whole) = rows_read($database, $shape, $n * $factor, $shift);
            push @rows, $sum;
            $whole{$_} = 1 for @whole;
            $shift += 10000;
        }
        # 2 ** 1.2; a few hundred rows are read whatever there is to do.
        cmp_ok($rows[2], '<', 2.3 * $rows[1] + 500, "$database: $shape reads @rows rows at N, 2N, 4N");
    }
    # These have a row or a handful.
    is(join(' ', grep { !/^(home|processor|person_secret)$/ } sort keys %whole), '',
        "$database: no table is read from beginning to end");
}

$node->stop;
done_testing();
