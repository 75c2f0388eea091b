# Owns a client that enqueues jobs without end in a process of its own, comes back whenever it is thrown out, and writes
# down what the server has acknowledged.
package JobStream;

use strict;
use warnings;
use Exporter 'import';
use POSIX ();
use PostgreSQL::Test::Utils;
use Time::HiRes qw(sleep);

our @EXPORT = qw(in_background);

# Runs code in a process of its own, with its output in a file; returns its number, for waitpid.
sub in_background {
    my ($output, $code) = @_;
    defined(my $pid = fork) or die "fork: $!";
    return $pid if $pid;
    open STDOUT, '>>', $output or POSIX::_exit(1);
    open STDERR, '>', '/dev/null' or POSIX::_exit(1);
    $code->();
    POSIX::_exit(0);
}

# The statement is a transaction that prints the numbers of its jobs.
sub start {
    my ($class, $node, $database, $statement) = @_;
    my $base = $node->basedir . "/stream-$database-" . ++(our $count);
    my $self = bless { stop => "$base.stop", acknowledged => "$base.out", node => $node, owner => $$ }, $class;
    append_to_file($self->{acknowledged}, '');
    append_to_file("$base.sql", "set application_name = 'stream';\n" . "$statement;\nselect from pg_sleep(0.03);\n" x 100);
    $self->{pid} = in_background($self->{acknowledged}, sub {
        while (!-e $self->{stop}) {
            system('psql', '-X', '-q', '-A', '-t', '-d', $node->connstr($database), '-f', "$base.sql");
            sleep 0.05;
        }
    });
    return $self;
}

sub stop {
    my ($self) = @_;
    return unless $self->{pid} && $self->{owner} == $$;
    append_to_file($self->{stop}, '');
    # Where the server is gone, so is the client.
    eval { $self->{node}->psql('postgres', q{select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stream'}) };
    waitpid $self->{pid}, 0;
    $self->{pid} = undef;
    return;
}

# Numbers of the jobs that are committed for certain. The last line may be cut short.
sub acknowledged { return slurp_file($_[0]{acknowledged}) =~ /^(\d+)\n/mg }

# Where a test dies, its stream ends too.
sub DESTROY { my ($self) = @_; local ($?, $@, $!); $self->stop; return }

1;
