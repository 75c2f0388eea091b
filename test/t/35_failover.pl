# Servers go back to an earlier state, by a failover that loses what had not been shipped and by a recovery to a point in time, or
# go on without a loss: readers of the change feed lose nothing without a word, no number names another thing than before, and
# jobs go on by themselves. Readers, jobs and erasures are on both sides of each parting.
use strict;
use warnings;
use HandelsregisterTest;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;

my $primary = new_node('first', fsync => 'off', wal_level => 'replica', max_wal_senders => 4, hot_standby => 'on', 'handelsregister.enabled' => 'off');
$primary->append_conf('pg_hba.conf', 'local replication all trust');
$primary->enable_archiving;
$primary->restart;
create_database($primary, 'register');

my $login = qq{set request.jwt.claims = '{"sub": "4711"}'};
sub ask { my ($node, $query) = @_; return $node->safe_psql('register', $query) }

# SQLSTATE and the JSON of DETAIL of what fails.
sub failure {
    my ($node, $query) = @_;
    my (undef, undef, $error) = $node->psql('register', "\\set VERBOSITY verbose\n$query");
    my ($sqlstate) = $error =~ /ERROR:  ([0-9A-Z]{5})/;
    return ($sqlstate // "none: $error", $error =~ /DETAIL:  (\{.*\})/ ? decode_json($1) : {});
}

# --- what happens on a server ---------------------------------------------------------------------------------------------

# Two snapshots of each company, read: events come of the differences.
sub work {
    my ($node, @companies) = @_;
    my @submitted = submit_bytes($node, 'register', map { my $n = $_; map { RegisterDocument::document(company => $n, snapshot => $_) } 0, 1 } @companies);
    ask($node, 'call hr_queue.work()');
    return map { $_->[1] } @submitted;
}

# Reads the feed behind a place to its end; returns the new place and how many rows came.
sub read_on {
    my ($node, $epoch, $seq) = @_;
    my $from = $epoch ? "'$epoch', $seq" : "null, $seq";
    my @rows = map { [ split /\|/ ] } split /\n/, ask($node, "select epoch, seq from handelsregister.get_changes($from, 1000)");
    return @rows ? (@{ $rows[-1] }[0, 1], scalar @rows) : ($epoch, $seq, 0);
}

sub last_number { return ask($_[0], "select max($_[2]) from $_[1]") }

# Highest numbers of what the API hands out.
sub numbers {
    my ($node) = @_;
    return { map { $_->[0] => last_number($node, @$_[1, 2]) } [ company => 'hr_registry.company', 'id' ], [ document => 'hr_registry.document', 'id' ],
        [ job => 'hr_queue.job', 'id' ], [ change => 'hr_registry.change_event', 'seq' ], [ erasure => 'hr_registry.erasure', 'id' ] };
}

sub officers {
    return ask($_[0], "select count(*) from hr_registry.officer where (last_name, first_names, birth_date) = ('$_[1]', '$_[2]', '$_[3]')");
}
sub erase { return ask($_[0], "select handelsregister.erase_person('$_[1]', '$_[2]', '$_[3]', 'a test'); call hr_queue.work()") }
my @early = ('Heyde-Quitte', 'Henning', '1957-08-08');  # of company 1
my @late = ('Albrecht-Quitte', 'Olga', '1964-03-15');   # of company 2

# A server that was made from a backup, with what was shipped to it.
sub copy_of {
    my ($node, $name, %how) = @_;
    my $copy = PostgreSQL::Test::Cluster->new($name);
    $copy->init_from_backup($node, 'base', %how);
    return $copy;
}

# --- the common part --------------------------------------------------------------------------------------------------------

work($primary, 1 .. 6);
is(officers($primary, @early) > 0 && officers($primary, @late) > 0, 1, 'the register knows two persons');
erase($primary, @early);
is(officers($primary, @early), 0, 'one of them is erased');
ask($primary, qq{$login;
    insert into hr_user.watchlist (subject, name) values ('4711', 'all');
    insert into hr_user.watch (watchlist_id, company_id, subject, since_seq) select l.id, c.id, '4711', 0 from hr_user.watchlist l, hr_registry.company c});
my ($waiting) = map { $_->[1] } submit_bytes($primary, 'register', RegisterDocument::document(company => 7, snapshot => 0));
my ($epoch, $common) = read_on($primary, undef, 0);
cmp_ok($common, '>', 10, "a reader stands at $common");
$primary->backup('base');
my $second = copy_of($primary, 'second', has_streaming => 1);
$second->start;
$primary->wait_for_catchup($second, 'replay', $primary->lsn('insert'));
is(join('|', read_on($second, $epoch, $common)), "$epoch|$common|0", 'on a standby it reads on');
ask($primary, q{select pg_create_restore_point('before')});
$second->stop;

# --- what only the first server ever has --------------------------------------------------------------------------------------

my @lost_jobs = work($primary, 1001 .. 1006);
my $pending = ask($primary, q{select handelsregister.submit_document('\x3c61')}) =~ s/^\(\d+,(\d+).*/$1/r;
erase($primary, @late);
my (undef, $lost, $read) = read_on($primary, $epoch, $common);
cmp_ok($read, '>', 10, "a reader of the first server stands at $lost");
ask($primary, qq{$login; select handelsregister.mark_alerts_read($lost)});
my $first_numbers = numbers($primary);
my $segment = ask($primary, 'select pg_walfile_name(pg_current_wal_lsn()); select from pg_switch_wal()');
ok(defined wait_for($primary, 'register', "select last_archived_wal >= '$segment' from pg_stat_archiver", 60), 'its log is in the archive');
$primary->stop('immediate');

# --- a failover that loses it -----------------------------------------------------------------------------------------------

# A reader that is beyond the parting is told so. Returns the epoch that it is sent to.
sub refuses {
    my ($node, $epoch, $seq, $parted, $name) = @_;
    my ($sqlstate, $detail) = failure($node, "select * from handelsregister.get_changes('$epoch', $seq)");
    is($sqlstate, 'PT416', "$name: a reader at $seq is refused");
    is($detail->{code}, 'wrong_epoch', "$name: for its epoch");
    is($detail->{parted_at}, $parted, "$name: and told from where to read on");
    return $detail->{epoch};
}

sub is_told_lost {
    my ($node, $name, @jobs) = @_;
    for my $job (@jobs) {
        my ($sqlstate, $detail) = failure($node, "select * from handelsregister.get_job($job)");
        is($sqlstate, 'PT410', "$name: job $job is gone");
        like($detail->{code}, qr/^job_(lost|expired)$/, "$name: as what it is");
    }
    return;
}

sub are_behind {
    my ($node, $former, $name) = @_;
    my $numbers = numbers($node);
    cmp_ok($numbers->{$_}, '>', $former->{$_}, "$name: numbers of $_ are not given again") for sort keys %$former;
    return;
}

$second->append_conf('postgresql.conf', q{primary_conninfo = ''});
$second->start;
is(join('|', read_on($second, $epoch, $lost)), "$epoch|$lost|0", 'a standby that lags is only not as far yet');
$second->promote;
my $current = refuses($second, $epoch, $lost, $common, 'promoted, nothing written yet');
is(join('|', read_on($second, $current, $common)), "$current|$common|0", 'and nothing has come there');
is(join('|', read_on($second, $epoch, $common)), "$epoch|$common|0", 'nor for a reader that lost nothing');
is(ask($second, q{select hr_queue.is_home()}), 't', 'jobs may run without a word');
ask($second, 'call hr_queue.work()');
is(ask($second, "select state from handelsregister.get_job($waiting)"), 'done', 'the job that waited is done');
work($second, 2001 .. 2004);
my ($second_epoch, $at, $news) = read_on($second, $epoch, $common);
isnt($second_epoch, $epoch, 'what has come since has another epoch');
cmp_ok($news, '>', 5, "and a reader that lost nothing gets it: $news rows");
cmp_ok($at, '>', $lost, 'with numbers that were never given before');
is(refuses($second, $epoch, $lost, $common, 'written'), $second_epoch, 'a reader that lost something is sent to the new epoch');
is(join('|', read_on($second, $second_epoch, $common)), "$second_epoch|$at|$news", 'where it gets the same');
refuses($second, $epoch, $common + 1, $common, 'one behind the parting');
is_told_lost($second, 'promoted', $lost_jobs[0], $pending, $lost_jobs[-1]);
is((failure($second, 'select * from handelsregister.get_job(9000000000000)'))[0], 'PT404', 'a number that was never given is still unknown');
is(officers($second, @early), 0, 'an erasure before the parting holds');
cmp_ok(officers($second, @late), '>', 0, 'one behind it is lost with all that was');
erase($second, @late);
is(officers($second, @late), 0, 'and can be made again');
are_behind($second, $first_numbers, 'promoted');
cmp_ok(ask($second, "select count(*) from handelsregister.export_companies('csv', $first_numbers->{company})"), '>', 0,
    'an export that goes on behind a lost company gets those that came since');
cmp_ok(ask($second, "select count(*) from handelsregister.search_companies((select name from hr_registry.company_name
    order by company_id desc limit 1)) where company_id > $first_numbers->{company}"), '>', 0, 'and is found by its name');
work($second, 1);
submit_bytes($second, 'register', map { RegisterDocument::document(company => $_, snapshot => 4) } 1 .. 6);
ask($second, 'call hr_queue.work()');
cmp_ok(ask($second, "$login; select count(*) from handelsregister.list_alerts(false, $lost)"), '>', 0, 'alerts behind a lost one are shown');
ask($second, "$login; select handelsregister.mark_alerts_read($lost)");
cmp_ok(ask($second, "$login; select count(*) from handelsregister.list_alerts(true)"), '>', 0, 'and not marked as read by it');

# --- a switchover that loses nothing -----------------------------------------------------------------------------------------

my (undef, $end) = read_on($second, $second_epoch, $at);
$second->backup('base');
my $third = copy_of($second, 'third', has_streaming => 1);
$third->start;
work($second, 2005);
(undef, $end) = read_on($second, $second_epoch, $end);
my $second_numbers = numbers($second);
$second->wait_for_catchup($third, 'replay', $second->lsn('insert'));
is(join('|', read_on($third, $second_epoch, $end)), "$second_epoch|$end|0", 'a standby of the promoted server knows its epoch');
my ($sqlstate, $detail) = failure($third, q{select * from handelsregister.get_changes('00000000-0000-4000-8000-000000000000', 0)});
is("$sqlstate $detail->{is_standby}", 'PT416 1', 'an epoch that a standby does not know may be too new for it, and it says so');
$second->stop;
$third->promote;
is(join('|', read_on($third, $second_epoch, $end)), "$second_epoch|$end|0", 'switched over: a reader at the end stays there');
work($third, 3001, 3002);
erase($third, 'Nobody', 'Nora', '1999-09-09');
my ($third_epoch, $third_at, $third_news) = read_on($third, $second_epoch, $end);
cmp_ok($third_news, '>', 2, 'switched over: it gets what has come, and reads nothing anew');
isnt($third_epoch, $second_epoch, 'switched over: in another epoch');
cmp_ok((read_on($third, $epoch, $common))[2], '>', $third_news, 'so does a reader that has slept through both');
refuses($third, $epoch, $lost, $common, 'but one of the lost part, through both');
are_behind($third, $second_numbers, 'switched over');
is(ask($third, 'select count(*) from hr_queue.job where id = ' . $waiting), 1, 'switched over: jobs are there');

# An update of the extension and its way back keep what readers hold.
my ($today, $before) = releases();
ask($third, "alter extension handelsregister update to '$before'");
is(join('|', (read_on($third, $third_epoch, $third_at))[2]), 0, "on $before a reader of today's epoch reads on");
is((failure($third, "select * from handelsregister.get_changes('$epoch', $lost)"))[0], 'PT416', 'and one of a lost history is refused');
ask($third, "select hr_queue.enqueue('register_content', '{\"document\": 1}'); alter extension handelsregister update to '$today'; call hr_queue.work()");
is(join('|', read_on($third, $third_epoch, $third_at)), "$third_epoch|$third_at|0", "as it does on $today again");
is(ask($third, 'select count(*) from hr_queue.ready'), 0, 'and jobs have gone on');
$third->stop;

# --- a recovery to a point in time -------------------------------------------------------------------------------------------

my $recovered = copy_of($primary, 'recovered', has_restoring => 1, standby => 0);
$recovered->append_conf('postgresql.conf', "recovery_target_name = 'before'\nrecovery_target_timeline = 'current'\nrecovery_target_action = 'promote'\narchive_mode = off");
$recovered->start;
ok(defined wait_for($recovered, 'register', 'select not pg_is_in_recovery()', 60), 'recovered');
refuses($recovered, $epoch, $lost, $common, 'recovered, nothing written yet');
work($recovered, 4001 .. 4003);
my ($recovered_epoch, $recovered_at, $recovered_news) = read_on($recovered, $epoch, $common);
cmp_ok($recovered_news, '>', 2, 'recovered: a reader that lost nothing reads on');
isnt($recovered_epoch, $epoch, 'recovered: in another epoch');
isnt($recovered_epoch, $second_epoch, 'recovered: which is not that of another server that parted at the same place');
cmp_ok($recovered_at, '>', $lost, 'recovered: numbers are new');
is(refuses($recovered, $epoch, $lost, $common, 'recovered'), $recovered_epoch, 'recovered: a reader that lost something is sent to the new epoch');
($sqlstate, $detail) = failure($recovered, "select * from handelsregister.get_changes('$second_epoch', $common)");
is(join('|', $sqlstate, $detail->{epoch}, exists $detail->{parted_at} ? 1 : 0), "PT416|$recovered_epoch|0", 'recovered: one of another server has to read all');
is_told_lost($recovered, 'recovered', $lost_jobs[0], $pending);
is(officers($recovered, @early), 0, 'recovered: an erasure before that point holds');
erase($recovered, @late);
is(officers($recovered, @late), 0, 'recovered: one behind it can be made again');
are_behind($recovered, $first_numbers, 'recovered');
$recovered->stop;

done_testing();
