# Bulk import, twenty thousand lines: the server is stopped without a checkpoint and the import is cancelled while a job is at
# work; what is in the tables afterwards equals an undisturbed import. Dirty and doubled lines are part of it.
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;

my $companies = 15_000;

# Every third company has a former name, which stands before all companies for some and behind them for the others; every
# hundredth comes twice, with an older name; every five-hundredth line is dirt.
sub lines {
    my (@before, @lines, @behind);
    for my $n (1 .. $companies) {
        my $number = "R1101_HRB$n";
        push @{ $n % 2 ? \@before : \@behind }, join "\t", $number, "Alte Mühle $n GmbH", "Neue Mühle $n GmbH" if $n % 3 == 0;
        my $company = sub { join "\t", $number, "Düsseldorf HRB $n", 'HRB', $n, 'Düsseldorf', 'Nordrhein-Westfalen', 'Neuss',
            $n % 4 ? 'removed' : 'currently registered', "$_[0] $n GmbH", "Am Wehrhahn $n, 40211 Düsseldorf.", $_[1] };
        push @lines, $company->('Neue Mühle', '2018-07-28T03:16:34Z');
        unshift @lines, $company->('Ältere Mühle', '2017-07-28T03:16:34Z') if $n % 100 == 0;
        push @lines, "kein Unternehmen $n" if $n % 500 == 0;
    }
    return @before, @lines, @behind;
}

my @lines = lines();
my $file = "$ENV{TESTDATADIR}/import.tsv";
open my $handle, '>', $file or die $!;
print $handle "$_\n" for @lines;
close $handle;

# Begins an import and loads the file.
sub load {
    my ($node, $database) = @_;
    $node->safe_psql($database, q{select from handelsregister.begin_import(format => 'tsv')});
    $node->safe_psql($database, qq{copy hr_registry.import_line (line) from '$file' with (format csv, delimiter e'\\x1f', quote e'\\x1e')});
}
sub progress {
    my ($node, $database) = @_;
    my ($status, $out) = $node->psql($database, 'select state, lines_done from handelsregister.get_import(1)');
    return defined $status && $status == 0 ? split /\|/, $out : ('', 0);
}
# All that is known, without the numbers that sequences give.
my $latest = '(select max(import_id) from handelsregister.list_imports())';
my $content = q{
    select md5(string_agg(t::text, chr(10) order by t::text collate "C")) from (
        select r.register_label, n.name, n.valid_from, n.valid_to, f.name, s.city, t.code, a.street, a.house_number, p.retrieved, p.facts
            from hr_registry.labelled_registration r join hr_registry.snapshot p using (company_id)
            join hr_registry.company_name n using (company_id) left join hr_registry.company_former_name f using (company_id)
            left join hr_registry.company_seat s using (company_id) left join hr_registry.company_status t using (company_id)
            left join hr_registry.company_address a using (company_id)) t};
my $counts = q{select state, lines, lines_done, lines_failed, companies_added, jobs_left, jobs_failed from handelsregister.get_import(1)};
my $indexes = q{select (select count(*) from hr_registry.search_block) > 0, count(*) from handelsregister.check_search()};

my $node = new_node('import');
$node->append_conf('postgresql.conf', 'handelsregister.workers_per_database = 2');
$node->restart;
create_database($node, $_) for qw(calm rough);
my $searchable = 't|0';

load($node, 'calm');
$node->safe_psql('calm', 'select from handelsregister.start_import(1)');
ok(defined wait_until_drained($node, 'calm', 120), 'an import ends');
my $expected = join '|', 'done', scalar @lines, scalar @lines, $companies / 500, $companies, 0, 0;
is($node->safe_psql('calm', $counts), $expected, 'every line is taken, and dirt counted');
is($node->safe_psql('calm', $indexes), $searchable, 'the index of names is made');
is($node->safe_psql('calm', 'select count(*) from hr_registry.change_event'), 0, 'a first load is no news');
is($node->safe_psql('calm', q{select count(*) from hr_registry.company_former_name}), int($companies / 3), 'every former name is there');
is($node->safe_psql('calm', q{select count(*) from hr_registry.company_name where name like 'Ältere%'}), 0, 'the later line counts');
is($node->safe_psql('calm', q{select string_agg(reason, ',') from (select distinct reason from handelsregister.list_import_failures(1)) f}),
    'the line has 1 columns; a company has 11, a former name 3', 'dirt has its reason');

# Jobs by hand, so that the server stops while one is at work, however fast it is.
$node->append_conf('postgresql.conf', 'handelsregister.enabled = off');
$node->restart;
load($node, 'rough');
$node->safe_psql('rough', 'select from handelsregister.start_import(1)');
$node->safe_psql('rough', 'select hr_queue.drain(1)') for 1 .. 3;
my ($state, $done) = progress($node, 'rough');
is($state, 'running', "it is at work, $done lines were taken");
my $session = $node->background_psql('rough');
$session->query_safe('begin; select hr_queue.drain(1)');
cmp_ok($session->query_safe('select lines_done from handelsregister.get_import(1)'), '>', $done, 'and more by a job that has not ended');
$node->stop('immediate');
eval { $session->quit };
$node->start;
is(join(' ', progress($node, 'rough')), "running $done", 'the server was stopped in the middle of it: its lines are there still');
$node->safe_psql('rough', 'select hr_queue.drain(1)') for 1 .. 2;
cmp_ok((progress($node, 'rough'))[1], '>', $done, 'it goes on');
$node->safe_psql('rough', 'select from handelsregister.cancel_import(1)');
$node->safe_psql('rough', 'call hr_queue.work()');
($state, $done) = progress($node, 'rough');
is($state, 'cancelled', "it is cancelled, $done lines were taken");
cmp_ok($done, '<', scalar @lines, 'lines are left');
is($node->safe_psql('rough', 'select count(*) from hr_registry.import_line'), @lines - $done, 'a line is taken or left');
is($node->safe_psql('rough', $indexes), $searchable, 'the index of names leads to all that came');
$node->append_conf('postgresql.conf', 'handelsregister.enabled = on');
$node->reload;
$node->safe_psql('rough', 'select from handelsregister.start_import(1)');
ok(defined wait_until_drained($node, 'rough', 120), 'started again, it ends');
is($node->safe_psql('rough', $counts), $expected, 'no line is lost, and none counts twice');
is($node->safe_psql('rough', $content), $node->safe_psql('calm', $content), 'all is as in the undisturbed one');

$node->safe_psql('rough', 'create table before as select count(*) as n from hr_registry.snapshot');
$node->safe_psql('rough', q{select from handelsregister.begin_import(format => 'tsv')});
$node->safe_psql('rough', qq{copy hr_registry.import_line (line) from '$file' with (format csv, delimiter e'\\x1f', quote e'\\x1e')});
$node->safe_psql('rough', "select from handelsregister.start_import($latest)");
ok(defined wait_until_drained($node, 'rough', 120), 'the same again');
is($node->safe_psql('rough', "select state, companies_added from handelsregister.get_import($latest)"), 'done|0', 'adds nothing');
is($node->safe_psql('rough', 'select n = (select count(*) from hr_registry.snapshot) from before'), 't', 'and doubles nothing');
is($node->safe_psql('rough', $content), $node->safe_psql('calm', $content), 'all is as it was');
$node->stop;
done_testing();
