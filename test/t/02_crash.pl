# Documents by the thousand, while workers are killed with jobs in their hands and the server is stopped without
# a checkpoint: what is in the tables afterwards equals an undisturbed run. HR_TAP_DOCUMENTS sets how many (20,000).
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $documents = $ENV{HR_TAP_DOCUMENTS} || 20_000;
my $count_done = 'select count(*) from hr_registry.reading';

# Process numbers of workers that hold claims, from the files in which they note their jobs: (fault, count, ids …).
sub holders {
    my ($node) = @_;
    my @pids;
    for my $file (glob $node->data_dir . '/handelsregister/*') {
        open my $handle, '<:raw', $file or next;
        next unless read($handle, my $head, 8) == 8;
        my ($fault, $count) = unpack('l<l<', $head);
        push @pids, $1 if $count > 0 && $file =~ m{/\d+\.(\d+)\.\d+} && kill(0, $1);
    }
    return @pids;
}

# T for stopped, R, S or D for running or waiting, empty for gone.
sub process_state {
    my ($pid) = @_;
    open my $file, '<', "/proc/$pid/stat" or return '';
    return (<$file> // '') =~ /\) (\w)/ ? $1 : '';
}

# Kills a worker whose transaction holds claims: it is stopped first, so that they are seen while it cannot let go.
sub kill_holder {
    my ($node) = @_;
    my $deadline = time + 30;
    while (time < $deadline) {
        for my $pid (holders($node)) {
            kill 'STOP', $pid or next;
            sleep 0.001 while process_state($pid) =~ /[RSD]/;
            if (grep { $_ == $pid } holders($node)) {
                kill 'KILL', $pid;
                return $pid;
            }
            kill 'CONT', $pid;
        }
        sleep 0.002;
    }
    return;
}

# Documents read so far; undef while the server is coming back.
sub done {
    my ($node) = @_;
    my ($status, $out) = $node->psql('postgres', $count_done);
    return defined $status && $status == 0 ? $out : undef;
}

sub wait_for_share {
    my ($node, $share) = @_;
    my $deadline = time + 120;
    while (time < $deadline) {
        my $done = done($node);
        return $done if defined $done && $done >= $share * $documents;
        sleep 0.02;
    }
    return 0;
}

my $calm = new_node('calm', fsync => 'off');
create_database($calm, 'postgres');
submit($calm, 'postgres', $documents);
ok(defined wait_until_drained($calm, 'postgres'), 'the undisturbed server is done');
my $expected = table_digests($calm, 'postgres');
is(done($calm), $documents, 'the undisturbed server has read every document');
like($expected, qr/^change_event [1-9].*^officer [1-9].*^snapshot $documents /ms, 'there is something to compare');
$calm->stop('immediate');

my $node = new_node('crash', fsync => 'on', 'handelsregister.enabled' => 'off');
create_database($node, 'postgres');
submit($node, 'postgres', $documents);
my $last_job = $node->safe_psql('postgres', 'select last_value from hr_queue.job_id_seq');
$node->append_conf('postgresql.conf', 'handelsregister.enabled = on');
$node->reload;

for my $share (0.08, 0.3, 0.7) {
    cmp_ok(wait_for_share($node, $share), '>=', $share * $documents, "$share of the work is done");
    my $offset = log_offset($node);
    my $pid = kill_holder($node);
    ok($pid, 'a worker that holds claims is killed');
    # The server answers until it has noticed.
    ok($node->wait_for_log(qr/\(PID $pid\) was terminated by signal 9/, $offset), 'it was the worker that died');
    ok(defined wait_for($node, 'postgres', 'select true', 60), 'the server has come back by itself');
    my $done = done($node);
    cmp_ok($done, '<', 0.95 * $documents, "there was work left: $done documents were done") if defined $done;
    next unless $share == 0.3;
    cmp_ok(wait_for_share($node, 0.5), '<', 0.95 * $documents, 'half of the work is done');
    $node->stop('immediate');
    $node->start;
}

ok(defined wait_until_drained($node, 'postgres'), 'all work is done in the end');
is(done($node), $documents, 'every document has a reading');
is($node->safe_psql('postgres', 'select count(*) from hr_queue.dead'), 0, 'no job is dead');
is($node->safe_psql('postgres', 'select count(*), count(distinct id), min(id), max(id) from hr_queue.result'),
    "$documents|$documents|1|$last_job", 'every job has one result');
is(table_digests($node, 'postgres'), $expected, 'the tables equal those of the undisturbed server');
$node->stop;

done_testing();
