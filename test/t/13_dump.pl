# A dump restored into another cluster is the same register, at rest until it is adopted. And register data is not
# dropped by a slip.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;
use Time::HiRes qw(sleep);

my $source = new_node('dump_source', fsync => 'off', 'handelsregister.enabled' => 'off');
my $target = new_node('dump_target', fsync => 'off', 'handelsregister.scan_interval' => '1s');
my $origin = create_database($source, 'origin');

sub ask {
    my ($node, $database, $query) = @_;
    return $node->safe_psql($database, $query);
}

# SQLSTATE of a script that fails; empty for one that does not.
sub sqlstate {
    my ($node, $database, $script) = @_;
    my ($status, $out, $error) = $node->psql($database, "\\set VERBOSITY verbose\n$script");
    return $error =~ /ERROR:  (\w{5}):/ ? $1 : '';
}

sub documents {
    my ($snapshot, @companies) = @_;
    return map { RegisterDocument::document(company => $_, snapshot => $snapshot) } @companies;
}

# --- a register with jobs in every state -----------------------------------------------------------------------------

ask($source, $origin, q{
    create role app_reader; create role app_member; create role app_operator;
    select handelsregister.grant_access(reader => 'app_reader', member => 'app_member', operator => 'app_operator');
    insert into hr_registry.court (code, base_code, name) values ('Z9999', 'Z9999', 'Amtsgericht Nirgendwo');
    create function public.fail(job bigint, payload jsonb) returns jsonb language plpgsql as
        $$ begin raise exception 'not today' using detail = 'Ask again tomorrow.', hint = 'Wait.'; end $$;
    grant usage on schema public to app_operator;
    select hr_queue.register_processor('failing', 'public.fail(bigint, jsonb)', 'always fails');
});
submit_bytes($source, $origin, documents(0, 1 .. 20));
submit_bytes($source, $origin, documents(2, 1 .. 20));
submit_files($source, $origin, sample_files('broken/*.xml'));
ask($source, $origin, 'call hr_queue.work()');
submit_bytes($source, $origin, documents(1, 1 .. 10));  # between the other two: events are retracted
ask($source, $origin, 'call hr_queue.work()');
ask($source, $origin, q{
    set role app_operator;
    set request.jwt.claims = '{"sub": "4711"}';
    select hr_queue.enqueue('failing', '{"a": [1, null, "ä"]}');
    select hr_queue.drain();
    select hr_queue.enqueue('register_content', '{"document": 1}', run_at => now() + interval '1 year', priority => 3::smallint);
    -- Due when the dump is restored.
    select hr_queue.enqueue('register_content', '{"document": 1}', run_at => now() + interval '1 second');
});
submit_bytes($source, $origin, documents(3, 1 .. 20));
is(ask($source, $origin, 'select string_agg(state || count, chr(32) order by state) from (select state, count(*) from hr_queue.job group by 1) j'),
    'dead5 deferred3 done50 ready20', 'the register has jobs in every state');
is(ask($source, $origin, 'select count(*) from hr_queue.deferred where error_code = $$P0001$$ and attempt = 1 and subject = $$4711$$'), 1,
    'one of them has failed once');
cmp_ok(ask($source, $origin, 'select count(*) from hr_registry.change_event where retracts is not null'), '>', 0, 'events are retracted');

# --- dump and restore ----------------------------------------------------------------------------------------------------

