# A company that an earlier release wrote is read again with its next document, and is then what it were had today's release
# read all its documents. Going back and coming again changes nothing in that.
use strict;
use warnings;
use utf8;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;

my ($today) = releases();
my $node = new_node('reread', 'handelsregister.enabled' => 'off', fsync => 'off');
$node->safe_psql('postgres', $_) for 'create database old', 'create database new';
$node->safe_psql('old', q{create extension handelsregister version '0.1.0'});
$node->safe_psql('new', 'create extension handelsregister');

my $template = slurp_file(($ENV{HR_SOURCE_DIR} // '.') . '/test/unit/data/complete_3.5.1.xml');

# What the register tells of a company with everything at successive times: a branch moves, a limited partner is liable for
# more, an entry text comes, an officer has another former name.
sub snapshot {
    my ($number, $step) = @_;
    my $document = $template;
    $document =~ s{(<tns:laufendeNummer>)32007<}{$1$number<} or die;
    $document =~ s{(<tns:abrufdatum>20)26-02}{$1 . (26 + $step) . '-02'}e or die;
    $document =~ s{>Elbweg<}{>Elbweg $step<} or die;
    $document =~ s{>511\.29<}{>${step}511.29<} or die;
    $document =~ s{>Erlenbach<}{>Erlenbach-@{[ chr(65 + $step) ]}<} or die;
    my ($text) = $document =~ m{(<tns:eintragungstext>.*?</tns:eintragungstext>)} or die;
    my $another = $text =~ s{Gesellschaftsvertrag}{Beschluss Nr. $step, Gesellschaftsvertrag}r;
    $document =~ s{\Q$text\E}{$text$another};
    return $document;
}

sub submit_and_work {
    my ($database, @documents) = @_;
    submit_bytes($node, $database, @documents);
    $node->safe_psql($database, 'call hr_queue.work(1000)');
    is($node->safe_psql($database, 'select string_agg(error_message, e\'\n\') from hr_queue.dead'), '', "$database: no dead letter");
    return;
}

sub equal_registers {
    my ($name) = @_;
    my %new = map { $_ => 1 } split /\n/, table_digests($node, 'new');
    is(join("\n", grep { !$new{$_} } split /\n/, table_digests($node, 'old')), '', "$name: equal histories and effective events");
    my $doubled = q{select count(*) from (select from hr_registry.change_event e where e.retracts is null
        and not exists (select from hr_registry.change_event r where r.retracts = e.seq) group by e.company_id, e.identity
        having count(*) > 1) d};
    is($node->safe_psql('old', $doubled), 0, "$name: nothing is told twice");
    return;
}

my @numbers = 500001 .. 500004;
my @first = map { my $n = $_; map { snapshot($n, $_) } 0, 2 } @numbers;

# Two snapshots by 0.1.0; the next, and one between them, by today's release.
submit_and_work('old', @first);
is($node->safe_psql('old', 'select count(distinct kind) from hr_registry.change_event where kind ~ \'branch|entry|contribution\''), 0,
    '0.1.0 knows nothing of branches');
$node->safe_psql('old', "alter extension handelsregister update to '$today'");
is($node->safe_psql('old', 'select count(*) from hr_registry.company_branch'), 0, 'the update alone reads nothing');
my @second = map { my $n = $_; map { snapshot($n, $_) } 1, 3 } @numbers;
submit_and_work($_, @first, @second) for 'new';
submit_and_work('old', @second);
cmp_ok($node->safe_psql('old', q{select count(*) from hr_registry.change_event where kind = 'branch_changed'}), '>=', 3 * @numbers,
    'what 0.1.0 had not seen is told');
equal_registers('after the update');

# There and back: 0.1.0 goes on with the same companies.
$node->safe_psql('old', q{alter extension handelsregister update to '0.1.0'});
my @third = map { snapshot($_, 4) } @numbers;
submit_and_work('old', @third);
is($node->safe_psql('old', 'select count(*) from hr_registry.snapshot'), 5 * @numbers, '0.1.0 reads on');
is($node->safe_psql('old', q{select count(*) from hr_registry.change_event e where e.kind ~ 'branch|entry|contribution|_name_c'
    and e.kind !~ '^(former_)?name' and e.retracts is null
    and not exists (select from hr_registry.change_event r where r.retracts = e.seq)}), 0, 'what it does not know is taken back');
$node->safe_psql('old', "alter extension handelsregister update to '$today'");
my @fourth = map { snapshot($_, 5) } @numbers;
submit_and_work('new', @third, @fourth);

# One document cannot be read any more: its snapshot stays as it is.
my $lost = $node->safe_psql('old', q{select max(document_id) from hr_registry.snapshot where company_id = (select max(id) from hr_registry.company)});
my $facts = "select md5(facts) from hr_registry.snapshot where document_id = $lost";
my $kept = $node->safe_psql('old', $facts);
my $content = $node->safe_psql('old', "select encode(content, 'hex') from hr_registry.document where id = $lost");
$node->safe_psql('old', "update hr_registry.document set content = 'lost' where id = $lost");
submit_and_work('old', @fourth);
is($node->safe_psql('old', $facts), $kept, 'a document that cannot be read any more leaves its snapshot');
is($node->safe_psql('old', 'select count(*) from hr_registry.company where fold_version <> 2'), 0, 'and its company is read nevertheless');
$node->safe_psql('old', "update hr_registry.document set content = decode('$content', 'hex') where id = $lost;
    select hr_queue.enqueue('register_content', '{\"document\": $lost}')");
submit_and_work('old');
equal_registers('after there and back');

# Damaged facts stop the way back, they are not thrown away.
$node->safe_psql('old', q{update hr_registry.snapshot set facts = '\x00' where document_id = (select min(document_id) from hr_registry.snapshot)});
my ($status, $out, $error) = $node->psql('old', "\\set VERBOSITY verbose\nalter extension handelsregister update to '0.1.0'");
like($error, qr/ERROR:  XX001: stored facts of a snapshot are damaged/, 'damaged facts stop the downgrade');
is($node->safe_psql('old', q{select extversion from pg_extension where extname = 'handelsregister'}), $today, 'which leaves all as it was');

$node->stop;
done_testing();
