# Owns what the tests of the workers' life share: a database whose jobs end when they are told to, and its worker in one
# of three states.
package LifecycleTest;

use strict;
use warnings;
use Exporter 'import';
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

our @EXPORT = qw(watch make_target add_jobs worker_pid becomes_true bring_to release is_served run_timed sqlstate_of);

my $watch;  # a session in database postgres: looking costs no new process

# A condition (SQL) that a session waits for; volatile, so that each look sees what has been committed meanwhile.
my $until = q{
    create or replace function public.until(condition text, seconds float = 10) returns boolean language plpgsql as $$
    declare
        seen boolean;
    begin
        loop
            perform pg_stat_clear_snapshot();
            execute 'select ' || condition into seen;
            if seen then return true; end if;
            if clock_timestamp() > now() + seconds * interval '1 s' then return false; end if;
            perform pg_sleep(0.01);
        end loop;
    end $$};

# To come first.
sub watch {
    my ($node) = @_;
    $node->safe_psql('postgres', $until);
    $watch = $node->background_psql('postgres');
    $watch->set_query_timer_restart();
    return $watch;
}

# A database owned by role owner, with the extension in schema home, owned by role keeper. Jobs of kind hold last as
# long as there is a row in table hold.
sub make_target {
    my ($node, $database, $version) = @_;
    $node->safe_psql('postgres', "create database $database owner owner");
    $node->safe_psql($database, 'set role keeper; create schema home; create extension handelsregister schema home'
        . ($version ? " version '$version'" : ''));
    add_jobs($node, $database);
    return;
}

# What stays when the extension goes is made once only.
sub add_jobs {
    my ($node, $database) = @_;
    $node->safe_psql($database, qq{$until;
        create table if not exists public.effect (job bigint);
        create table if not exists public.hold (since timestamptz);
        create or replace function public.hold(job bigint, jsonb) returns jsonb language plpgsql as \$\$
        begin
            while exists (select from public.hold) loop perform pg_sleep(0.01); end loop;
            insert into public.effect values (job);
            return '{}';
        end \$\$;
        select hr_queue.register_processor('hold', 'public.hold(bigint, jsonb)')});
    return;
}

# The process of a database's worker, 0 for none.
sub worker_pid {
    my ($database) = @_;
    return $watch->query_safe("select coalesce(max(pid), 0) from pg_stat_activity
        where backend_type = 'handelsregister worker' and datname = '$database'");
}

sub becomes_true {
    my ($condition) = @_;
    return $watch->query_safe("select public.until(\$c\$$condition\$c\$)") eq 't';
}

# Brings a database's worker into a state, and returns its process and, where it is busy, the job it is at:
#   idle        no worker, since there is nothing to do
#   connected   a worker that has nothing to do any more and stays for a while
#   busy        a worker in the middle of a job that does not end by itself
# A process of -1 means that it could not be brought there.
sub bring_to {
    my ($node, $database, $state) = @_;
    my $workers = "pg_stat_activity where backend_type = 'handelsregister worker' and datname = '$database'";
    if ($state eq 'idle') {
        return (becomes_true("not exists (select from $workers)") ? 0 : -1, 0);
    }
    if ($state eq 'connected') {
        return (-1, 0) if !is_served($node, $database);  # a worker that only had a look does not stay
        return (becomes_true("exists (select from $workers and state = 'idle')") ? worker_pid($database) : -1, 0);
    }
    my $job = $node->safe_psql($database, "insert into public.hold values (now()); select hr_queue.enqueue('hold')");
    return (becomes_true("exists (select from $workers and wait_event = 'PgSleep')") ? worker_pid($database) : -1, $job);
}

# Lets the jobs end, and tells what became of one: state, failed attempts, effects.
sub release {
    my ($node, $database, $job) = @_;
    return $node->safe_psql($database, qq{
        with gone as (delete from public.hold returning 1) select 1 from gone \\g /dev/null
        select public.until('exists (select from public.effect where job = $job)') \\g /dev/null
        select j.state, j.attempt, (select count(*) from public.effect where job = $job) from hr_queue.job j where j.id = $job});
}

# Is a new job of the database done before long?
sub is_served {
    my ($node, $database) = @_;
    my ($status, $out) = $node->psql($database, q{
        select hr_queue.enqueue('hold') as job \gset
        select public.until('exists (select from public.effect where job = ' || :job || ')');});
    return $status == 0 && $out eq 't';
}

# Runs statements one by one; returns the first SQLSTATE ('' for success), and the seconds from the first to the last
# statement as the server's clock has it: starting psql is not what is measured.
sub run_timed {
    my ($node, $database, @statements) = @_;
    my (undef, $out, $error) = $node->psql($database, join('', '\set VERBOSITY verbose', "\nselect clock_timestamp() as begin \\gset\n",
        (map { "$_;\n" } @statements), "rollback;\nselect 'took', extract(epoch from clock_timestamp() - :'begin');\n"),
        on_error_stop => 0);
    return (sqlstate_of($error), $out =~ /^took\|([0-9.]+)$/m ? $1 : 99);
}

sub sqlstate_of { return ($_[0] // '') =~ /(?:ERROR|FATAL):  ([0-9A-Z]{5}):/ ? $1 : '' }

1;
