# The index of names: whatever happens to the server, it leads to every name and a search finds the same. A crash while it is made
# anew, a crash while names come, a dump with entries that no block has yet.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_node('search', 'handelsregister.enabled' => 'off', autovacuum => 'off');
create_database($node, 'register');
my $unfound = 'select count(*) from handelsregister.check_search()';
my $found = q{select string_agg(concat_ws('/', s.company_id, s.matched_name, s.match_kind), ' ' order by s.company_id)
    from (select distinct split_part(name, ' ', 1) as word from hr_registry.company_name order by 1 limit 20) w
    cross join lateral handelsregister.search_companies(w.word, 100) s
    union all
    select string_agg(concat_ws('/', s.name, s.birth_year, s.match_kind), ' ' order by w.word, s.score desc, s.person_id)
    from (select distinct overlay(last_name placing 'x' from 3 for 1) as word from hr_registry.person_name order by 1 limit 20) w
    cross join lateral handelsregister.search_persons(w.word, page_size => 100) s};

submit($node, 'register', 200);
$node->safe_psql('register', 'call hr_queue.work()');
is($node->safe_psql('register', $unfound), 0, 'names that came in are found');
cmp_ok($node->safe_psql('register', 'select count(*) from hr_registry.search_entry'), '>', 0, 'by entries of their own');
my $before = $node->safe_psql('register', $found);
like($before, qr{/prefix.*/corrected}s, 'a search finds them');
cmp_ok($node->safe_psql('register', 'select handelsregister.reindex_search()'), '>', 0, 'the index is made anew');
is($node->safe_psql('register', 'select count(*) from hr_registry.search_entry'), 0, 'all is in blocks');
is($node->safe_psql('register', $unfound), 0, 'names are found by blocks');
is($node->safe_psql('register', $found), $before, 'and in the same order');

# --- crash -----------------------------------------------------------------------------------------------------------------

submit($node, 'register', 240);
my $session = $node->background_psql('register');
$session->query_safe('begin; select hr_queue.drain(20); select handelsregister.reindex_search()');
$node->stop('immediate');
eval { $session->quit };
$node->start;
is($node->safe_psql('register', $unfound), 0, 'a crash while the index is made leaves the old one');
is($node->safe_psql('register', $found), $before, 'which finds the same');
$node->safe_psql('register', 'call hr_queue.work()');
$node->stop('immediate');
$node->start;
is($node->safe_psql('register', $unfound), 0, 'a crash after names have come leaves them found');
cmp_ok($node->safe_psql('register', 'select count(*) from hr_registry.search_entry'), '>', 0, 'by entries beside the blocks');

# --- entries go into blocks ------------------------------------------------------------------------------------------------

$before = $node->safe_psql('register', $found);
$session = $node->background_psql('register');
$session->query_safe(q{begin; select hr_queue.enqueue('fold_search'); select hr_queue.drain()});
is($session->query_safe('select count(*) from hr_registry.search_entry'), 0, 'entries go into the blocks');
$node->stop('immediate');
eval { $session->quit };
$node->start;
is($node->safe_psql('register', $unfound), 0, 'a crash before the end leaves them where they were');
is($node->safe_psql('register', $found), $before, 'and found');
$node->safe_psql('register', q{select hr_queue.enqueue('fold_search')});
$node->safe_psql('register', 'call hr_queue.work()');
is($node->safe_psql('register', 'select count(*) from hr_registry.search_entry'), 0, 'done again, they are in blocks');
is($node->safe_psql('register', $unfound), 0, 'which lead to every name');
is($node->safe_psql('register', $found), $before, 'as before');

# Where there are many, the next name brings a job.
$node->safe_psql('register', q{insert into hr_registry.search_entry (domain, key, posting)
    select 'c', 'wnobody' || i, 8 from generate_series(1, 260000) i});
