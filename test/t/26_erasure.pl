# Erased persons stay away: whenever they are erased, in a restored dump, and through updates. Going back to 0.2.0,
# which would let them in again, is refused.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use SearchIndex;
use Test::More;

my ($today, $before) = releases();
my ($companies, $snapshots) = (30, 4);
my $node = new_node('erasure', fsync => 'off', 'handelsregister.enabled' => 'off');

sub ask { return $node->safe_psql(@_) }

sub create {
    my ($database, $version) = @_;
    ask('postgres', "create database $database");
    ask($database, "create extension handelsregister version '$version'");
    return;
}

sub work {
    my ($database, @documents) = @_;
    submit_bytes($node, $database, @documents) if @documents;
    ask($database, 'call hr_queue.work(100000)');
    is(ask($database, q{select string_agg(error_code || ' ' || error_message, e'\n') from hr_queue.dead}), '', "$database: no dead letter");
    return;
}

sub documents {
    my (@snapshots) = @_;
    return map { my $n = $_; map { RegisterDocument::document(company => $n, snapshot => $_) } @snapshots } 1 .. $companies;
}

# Some of the directors: numbers are the same in every database, and so are the keys of their offices.
create('late', $today);
work('late', documents(0 .. $snapshots - 1));
my @persons = map { [ split /\|/ ] } split /\n/, ask('late', q{
    select last_name, first_names, birth_date from hr_registry.officer group by 1, 2, 3 order by md5(last_name || birth_date) limit 40});
is(scalar @persons, 40, 'there are persons');

sub erase {
    my ($database) = @_;
    ask($database, join(";\n", map { sprintf q{select handelsregister.erase_person('%s', '%s', '%s', 'Art. 17')}, @$_ } @persons));
    return;
}

# Of the erased persons, how many rows tell.
sub officers_left {
    my ($database) = @_;
    my $list = join(', ', map { sprintf q{('%s', '%s', '%s')}, @$_ } @persons);
    return ask($database, "select count(*) from hr_registry.officer o where (o.last_name, o.first_names, o.birth_date) in ($list)");
}

cmp_ok(officers_left('late'), '>=', 40, 'whom the register knows');
my $names = ask('late', 'select count(*) from hr_registry.person_name');
my $offices = ask('late', 'select count(distinct (company_id, item)) from hr_registry.officer');
erase('late');
work('late');
is(officers_left('late'), 0, 'erased behind all documents: nobody is left');
is(ask('late', q{select count(*), count(distinct state) from handelsregister.list_erasures() where state = 'done' and companies > 0}), '40|1',
    'all are done');
is(ask('late', 'select count(distinct (company_id, item)) from hr_registry.officer'), $offices, 'their offices stay');

# The index of names knows the words of those that are left, and no others.
my $mentioned = q{select distinct concat_ws(' ', nullif(last_name, ''), nullif(first_names, '')) collate "C" from hr_registry.mention};
is(ask('late', $mentioned =~ s/mention$/person_name/r . ' order by 1'), ask('late', "$mentioned order by 1"), 'names that nobody has any more are gone');
cmp_ok(ask('late', 'select count(*) from hr_registry.person_name'), '<', $names, 'and there were some');
is(join("\n", indexed_words($node, 'late', 'p')),
    ask('late', "select distinct w.word from ($mentioned) m (name), string_to_table(m.name, ' ') w (word) order by 1"),
    'their words are in no key and in no list of the index');
is(ask('late', q{select count(*) from hr_registry.document where (content = '') <> (erased_at is not null)}), 0, 'erased documents are empty');
cmp_ok(ask('late', 'select count(*) from hr_registry.document where erased_at is null'), '>', 0, 'and some are not erased');

# --- when makes no difference ------------------------------------------------------------------------------------------

