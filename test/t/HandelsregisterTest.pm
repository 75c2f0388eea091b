# Owns what the TAP tests share: servers with the extension, work in bulk, waiting for its end,
# and digests of the register tables that do not depend on numbers the database gave out.
package HandelsregisterTest;

use strict;
use warnings;
use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use RegisterDocument;
use Time::HiRes qw(sleep time);

our @EXPORT = qw(releases new_node create_database submit wait_for wait_until_drained patience table_digests log_offset log_since);

# Today's version, and the releases before it, the latest first.
sub releases {
    my $folder = $ENV{HR_SOURCE_DIR} // '.';
    my ($today) = slurp_file("$folder/extension/handelsregister.control") =~ /^default_version = '(.*)'/m;
    my @all = map { /^([\d.]+)\t/ } split /\n/, slurp_file("$folder/extension/releases.tsv");
    return ($today, grep { $_ ne $today } reverse @all);
}

# A running server; the settings come last, so that they win. The extension is not created yet.
sub new_node {
    my ($name, %settings) = @_;
    my $node = PostgreSQL::Test::Cluster->new($name);
    $node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
    my %all = (
        shared_preload_libraries => 'handelsregister',
        max_worker_processes => 16,
        max_wal_size => '2GB',
        log_statement => 'none',
        restart_after_crash => 'on',
        %settings);
    $node->append_conf('postgresql.conf', join('', map { "$_ = '$all{$_}'\n" } sort keys %all));
    $node->start;
    return $node;
}

sub create_database {
    my ($node, $database) = @_;
    $node->safe_psql('postgres', "create database $database") if $database ne 'postgres';
    $node->safe_psql($database, 'create extension handelsregister');
    return $database;
}

# --- work ------------------------------------------------------------------------------------------------------

# Submits $count documents of companies with four snapshots each, in chunks of a thousand, a transaction per chunk.
# They come in the same order in every database. Their bytes go through one file, since arguments would be too long.
sub submit {
    my ($node, $database, $count) = @_;
    my $file = $node->basedir . "/documents-$database-$$";
    my $companies = int(($count + 3) / 4);
    my ($start, @index) = (0);
    open my $bytes, '>:raw', $file or die "$file: $!";
    for my $i (0 .. $count - 1) {
        my $xml = document(company => 1 + $i % $companies, snapshot => int($i / $companies));
        print $bytes $xml;
        push @index, "$i\t$start\t" . length($xml) . "\n";
        $start += length($xml);
    }
    close $bytes or die "$file: $!";
    my $chunks = join('', map { "select count(*) from handelsregister.submit_documents("
        . "(select array_agg(pg_read_binary_file('$file', start, size) order by n) from place where n / 1000 = $_),"
        . " null, 'test', '2030-01-01');\n" } 0 .. int(($count - 1) / 1000));
    $node->safe_psql($database, "create temp table place (n int, start bigint, size bigint);\n"
        . "copy place from stdin;\n" . join('', @index) . "\\.\n" . $chunks);
    unlink $file;
    return;
}

# --- waiting and looking --------------------------------------------------------------------------------------

# Waits until the query gives true; returns how long it took, undef where it never did. A server that is just
# coming back from a crash counts as false; psql may then be gone before it has read the query, at which psql() dies.
sub wait_for {
    my ($node, $database, $query, $seconds) = @_;
    my $begin = time;
    while (time - $begin < ($seconds // 60)) {
        my ($status, $out) = eval { $node->psql($database, $query) };
        return time - $begin if defined $status && $status == 0 && $out eq 't';
        sleep 0.05;
    }
    return undef;
}

sub wait_until_drained {
    my ($node, $database, $seconds) = @_;
    return wait_for($node, $database,
        'select not exists (select from hr_queue.ready) and not exists (select from hr_queue.deferred)', $seconds // 180);
}

# Two seconds on a machine that has time for us; as much longer, up to five times, as it is overbooked.
sub patience {
    my $processors = () = slurp_file('/proc/cpuinfo') =~ /^processor\s*:/mg;
    my ($load) = slurp_file('/proc/loadavg') =~ /^([\d.]+)/;
    my $factor = $load / ($processors || 1);
    return 2 * ($factor < 1 ? 1 : $factor > 5 ? 5 : $factor);
}

sub log_offset { return -s $_[0]->logfile }

sub log_since {
    my ($node, $offset) = @_;
    return slurp_file($node->logfile, $offset);
}

# One line per table of hr_registry: rows and md5 over them. With a list of names "table.column", only of these.
sub table_digests {
    my ($node, $database, @known) = @_;
    return $node->safe_psql($database, "create temp table known as select unnest('{@{[join ',', @known]}}'::text[]) as name;\n"
        . slurp_file(($ENV{HR_SOURCE_DIR} // '.') . '/test/table_digests.sql'));
}

1;