my $folds = q{select count(*) from hr_queue.result r where r.kind = 'fold_search'};
my $done = $node->safe_psql('register', $folds);
submit($node, 'register', 260);
$node->safe_psql('register', 'call hr_queue.work()');
is($node->safe_psql('register', $folds), $done + 1, 'a quarter of a million entries bring a job, and one only');
cmp_ok($node->safe_psql('register', 'select count(*) from hr_registry.search_entry'), '<', 1000, 'which brings them into the blocks');
is($node->safe_psql('register', $unfound), 0, 'all names are found');
$node->safe_psql('register', 'select handelsregister.reindex_search()');
submit($node, 'register', 280);
$node->safe_psql('register', 'call hr_queue.work()');
cmp_ok($node->safe_psql('register', 'select count(*) from hr_registry.search_entry'), '>', 0, 'and new ones come');

# --- dump and restore ------------------------------------------------------------------------------------------------------

$before = $node->safe_psql('register', $found);
my $file = $node->basedir . '/dump';
command_ok([ 'pg_dump', '-Fc', '-f', $file, $node->connstr('register') ], 'dump');
$node->safe_psql('postgres', 'create database restored');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('restored'), $file ], 'restore');
is($node->safe_psql('restored', $unfound), 0, 'what is restored is found');
is($node->safe_psql('restored', $found), $before, 'in the same order');
is($node->safe_psql('restored', q{select (select last_value from hr_registry.person_name_id_seq) >= max(id) from hr_registry.person_name}),
    't', 'numbers of names of persons go on');
cmp_ok($node->safe_psql('restored', 'select handelsregister.reindex_search()'), '>', 0, 'and can be made anew');
is($node->safe_psql('restored', $found), $before, 'which changes nothing');

# --- damage ----------------------------------------------------------------------------------------------------------------

$node->safe_psql('restored', q{delete from hr_registry.search_block where first_key >= 'n'});
$node->safe_psql('restored', q{update hr_registry.search_block set content = '\x00ff'});
cmp_ok($node->safe_psql('restored', $unfound), '>', 0, 'the check tells of an index that is damaged');
is($node->psql('restored', $found), 0, 'a search reads it without harm');
$node->safe_psql('restored', 'select handelsregister.reindex_search()');
is($node->safe_psql('restored', $found), $before, 'and making it anew mends it');

# Damage inside of a block goes no farther than it: what is written of it can be stored, dumped and restored.
$node->safe_psql('restored', 'select hr_queue.adopt_database(discard_jobs => true)');
for my $damage ([ 2, 255 ], [ 3, 0 ]) {
    my ($place, $byte) = @$damage;
    $node->safe_psql('restored', 'select handelsregister.reindex_search()');
    my $first = $node->safe_psql('restored', q{select max(first_key) from hr_registry.search_block where domain = 'c'});
    $node->safe_psql('restored', qq{update hr_registry.search_block set content = set_byte(content, $place, $byte)
        where domain = 'c' and first_key = '$first'});
    cmp_ok($node->safe_psql('restored', $unfound), '>', 0, "the check tells of a byte $byte in a key");
    $node->safe_psql('restored', qq{insert into hr_registry.search_entry (domain, key, posting)
        select 'c', '${first}a' || i, 8 from generate_series(1, 300) i});
    $node->safe_psql('restored', q{select hr_queue.enqueue('fold_search')});
    $node->safe_psql('restored', 'call hr_queue.work()');
    is($node->safe_psql('restored', 'select count(*) from hr_registry.search_entry'), 0, 'entries go into such a block');
    cmp_ok($node->safe_psql('restored', $unfound), '>', 0, 'and the check still tells of it');
    is($node->safe_psql('restored', q{select count(*) from hr_registry.search_block b
        where position('\x00' in convert_to(b.first_key, 'UTF8')) > 0
           or convert_from(convert_to(b.first_key, 'UTF8'), 'UTF8') <> b.first_key}), 0, 'all first keys are texts');
}
command_ok([ 'pg_dump', '-Fc', '-f', $file, $node->connstr('restored') ], 'a dump of it');
$node->safe_psql('postgres', 'create database again');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('again'), $file ], 'can be restored');
$node->safe_psql('again', 'select handelsregister.reindex_search()');
is($node->safe_psql('again', $found), $before, 'and mended');
$node->stop;
done_testing();