# Which documents are empty does not count: after the fact more of them can be searched.
my @known = grep { !/^erasure|^document\.content$/ } split /\n/, ask('late', q{select c.relname || '.' || a.attname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r'});
my $expected = table_digests($node, 'late', @known);
like($expected, qr/^change_event [1-9].*^officer [1-9]/ms, 'there is a register to compare');

create('early', $today);
erase('early');
work('early', documents(2, 0, 3, 1));
is(table_digests($node, 'early', @known), $expected, 'erased before all documents: the same register');

create('between', $today);
work('between', documents(3, 0));
erase('between');
work('between', documents(2, 1));
is(table_digests($node, 'between', @known), $expected, 'erased between them: the same register');
is(ask('between', q{select count(*) from hr_registry.change_event e where e.retracts is null
        and not exists (select from hr_registry.change_event r where r.retracts = e.seq) group by e.company_id, e.identity having count(*) > 1}),
    '', 'nothing is told twice');

create('updated', $before);
work('updated', documents(1, 3));
ask('updated', "alter extension handelsregister update to '$today'");
erase('updated');
work('updated', documents(0, 2));
# What the version before has read says less about the message, and holds fewer columns of facts.
my @both = grep { !/^reading\.(?:layout|matter|reference_year|reference_prefix|party_numbers|role_\w+)$|^snapshot\.facts$/ } @known;
is(table_digests($node, 'updated', @both), table_digests($node, 'late', @both), "updated from $before in between: the same register");

# What another version of the fold wrote is not compared: it is read again with the next document, but for what is erased.
create('oldest', '0.1.0');
work('oldest', documents(1, 3));
ask('oldest', "alter extension handelsregister update to '$today'");
erase('oldest');
work('oldest');
is(officers_left('oldest'), 0, 'erased from what 0.1.0 wrote');
work('oldest', documents(0, 2));
is(officers_left('oldest'), 0, 'and from what is read again');
is(ask('oldest', 'select count(distinct company_id) from hr_registry.officer where valid_to is null and last_name is not null'),
    ask('late', 'select count(distinct company_id) from hr_registry.officer where valid_to is null and last_name is not null'),
    'others stay');

# --- a restored dump ---------------------------------------------------------------------------------------------------

my $file = $node->basedir . '/dump.sql';
command_ok([ 'pg_dump', '-f', $file, $node->connstr('between') ], 'dump');
my $text = slurp_file($file);
my ($last, $first, $born) = map { quotemeta } split /\|/, ask('between', q{select last_name || '|' || first_names || '|' || birth_date
    from hr_registry.officer where last_name is not null limit 1});
like($text, qr/^.*\t$first\t.*\t$last\t.*\t$born\t/m, 'others are in it');
is(scalar(grep { my ($last, $first, $born) = map { quotemeta } @$_; $text =~ /^.*\t$first\t.*\t$last\t.*\t$born\t/m } @persons), 0,
    'no erased person is');
ask('postgres', 'create database restored');
command_ok([ 'psql', '-X', '-q', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('restored'), '-f', $file ], 'restore');
ask('restored', 'select hr_queue.adopt_database(discard_jobs => false)');
is(ask('restored', 'select count(*) from hr_registry.erasure_secret'), 1, 'the restored register has one secret');
work($_, map { $_ . ' ' } documents(1, 2)) for qw(restored between);  # other bytes: documents that are not known
is(officers_left('restored'), 0, 'persons stay away in a restored register');
is(table_digests($node, 'restored', @known), table_digests($node, 'between', @known), 'which goes on as the original does');

# --- the way back --------------------------------------------------------------------------------------------------------

ask('between', "alter extension handelsregister update to '0.3.0'");
work('between', map { $_ . '  ' } documents(1, 2));
is(officers_left('between'), 0, 'persons stay away on 0.3.0');
my (undef, undef, $error) = $node->psql('between', "\\set VERBOSITY verbose\nalter extension handelsregister update to '0.2.0'");
like($error, qr/ERROR:  55000: persons have been erased.*HINT:  Stay on this version/s, 'going back to 0.2.0 is refused');
is(ask('between', q{select extversion from pg_extension where extname = 'handelsregister'}), '0.3.0', 'and nothing has changed');
ask('between', 'delete from hr_registry.erasure');
ask('between', "alter extension handelsregister update to '0.2.0'");
is(ask('between', q{select extversion from pg_extension where extname = 'handelsregister'}), '0.2.0', 'unless the erasures are given up');

$node->stop;
done_testing();