my $folder = $source->basedir;
command_ok([ 'pg_dump', '-Fc', '-f', "$folder/dump.custom", $source->connstr($origin) ], 'dump, custom format');
command_ok([ 'pg_dump', '-Fp', '-f', "$folder/dump.sql", $source->connstr($origin) ], 'dump, plain format');
command_ok([ 'pg_dumpall', '--roles-only', '-f', "$folder/roles.sql", '-d', $source->connstr('postgres') ], 'dump of the roles');
$target->psql('postgres', slurp_file("$folder/roles.sql"));  # says that postgres exists already
ask($target, 'postgres', "create database $_") for qw(custom plain);
command_ok([ 'pg_restore', '--exit-on-error', '-d', $target->connstr('custom'), "$folder/dump.custom" ], 'pg_restore --exit-on-error');
command_ok([ 'psql', '-X', '-q', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', '-d', $target->connstr('plain'), '-f', "$folder/dump.sql" ],
    'psql with ON_ERROR_STOP');

# A large dump takes its time: the workers get to see each table as soon as it is there.
sub restore_slowly {
    my ($database) = @_;
    ask($target, 'postgres', "create database $database");
    my ($list) = run_command([ 'pg_restore', '-l', "$folder/dump.custom" ]);
    my @parts = ([ '--section=pre-data', 2 ]);
    for my $entry (grep { /TABLE DATA|SEQUENCE SET/ } split /\n/, $list) {
        my $file = "$folder/part-" . scalar(@parts);
        append_to_file($file, "$entry\n");
        push @parts, [ "--use-list=$file", $entry =~ / hr_queue (deferred|ready) / ? 2 : 0.05 ];
    }
    my $failed = 0;
    for my $part (@parts, [ '--section=post-data', 0 ]) {
        my ($which, $pause) = @$part;
        system('pg_restore', '--exit-on-error', $which, '-d', $target->connstr($database), "$folder/dump.custom") == 0 or ++$failed;
        sleep $pause;
    }
    is($failed, 0, "$database: " . scalar(@parts) . ' parts are restored one by one');
    return;
}
restore_slowly('slow');

# One line per member table and sequence. The home of a restored register is not its home, and nobody calls work() there.
sub contents {
    my ($node, $database) = @_;
    return ask($node, $database, q{
        set timezone = 'UTC';
        create function pg_temp.content(relation regclass) returns text language plpgsql as $$
        declare answer text;
        begin
            execute format('select count(*) || chr(32) || coalesce(md5(string_agg(t::text, chr(10) order by t::text collate "C")), %L) from %s t',
                '', relation) into answer;
            return answer;
        end $$;
        select c.oid::regclass || ' ' || case when c.relkind = 'S' then (select concat_ws(' ', s.last_value)
                   from pg_sequences s where s.schemaname = n.nspname and s.sequencename = c.relname)
               else pg_temp.content(c.oid) end
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user') and c.relkind in ('r', 'S')
              and c.oid <> all ('{hr_queue.home,hr_queue.last_call}'::regclass[])
            order by 1});
}

my $contents = contents($source, $origin);
my $tables = () = $contents =~ /^/gm;
cmp_ok($tables, '>', 30, "there are tables and sequences to compare: $tables");
for my $database (qw(custom plain)) {
    is(contents($target, $database), $contents, "$database: equal tables and sequences");
    is(table_digests($target, $database), table_digests($source, $origin), "$database: equal by natural keys");
    is(ask($target, $database, 'select hr_queue.is_called()'), 'f', "$database: nobody calls work() yet");
}
is(contents($target, 'slow'), $contents, 'slow: equal, and no worker has done anything meanwhile');
is(ask($source, $origin, q{select count(*) from pg_class c where c.relkind = 'r' and c.oid <> all ((select extconfig from pg_extension
        where extname = 'handelsregister')::oid[]) and exists (select from pg_depend d join pg_extension e on e.oid = d.refobjid
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e' and e.extname = 'handelsregister')}), 0,
    'every member table is part of a dump');

# --- at rest ------------------------------------------------------------------------------------------------------------------

sleep 3;  # more than the workers' scan interval
for my $database (qw(custom plain)) {
    is(ask($target, $database, 'select hr_queue.is_home()'), 'f', "$database: not at home");
    is(contents($target, $database), $contents, "$database: no worker has done anything");
    is(sqlstate($target, $database, 'select hr_queue.drain()'), '55000', "$database: drain() refuses");
    is(sqlstate($target, $database, 'call hr_queue.work()'), '55000', "$database: work() refuses");
    is(ask($target, $database, q{select ok from handelsregister.health() where "check" = 'home'}), 'f', "$database: health() says so");
}
# A clone in the same cluster is no home either.
ask($source, 'postgres', "create database clone template $origin");
is(sqlstate($source, 'clone', 'select hr_queue.drain()'), '55000', 'clone: drain() refuses');

# --- the next insert ------------------------------------------------------------------------------------------------------------

my ($last_document, $last_job) = split /\|/, ask($source, $origin,
    'select (select max(id) from hr_registry.document), (select last_value from hr_queue.job_id_seq)');
my ($next) = submit_bytes($target, 'custom', documents(0, 21));
is("$next->[0] $next->[1]", ($last_document + 1) . ' ' . ($last_job + 1), 'custom: the next document and job have the next numbers');
submit_bytes($source, $origin, documents(0, 21));

# --- adopted -----------------------------------------------------------------------------------------------------------------------

my $old_epoch = ask($source, $origin, 'select hr_queue.epoch()');
my $new_epoch = ask($target, 'custom', 'select hr_queue.adopt_database(discard_jobs => false)');
ok(defined wait_for($target, 'custom', 'select not exists (select from hr_queue.ready)', 60), 'custom: adopted, the workers do what is ready');
ask($source, $origin, 'call hr_queue.work()');
is(table_digests($target, 'custom'), table_digests($source, $origin), 'custom: with the same result as where the dump was made');
is(ask($target, 'custom', q{select count(*) from hr_queue.deferred where run_at > now() + interval '100 days'}), 1, 'custom: what is due later waits');
isnt($new_epoch, $old_epoch, 'custom: a new epoch');
is(ask($target, 'custom', 'select hr_queue.epoch()'), $new_epoch, 'custom: which is in force');
is(sqlstate($target, 'custom', "select * from handelsregister.get_changes('$old_epoch', 0)"), 'PT416', 'custom: the old epoch is refused');
is(ask($target, 'custom', "select count(*), count(distinct epoch) from handelsregister.get_changes('$new_epoch', 0, 1000)"),
    ask($source, $origin, 'select count(*) from hr_registry.change_event') . '|1', 'custom: in the new one all events can be read');

is(ask($target, 'plain', 'select hr_queue.adopt_database(discard_jobs => true) is not null'), 't', 'plain: adopted without jobs');
is(ask($target, 'plain', 'select string_agg(state || count, chr(32) order by state) from (select state, count(*) from hr_queue.job group by 1) j'),
    'dead5 done50', 'plain: what would have run is gone');
is(ask($target, 'plain', 'select hr_queue.drain()'), 0, 'plain: drain() works');
# The documents of discarded jobs can be submitted again.
submit_bytes($target, 'plain', documents(3, 1 .. 20), documents(0, 21));
ok(defined wait_until_drained($target, 'plain', 60), 'plain: documents submitted again are read');
is(table_digests($target, 'plain'), table_digests($source, $origin), 'plain: and the register is the same');

for my $database (qw(custom plain)) {
    is(ask($target, $database, q{set role app_reader; select name from handelsregister.get_company('HRB 100001 Stuttgart')}),
        ask($source, $origin, q{select name from handelsregister.get_company('HRB 100001 Stuttgart')}), "$database: readers can read");
    is(sqlstate($target, $database, q{set role app_reader; select handelsregister.submit_document('\x3c')}), '42501', "$database: but not submit");
    is(sqlstate($target, $database, q{set role app_operator; select handelsregister.submit_document('\x3c')}), '', "$database: operators can");
    is(sqlstate($target, $database, 'set role app_operator; select hr_queue.adopt_database(false)'), '42501', "$database: but not adopt");
}

# --- the way out ---------------------------------------------------------------------------------------------------------------------

my $schemas = q{select count(*) from pg_namespace where nspname in ('handelsregister', 'hr_queue', 'hr_registry', 'hr_user')};
for my $drop ('drop extension handelsregister', 'drop extension if exists handelsregister cascade', 'drop extension pageinspect, handelsregister',
    'drop owned by postgres', 'drop owned by current_user cascade', 'drop extension plpgsql cascade',
    'drop schema public cascade', 'drop schema if exists nowhere, public cascade') {
    ask($target, 'plain', 'create extension if not exists pageinspect') if $drop =~ /pageinspect/;
    is(sqlstate($target, 'plain', "begin; $drop; rollback"), '55000', "with data, refused: $drop");
}
is(ask($target, 'plain', 'select count(*) > 0 from hr_registry.company'), 't', 'the data is still there');
is(sqlstate($target, 'plain', 'create role other; drop owned by other; drop extension pageinspect'), '', 'what is not ours may be dropped');
# The owner of the extension's schema may drop it, but not read the register.
ask($target, 'plain', 'create role landlord; alter database plain owner to landlord; create schema elsewhere authorization landlord');
is(sqlstate($target, 'plain', 'set role landlord; select from hr_registry.company'), '42501', 'a database owner cannot read the register');
is(sqlstate($target, 'plain', 'set role landlord; begin; drop schema public cascade; rollback'), '55000', 'nor drop it with its schema');
is(($target->psql('plain', "set role landlord;\nbegin;\nsavepoint s;\ndrop schema public cascade;\nrollback to s;\nselect current_user", on_error_stop => 0))[1],
    'landlord', 'and is who it was afterwards');
is(sqlstate($target, 'plain', 'set role landlord; begin; drop schema elsewhere cascade; drop schema public; rollback'), '2BP01', 'what does not take us along takes its course');
is(sqlstate($target, 'plain', 'begin; drop owned by landlord cascade; rollback'), '', 'the objects of a role are not those of the database owner');
ask($target, 'plain', 'alter schema public owner to landlord');
is(sqlstate($target, 'plain', "begin; ${_}drop owned by landlord cascade; rollback"), '55000', "the schema among a role's objects, refused: $_")
    for '', 'set role landlord; ';
is(sqlstate($target, 'plain', 'begin; drop owned by landlord; rollback'), '2BP01', 'without cascade the server refuses by itself');
is(ask($target, 'plain', 'select count(*) > 0 from hr_registry.company'), 't', 'the data is still there');
is(ask($target, 'plain', "begin; set handelsregister.allow_drop = on; $_ cascade; $schemas; rollback"), 0, "with the setting: $_ cascade")
    for 'drop schema public', 'drop owned by landlord';
is(sqlstate($target, 'plain', 'set handelsregister.allow_drop = on; drop extension handelsregister'), '', 'with the setting it is dropped');
is(ask($target, 'plain', $schemas), 0, 'and leaves no schema behind');
is(ask($target, 'plain', q{select count(*) from pg_event_trigger where evtname ~ 'handelsregister'}), 0, 'nor an event trigger');
is(sqlstate($target, 'plain', 'create extension handelsregister; drop extension handelsregister'), '', 'without data it may be dropped');
is(sqlstate($target, 'plain', 'create schema home; create extension handelsregister schema home; drop schema home cascade'), '', 'also with its schema');
is(ask($target, 'plain', $schemas), 0, 'without a trace');

ask($target, 'postgres', 'create role keeper superuser');
ask($target, 'plain', 'set role keeper; create extension handelsregister');
submit_bytes($target, 'plain', documents(0, 1));
is(sqlstate($target, 'plain', 'drop owned by keeper cascade'), '55000', 'the owner of the extension is refused as well');
is(sqlstate($target, 'plain', 'set handelsregister.allow_drop = on; drop owned by keeper cascade'), '', 'but with the setting');
is(ask($target, 'plain', $schemas), 0, 'no schema is left');

$_->stop for $source, $target;
done_testing();
