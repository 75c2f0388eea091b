# Jobs and database owners that mean harm: nothing of theirs runs as the owner of the extension, nothing that a job
# sets outlives it, and whatever a processor does is recorded as its job's failure while workers and server stay up.
use strict;
use warnings;
use HandelsregisterTest;
use Test::More;
use Time::HiRes qw(sleep time);

# Switched off until every database is as hostile as it is to be. An hour between looks: nothing here polls.
my $node = new_node('hostile',
    autovacuum => 'off',
    'handelsregister.enabled' => 'off',
    'handelsregister.scan_interval' => '1h',
    'handelsregister.idle_timeout' => '6s');
my $start = log_offset($node);

sub sql { return $node->safe_psql(@_) }
sub becomes { my ($database, $query, $name) = @_; return ok(defined wait_for($node, $database, $query, 20), $name) }

# Enqueues jobs of one kind as a role, one for each payload (SQL); returns their numbers.
sub enqueue {
    my ($role, $kind, @payloads) = @_;
    return split /\n/, sql('postgres', "set role $role; select hr_queue.enqueue_batch('$kind', array["
        . join(', ', @payloads ? @payloads : "'{}'") . ']::jsonb[])');
}

# What became of a job, as state, error, failed attempts, result: done, dead, or deferred after a failure.
sub fate {
    my ($job, $seconds) = @_;
    my $over = "id = $job and (state in ('done', 'dead') or error_code is not null)";
    wait_for($node, 'postgres', "select exists (select from hr_queue.job where $over)", $seconds // 15);
    return sql('postgres', "select concat_ws('|', state, error_code, attempt, result) from hr_queue.job where id = $job");
}

sub worker_pid {
    return sql('postgres', q{select coalesce(max(pid), 0) from pg_stat_activity
                             where backend_type = 'handelsregister worker' and datname = 'postgres'});
}

# Lines of the log since the beginning; only they, since a whole log is no message for a failure.
sub logged {
    my ($pattern) = @_;
    return join("\n", grep { /$pattern/ } split /\n/, log_since($node, $start));
}

# --- encodings -----------------------------------------------------------------------------------------------------

for my $encoding (qw(LATIN1 SQL_ASCII)) {
    my $database = lc $encoding;
    sql('postgres', "create database $database encoding '$encoding' template template0 lc_collate 'C' lc_ctype 'C'");
    my (undef, undef, $why) = $node->psql($database, "\\set VERBOSITY verbose\ncreate extension handelsregister");
    like($why, qr/ERROR:  0A000: /, "a database in $encoding is refused");
    is(sql($database, q{select count(*) from pg_namespace where nspname ~ '^(handelsregister|hr_)'}), 0, 'and nothing is left there');
}

# --- a database's owner --------------------------------------------------------------------------------------------

create_database($node, 'postgres');
submit($node, 'postgres', 20);
sql('postgres', q{
    create role mallory;
    create database bare owner mallory;
    create database owned owner mallory});
sql('owned', 'create extension handelsregister');
submit($node, 'owned', 20);
for my $database (qw(bare owned)) {
    sql($database, qq{
        set role mallory;
        create schema e;
        grant usage on schema e to public;
        create function e.equal(a name, b name) returns boolean language plpgsql as
            \$\$ begin raise warning 'hostile: = runs as %', current_user; return a operator(pg_catalog.=) b; end \$\$;
        create function e.equal(a uuid, b uuid) returns boolean language plpgsql as
            \$\$ begin raise warning 'hostile: = runs as %', current_user; return a operator(pg_catalog.=) b; end \$\$;
        create function e.equal(a text, b text) returns boolean language plpgsql as
            \$\$ begin raise warning 'hostile: = runs as %', current_user; return a operator(pg_catalog.=) b; end \$\$;
        create operator e.= (leftarg = name, rightarg = name, function = e.equal);
        create operator e.= (leftarg = uuid, rightarg = uuid, function = e.equal);
        create operator e.= (leftarg = text, rightarg = text, function = e.equal);
        create function e.clock_timestamp() returns timestamptz language plpgsql as
            \$\$ begin raise warning 'hostile: clock runs as %', current_user; return pg_catalog.now(); end \$\$;
        create function e.state(a timestamptz, b timestamptz) returns timestamptz language plpgsql as
            \$\$ begin raise warning 'hostile: min runs as %', current_user; return b; end \$\$;
        create aggregate e.min(timestamptz) (sfunc = e.state, stype = timestamptz);
        alter database $database set search_path = e, pg_catalog;
        alter database $database set default_transaction_isolation = 'repeatable read';
        alter database $database set default_transaction_read_only = on;
        alter database $database set statement_timeout = '1ms';
        alter database $database set lock_timeout = '1ms';
        alter database $database set row_security = off;
        alter database $database set datestyle = 'German';
        alter database $database set intervalstyle = 'sql_standard';
        alter database $database set bytea_output = 'escape';
        alter database $database set extra_float_digits = '-15';
        alter database $database set session_authorization = 'mallory';
        alter database $database set role = 'mallory'});
}
my $looked = sql('postgres', q{select xact_commit from pg_stat_database where datname = 'bare'});
$node->append_conf('postgresql.conf', 'handelsregister.enabled = on');
$node->reload;
becomes('postgres', "select xact_commit > $looked from pg_stat_database where datname = 'bare'", 'a worker looks at a hostile database');
my $reset = 'set session authorization postgres; set role none; set search_path = pg_catalog; set statement_timeout = 0; ';
becomes('owned', "$reset select count(*) = 20 from hr_registry.reading", 'a worker reads the documents of another one');
becomes('postgres', q{select not exists (select from pg_stat_activity where datname = 'owned')}, 'and lets go');
is(logged(qr/hostile:/), '', "nothing of the owner's has run");
sql('postgres', 'alter database owned reset all');
becomes('postgres', 'select count(*) = 20 from hr_registry.reading', 'the same documents elsewhere');
is(table_digests($node, 'owned'), table_digests($node, 'postgres'), 'equal tables, whatever the owner has set');

# --- processors ------------------------------------------------------------------------------------------------------

sql('postgres', q{
    create role app;
    create role other;
    grant app, other to postgres;
    create schema app authorization app;
    create table effect (job bigint, who name default current_user, pid int default pg_backend_pid(), n bigint);
    create sequence call;
    grant insert on effect to public;
    grant usage on sequence call to public;
    grant usage on schema app, hr_queue to app, other;
    grant execute on function hr_queue.enqueue(text, jsonb, timestamptz, smallint),
        hr_queue.enqueue_batch(text, jsonb[], timestamptz, smallint) to app, other;
    select handelsregister.grant_access(member => 'app');
});

# A processor of role app: the body of a PL/pgSQL function with job, payload and a text named note.
sub processor {
    my ($kind, $body, $options) = @_;
    sql('postgres', qq{
        set role app;
        create or replace function app.$kind(job bigint, payload jsonb) returns jsonb language plpgsql as \$\$
        declare
            note text;
        begin
            $body
        end \$\$;
        reset role;
        select hr_queue.register_processor('$kind', 'app.$kind(bigint, jsonb)'$options)});
    return;
}

processor('note', q{insert into public.effect (job) values (job); return '{}';}, '');

# What is left for the end of the transaction would run as the owner of the extension.
sql('postgres', q{
    set role app;
    create table app.late (x bigint);
    create function app.spy() returns trigger language plpgsql as
        $$ begin insert into public.effect (job) values (new.x); return null; end $$;
    create constraint trigger late after insert on app.late deferrable initially deferred
        for each row execute function app.spy();
    create table app.put_off (x bigint);
    create constraint trigger put_off after insert on app.put_off deferrable initially immediate
        for each row execute function app.spy();
    create function app.peek() returns bigint language plpgsql as
        $$ begin insert into public.effect (job) values (0); return 0; end $$});
my %left_behind = (
    deferred_trigger => q{insert into app.late values (job); return '{}';},
    put_off_trigger => q{set constraints all deferred; insert into app.put_off values (job); return '{}';},
    held_cursor => q{execute 'declare c cursor with hold for select app.peek()'; return '{}';},
    temp_table => q{create temp table t on commit drop as select app.peek(); return '{}';});
for my $kind (sort keys %left_behind) {
    processor($kind, $left_behind{$kind}, ', max_attempts => 1::smallint');
    my ($job) = enqueue('app', $kind);
    like(fate($job), $kind =~ /trigger/ ? qr/^(dead\|42501|done\|)/ : qr/^dead\|42501/, "$kind: refused, or run as the job's owner");
}
is(sql('postgres', q{select string_agg(distinct who, ',') from effect where who <> 'app'}), '', 'none of it has run as somebody else');

processor('escape', q{
    begin set role postgres; exception when others then null; end;
    begin reset role; exception when others then null; end;
    begin set session authorization postgres; exception when others then null; end;
    begin reset session authorization; exception when others then null; end;
    begin perform set_config('role', 'none', false); exception when others then null; end;
    return to_jsonb(current_user);}, '');
my ($escape) = enqueue('app', 'escape');
is(fate($escape), 'done|0|"app"', 'a job cannot become somebody else');

# A function that is no longer what was registered.
for my $result ('bigint language sql as $$ select 42::bigint $$', 'setof jsonb language sql as $$ select payload $$',
    'text language sql as $$ select payload::text $$') {
    processor('changing', q{return '{}';}, '');
    sql('postgres', "set role app; drop function app.changing;
        create function app.changing(job bigint, payload jsonb) returns $result");
    my ($job) = enqueue('app', 'changing');
    my ($type) = $result =~ /^(.*?) language/;
    like(fate($job, 5), qr/^dead\|42P13\|[01]$/, "a processor that has come to return $type: the job dies at once");
    sql('postgres', 'drop function app.changing');
}

# Settings: each job tells what it finds, then sets what it can.
my $look = q{note := concat_ws(' ', current_setting('default_transaction_read_only'), current_setting('transaction_read_only'),
        current_setting('search_path'), 'mark' || nullif(current_setting('app.mark', true), ''));};
processor('setting', qq{$look
    perform set_config('search_path', 'evil', (payload ->> 'local')::boolean);
    perform set_config('app.mark', 'evil', (payload ->> 'local')::boolean);
    perform set_config('default_transaction_read_only', 'on', (payload ->> 'local')::boolean);
    return to_jsonb(note);}, '');
processor('closing', q{perform set_config('transaction_read_only', 'on', true); return '{}';}, '');
processor('looking', "$look return to_jsonb(note);", '');
my ($fresh) = enqueue('other', 'looking');
my $untouched = fate($fresh);
like($untouched, qr/^done\|0\|"off off (?!.*(evil|mark)).*"$/, 'a job finds the usual settings');
my @setting = enqueue('app', 'setting', map { qq('{"local": $_}') } qw(true false false true true));
is(join("\n", map { fate($_) } @setting), join("\n", ($untouched) x 5), 'what a job sets ends with it, also within a batch');
is(fate((enqueue('other', 'looking'))[0]), $untouched, 'and the next owner finds the usual settings too');
is(join("\n", map { fate($_) } enqueue('app', 'closing', ("'{}'") x 3)), join("\n", ('done|0|{}') x 3),
    'a job that makes its transaction read-only stands in nobody\'s way');

# Errors by which a server tells of its own end are a processor's to raise, too.
processor('raises', q{
    if payload ? 'code' then raise 'as it likes' using errcode = payload ->> 'code'; end if;
    insert into public.effect (job) values (job);
    return '{}';}, ', max_attempts => 1::smallint');
fate((enqueue('app', 'note'))[0]);
my $worker = worker_pid();
my %raised;
my @codes = qw(08006 57P01 57014 57P02 40001);
(@raised{@codes}, my $healthy) = enqueue('app', 'raises', (map { qq('{"code": "$_"}') } @codes), "'{}'");
is(fate($healthy), 'done|0|{}', 'the healthy job behind them is done');
like(fate($raised{$_}), qr/^(dead|deferred)\|$_\|[01]$/, "$_, raised by a processor, is its job's failure") for @codes;
cmp_ok($worker, '>', 0, 'there is a worker');
is(worker_pid(), $worker, 'it has stayed');
sql('postgres', 'delete from hr_queue.deferred');

# A signal is for the job at work: that is a failure, and an attempt. It comes again.
processor('slow', q{
    insert into public.effect (job, n) values (job, nextval('public.call'));
    perform pg_sleep(30) where currval('public.call') = 1;
    return to_jsonb(currval('public.call'));}, '');
for my $case ([ 'a cancelled job', '1', sub { sql('postgres', "select pg_cancel_backend($_[0])") } ],
    [ 'a job whose process gets SIGFPE', '1', sub { kill 'FPE', $_[0] if $_[0] > 0 } ]) {
    my ($name, $attempts, $strike) = @$case;
    sql('postgres', 'alter sequence call restart');
    my ($job) = enqueue('app', 'slow');
    becomes('postgres', q{select exists (select from pg_stat_activity where wait_event = 'PgSleep')}, "$name: at work");
    my $pid = worker_pid();
    $strike->($pid);
    my $begin = time;
    ok(defined wait_for($node, 'postgres', "select exists (select from hr_queue.result where id = $job)", 20), "$name runs again");
    is(fate($job), "done|$attempts|2", "the first run is no success, and $attempts attempts");
    cmp_ok(time - $begin, '<', 20, 'before long');
    is(worker_pid(), $pid, 'the worker has stayed') if $attempts;
    is(sql('postgres', "select string_agg(n::text, ',') from effect where job = $job"), 2, 'it has its effect once');
}

# --- what a processor may ask for -------------------------------------------------------------------------------------

processor('parent', q{return to_jsonb(hr_queue.enqueue('note'));}, '');
processor('ask', q{
    select j.state into note from handelsregister.get_job((payload ->> 'job')::bigint) j;
    return to_jsonb(note);
exception when others then
    return to_jsonb(sqlstate);}, '');
my ($parent) = enqueue('app', 'parent');
my ($child) = fate($parent) =~ /^done\|0\|(\d+)$/;
ok($child, 'a job enqueues another one') or $child = 0;
is(fate($child), 'done|0|{}', 'which runs');
is(sql('postgres', "select j.owner, e.who from hr_queue.job j join effect e on e.job = j.id where j.id = $child"), 'app|app',
    'in the name of the owner of the first');
is(fate((enqueue('app', 'ask', qq('{"job": $_->[0]}')))[0]), "done|0|\"$_->[1]\"", "a job asks for $_->[2]")
    for [ $parent, 'done', "its owner's job" ], [ $fresh, 'PT404', "somebody else's job: unknown" ];

is(logged(qr/hostile:/), '', 'nothing of the owner of a database has run');
is(logged(qr/terminated by signal|reinitializing|PANIC/), '', 'no process has crashed');
is(sql('postgres', 'select count(*) from pg_stat_activity where backend_type = \'handelsregister launcher\''), 1, 'the launcher is there');
$node->stop;
done_testing();
