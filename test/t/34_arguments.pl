# Whatever the arguments are, a function of the API answers, or refuses with PT4xx: texts and arrays of 10 MB at the price of
# a short call and without a trace in the log, numbers and times at the ends of their types. And each cursor that a function
# gives leads on, whatever the tables hold. Functions and arguments are those of the catalog.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;

my $node = new_node('arguments', 'handelsregister.enabled' => 'off', fsync => 'off', jit => 'off');
my $database = create_database($node, 'postgres');
my $tests = ($ENV{HR_SOURCE_DIR} // '.') . '/test/t/arguments';
my $size = 10 * 1024 * 1024;

sub query { return $node->safe_psql($database, $_[0]) }

# Nothing but what is named in the second list may stand in the first.
sub none { my ($rows, $text) = @_; return is($rows, '', $text) }

submit_files($node, $database, sample_files('*.xml'));
query('select hr_queue.drain(1000)') for 1 .. 2;
query(slurp_file("$tests/setup.sql"));

# --- large values --------------------------------------------------------------------------------------------------

query("create table probe.large as select * from probe.try_large($size)");
cmp_ok(query('select count(distinct (routine, argument)) from probe.large'), '>', 100, 'there are texts and arrays');
none(query("select routine, argument, state from probe.large where shape = 'short' and state is not null
            and (routine, argument) <> ('list_reference', 'cursor')"), 'each function succeeds as it is called here with short ones');
none(query("select routine, argument, shape, state from probe.large
            where shape <> 'short' and coalesce(state, '') !~ '^PT4' and routine <> 'parse_register_id'"), 'each large one is refused');
none(query("select routine, argument, shape, state, round(seconds::numeric, 3), round(bound::numeric, 3) from probe.large
            where seconds > bound"), 'each refusal takes no longer than a look at the size, with room to spare');

my $offset = log_offset($node);
my $calls = query("select string_agg(format('begin; set local role probe_%s; set local request.jwt.claims = ''{\"sub\": \"probe\"}''; %s; rollback;',
    a.level, probe.statement(a.routine, a.name, s.expression)), e'\\n')
    from probe.argument a join probe.shape($size) s using (type) where s.shape in ('padded', 'one', 'many')");
$node->psql($database, $calls, on_error_stop => 0);
my @records = split /^(?=\d{4}-\d\d-\d\d )/m, log_since($node, $offset);
cmp_ok(scalar(grep { /ERROR: / } @records), '>', 100, 'errors are in the log');
none(join("\n", map { substr($_, 0, 200) } grep { length > 3000 } @records), 'no record of the log has much of an argument');
cmp_ok(-s $node->logfile, '<', $offset + 10_000 * (() = $calls =~ /\n/g), 'in all less than 10 kB a call');

# --- the ends of types -----------------------------------------------------------------------------------------------

query('create table probe.extreme as select * from probe.try_extremes()');
cmp_ok(query('select count(distinct (routine, argument)) from probe.extreme'), '>', 60, 'there are numbers and times');
none(query("select * from probe.extreme where coalesce(state, 'PT400') !~ '^PT4'"), 'no number and no time is an error of the server');

# --- cursors -----------------------------------------------------------------------------------------------------------

query(slurp_file("$tests/extreme_rows.sql"));
query('create table probe.walk as select * from probe.try_walks()');
cmp_ok(query('select count(*) from probe.walk'), '>=', 20, 'there are functions with pages');
none(query('select routine, problem from probe.walk where problem is not null'), 'pages of one row are the one page of all rows');
none(query('select routine, total from probe.walk where coalesce(total, 0) < 3'), 'none of them has few rows');

$node->stop;
done_testing();
