# The release before and today's version: one updated to the other, and taken back, is the same extension, object by object,
# as one installed fresh; with a register and jobs in every state in it, which go on as if nothing had happened.
use strict;
use warnings;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;

my $folder = $ENV{HR_SOURCE_DIR} // '.';
my ($today, $before) = releases();
my $catalog = slurp_file("$folder/test/upgrade/catalog.sql");
my $node = new_node('update', fsync => 'off', 'handelsregister.enabled' => 'off');

sub ask { return $node->safe_psql(@_) }

sub create_version {
    my ($database, $version) = @_;
    ask('postgres', "create database $database");
    ask($database, "create extension handelsregister version '$version'");
    return;
}

sub update {
    my ($database, $version) = @_;
    return ask($database, "alter extension handelsregister update to '$version'");
}

# SQLSTATE, message and hint of a script that fails; empty for one that does not.
sub failure {
    my ($database, $script) = @_;
    my (undef, undef, $error) = $node->psql($database, "\\set VERBOSITY verbose\n$script");
    return $error =~ /ERROR:  (.*)/s ? $1 : '';
}

# --- comparing two catalogs ------------------------------------------------------------------------------------------

sub catalog_of { return ask($_[0], $catalog) }

# Lines that only the one or only the other has. Each says what it is about, so they need no context.
sub difference {
    my ($got, $expected) = @_;
    my %count;
    $count{$_}++ for split /\n/, $expected;
    $count{$_}-- for split /\n/, $got;
    return map { $count{$_} > 0 ? "  missing: $_" : "  surplus: $_" } grep { $count{$_} } sort keys %count;
}

sub same_catalog {
    my ($got, $expected, $name, $remedy) = @_;
    my @lines = difference($got, $expected);
    ok(!@lines, $name) and return 1;
    diag($remedy);
    diag(join("\n", @lines[ 0 .. ($#lines < 79 ? $#lines : 79) ]));
    diag('  and ' . (@lines - 80) . ' lines more') if @lines > 80;
    return 0;
}

my $up = "What $before updated to $today lacks (missing) or has too many (surplus): a line for sql/upgrade.sql.\n"
    . 'Lines of functions and views that differ: CODE stands in sql/library or sql/api, which updates run again.';
my $down = "What $today taken back to $before lacks (missing) or still has (surplus): a line for sql/downgrade.sql.";

create_version('old', $before);
create_version('new', $today);
create_version('data', $before);
create_version('bare', $today);
my ($old, $new) = map { catalog_of($_) } qw(old new);
my @count = map { scalar(() = /\n/g) } $old, $new;
cmp_ok($count[0], '>', 2000, "$before has a catalog to compare: $count[0] lines");
cmp_ok(scalar(difference($new, $old)), '>', 2, 'and the other version has another one');
is(ask('old', 'select hr_queue.library_version()'), $before, "a database of $before uses the library of $before");
is(ask('new', 'select hr_queue.library_version()'), $today, "one of $today that of $today");

update('bare', $before);
same_catalog(catalog_of('bare'), $old, "installed as $today, taken back: as $before fresh", $down);
update('bare', $today);
same_catalog(catalog_of('bare'), $new, 'and updated again: as fresh', $up);
update('bare', $before);
update('bare', $today);
same_catalog(catalog_of('bare'), $new, 'there and back once more changes nothing', $up);
ask('bare', q{insert into hr_user.saved_search (subject, name, q, include_former_names, mode) values ('4711', 'Suche', 'elbkante', true, 'exact')});
like(failure('bare', "alter extension handelsregister update to '0.4.0'"), qr/^55000: +searches are saved with a mode.*HINT: +Stay on this version/s,
    "modes of saved searches are not lost by going back to 0.4.0");
ask('bare', q{update hr_user.saved_search set mode = 'smart'});
update('bare', '0.4.0');
update('bare', $today);
is(ask('bare', 'delete from hr_user.saved_search returning name, mode'), 'Suche|smart', 'but one without comes back');
ask('bare', q{insert into hr_registry.person_join values (gen_random_uuid(), gen_random_uuid(), 'x', 'y')});
like(failure('bare', "alter extension handelsregister update to '0.3.0'"), qr/^55000: +persons have been joined.*HINT: +Stay on this version/s,
    'decisions on persons are not lost by going back to 0.3.0');
ask('bare', 'delete from hr_registry.person_join');

# --- what users own goes down and up again -----------------------------------------------------------------------------
# 0.2.0 does not know it, 0.3.0 knows no modes of searches.

create_version('owned', '0.3.0');
ask('owned', q{
    set request.jwt.claims = '{"sub": "4711"}';
    insert into hr_registry.company (id, fold_version) values (7, 1);
    select handelsregister.create_watchlist('Kunden');
    insert into hr_user.watch select id, 7, subject, '{name_changed}', 3 from hr_user.watchlist;
    select handelsregister.save_search('Suche', 'elbkante', courts => '{K1101R}');
    select handelsregister.mark_alerts_read(0);
    select handelsregister.set_rate_limit('watch_company', 7)});
my $owned = join ' union all ', map { "select '$_', (to_jsonb(t) - 'mode')::text from hr_user.$_ t" } qw(watchlist watch alert_position saved_search rate_limit audit_log);
my $before_down = ask('owned', "$owned order by 1, 2");
is(scalar(() = $before_down =~ /^/mg), 6, 'a user owns something');
update('owned', '0.2.0');
is(ask('owned', 'select count(*) from hr_user.kept_by_downgrade'), 6, 'on 0.2.0 it is kept');
update('owned', $today);
is(ask('owned', "$owned order by 1, 2"), $before_down, "on $today it is there again");
is(ask('owned', 'select mode from hr_user.saved_search'), 'smart', 'and the search has the mode it had without saying so');
same_catalog(catalog_of('owned'), $new, 'and nothing else', $up);
update('owned', '0.3.0');
ask('owned', q{insert into hr_registry.blocked_company (company_id, reason, blocked_by) values (7, 'x', 'y')});
like(failure('owned', "alter extension handelsregister update to '0.2.0'"), qr/^55000: +companies are blocked.*HINT: +Unblock them/s,
    'what the version before would show is not taken back');
is(ask('owned', 'select hr_queue.library_version()'), '0.3.0', 'and nothing has changed');

# --- what members stored beyond the bounds ------------------------------------------------------------------------------
# 0.5.0 bounds nothing of this. It goes with a warning and a line in the log; what fits stays.

create_version('boundless', '0.5.0');
ask('boundless', q{
    insert into hr_user.watchlist (id, subject, name) select ('00000000-0000-4000-8000-00000000000' || n)::uuid, s, 'Liste'
        from (values (1, 'anna'), (2, 'bert'), (3, repeat('x', 1001))) v (n, s);
    insert into hr_user.watch (watchlist_id, company_id, subject, kinds, since_seq) values
        ('00000000-0000-4000-8000-000000000001', 1, 'anna', '{seat_changed}', 0),
        ('00000000-0000-4000-8000-000000000001', 2, 'anna', array[repeat('x', 101)], 0),
        ('00000000-0000-4000-8000-000000000001', 3, 'bert', null, 0);
    insert into hr_user.saved_search (subject, name, q, include_former_names, city) values
        ('anna', 'fits', 'x', true, 'Kiel'), ('anna', 'long', 'x', true, repeat('x', 201))});
my (undef, undef, $warning) = $node->psql('boundless', "alter extension handelsregister update to '$today'");
like($warning, qr/WARNING:  rows of members beyond the bounds of this version have been deleted\nDETAIL:  \{"watch": 2, "watchlist": 1, "saved_search": 1, "alert_position": 0\}/,
    'the update tells how many rows go');
is(ask('boundless', q{select string_agg(subject || company_id, ' ') from hr_user.watch}), 'anna1', 'what fits stays');
is(ask('boundless', q{select string_agg(name, ' ') from hr_user.saved_search}), 'fits', 'of searches too');
is(ask('boundless', q{select facts ->> 'watch' from hr_user.audit_log where action like 'update%'}), 2, 'and the log tells');
same_catalog(catalog_of('boundless'), $new, 'and nothing else differs', $up);

# --- keys of register entries ------------------------------------------------------------------------------------------
# 0.3.0 knows former courts by their names, as given, and no letters but Berlin's. What would meet another key stays.

create_version('keyed', '0.3.0');
my $keys = q{select string_agg(concat_ws('|', court, register_type, register_number, suffix, former_court, euid), chr(10)
    order by register_number, suffix, former_court) from hr_registry.registration};
ask('keyed', q{
    insert into hr_registry.registration (court, register_type, register_number, suffix, former_court, company_id, euid) values
        ('Husum', 'HRB', 1, 'HU', 'X1112R', 1, null), ('W1215', 'HRB', 2, '', 'Halle-Saalkreis (Halle)', 2, null),
        ('P2613', 'VR', 3, '', 'Langen', 3, null), ('G1312', 'HRB', 4, '', '', 4, 'DEG1312.HRB4'),
        ('X1517R', 'VR', 5, '', '', 5, 'DEX1517R.VR5'), ('X1517R', 'VR', 5, 'KI', '', 6, 'DEX1517R.VR5KI'),
        ('Z9', 'HRB', 6, '', 'Nirgendwo', 7, null), ('U1308', 'HRB', 7, '', '', 8, 'DEU1308.HRB7')});
update('keyed', $today);
is(ask('keyed', $keys), join("\n", 'X1115|HRB|1|HU|X1112R', 'W1215|HRB|2||W1109', 'P2613|VR|3||P2608', 'G1312|HRB|4|P||DEG1312.HRB4P',
    'X1517R|VR|5|||DEX1517R.VR5', 'X1517R|VR|5|KI||DEX1517R.VR5KI', 'Z9|HRB|6||Nirgendwo', 'U1308|HRB|7|||DEU1308.HRB7'),
    'former courts get their codes, numbers their letters');
my $keyed = ask('keyed', $keys);
update('keyed', '0.3.0');
like(ask('keyed', $keys), qr/^Husum\|HRB\|1\|HU\|X1112R\nW1215\|HRB\|2\|\|Halle \(Saale\)\nP2613\|VR\|3\|\|Geestland\n/, 'on 0.3.0 they have names');
update('keyed', $today);
is(ask('keyed', $keys), $keyed, "on $today codes again");

# --- the comparison sees what a script could forget --------------------------------------------------------------------

my @plants = (
    [ 'a comment on a column', 'comment on column hr_queue.dead.owner is null', qr/missing: comment on table column hr_queue\.dead\.owner/ ],
    [ 'a column', 'alter table hr_registry.company add column planted int', qr/surplus: table hr_registry\.company column \d+ planted integer/ ],
    [ 'the order of columns', 'alter table hr_registry.reading drop column entities, drop column read_at, add column read_at timestamptz'
        . ' not null default clock_timestamp(), add column entities smallint not null', qr/surplus: table hr_registry\.reading column \d+ read_at/ ],
    [ 'a default', 'alter table hr_queue.ready alter column priority set default 1', qr/surplus: .*priority .*default 1/ ],
    [ 'not null', 'alter table hr_queue.ready alter column subject set not null', qr/surplus: .*subject text not null/ ],
    [ 'a way of storing', 'alter table hr_registry.document alter column content set storage external', qr/surplus: .*content bytea .*storage e/ ],
    [ 'an index', 'drop index hr_queue.deferred_due', qr/missing: index hr_queue\.deferred_due/ ],
    [ 'a check', 'alter table hr_queue.processor drop constraint processor_batch_size_check', qr/missing: constraint processor_batch_size_check/ ],
    [ 'a trigger', 'drop trigger wake_workers on hr_queue.ready', qr/missing: trigger .*wake_workers/ ],
    [ 'an event trigger that is off', 'alter event trigger handelsregister_guard_drop disable', qr/surplus: event trigger .*enabled D/ ],
    [ 'a sequence', 'alter sequence hr_queue.job_id_seq cache 10', qr/surplus: sequence hr_queue\.job_id_seq .*cache 10/ ],
    [ 'volatility', 'alter function hr_queue.is_home() volatile', qr/missing: function .*is_home.* STABLE/ ],
    [ 'settings of a function', 'alter function hr_queue.is_home() reset all', qr/missing: function .*is_home.*SET search_path/ ],
    [ 'security definer', 'alter function hr_queue.drain(integer) security invoker', qr/missing: function .*drain.*SECURITY DEFINER/ ],
    [ 'a right', 'grant execute on function hr_queue.drain(integer) to public', qr/surplus: function hr_queue\.drain.* acl =X/ ],
    [ 'a right to a column', 'grant select (id) on hr_queue.dead to public', qr/surplus: column .*dead\.id acl/ ],
    [ 'an owner', 'create role planted; alter function hr_queue.wake() owner to planted', qr/surplus: function hr_queue\.wake\(\) owner planted/ ],
    [ 'a column of a view', 'create or replace view handelsregister.queue_kind as select *, 1 as planted from (' .
        'select * from handelsregister.queue_status()) q', qr/surplus: view handelsregister\.queue_kind column \d+ planted/ ],
    [ 'a configuration table', q{update pg_extension set extconfig = extconfig[2:], extcondition = extcondition[2:] where extname = 'handelsregister'},
        qr/missing: config / ],
    [ 'the condition of one', q{update pg_extension set extcondition = array(select replace(c, 'where not builtin', '') from unnest(extcondition) c)
        where extname = 'handelsregister'}, qr/missing: config hr_registry\.court condition "where not builtin"/ ],
    [ 'a member', 'alter extension handelsregister drop table hr_queue.dead', qr/missing: member table hr_queue\.dead/ ],
    [ 'a row that the script brings', q{delete from hr_registry.court where code = 'F1103R'}, qr/missing: row of hr_registry\.court/ ],
    [ 'a processor', 'update hr_queue.processor set batch_size = 49 where builtin', qr/surplus: row of hr_queue\.processor/ ],
    [ 'row security', 'alter table hr_user.access enable row level security', qr/surplus: table hr_user\.access .*row security/ ],
    [ 'an object that is no member', 'create table hr_user.planted (a int)', qr/surplus: table hr_user\.planted/ ]);
my $answers = ask('new', join("\n", map { "begin;\n$_->[1];\n$catalog\nrollback;\n\\echo =next=" } @plants));
my @answers = split /=next=\n?/, $answers;
is(scalar @answers, scalar @plants, 'every plant has an answer');
for my $i (0 .. $#plants) {
    my $lines = join "\n", difference($answers[$i] =~ s/^\s+|\s+$//gr, $new);
    like($lines, $plants[$i][2], "the comparison sees: $plants[$i][0]");
}
same_catalog(catalog_of('new'), $new, 'nothing of that has stayed', '');

# --- a register in use ---------------------------------------------------------------------------------------------------

ask('postgres', 'create role app_reader; create role app_member; create role app_operator');
for my $database (qw(old new data)) {
    ask($database, q{
        select handelsregister.grant_access(reader => 'app_reader', member => 'app_member', operator => 'app_operator');
        insert into hr_registry.court (code, base_code, name) values ('Z9999', 'Z9999', 'Amtsgericht Nirgendwo');
        create table public.effect (job bigint, payload jsonb);
        grant insert, select on public.effect to app_operator;
        create function public.note(job bigint, payload jsonb) returns jsonb language sql as
            $$ insert into public.effect values (job, payload) returning payload $$;
        create function public.fail(job bigint, payload jsonb) returns jsonb language plpgsql as
            $$ begin raise exception 'not today' using detail = 'Ask again tomorrow.', hint = 'Wait.'; end $$;
        select hr_queue.register_processor('note', 'public.note(bigint, jsonb)');
        select hr_queue.register_processor('failing', 'public.fail(bigint, jsonb)', 'always fails');
        select hr_queue.register_processor('doomed', 'public.fail(bigint, jsonb)', 'fails once', max_attempts => 1::smallint);
    });
}
my ($old_granted, $new_granted) = map { catalog_of($_) } qw(old new);
sub without_courts { return join "\n", grep { !/Z9999|^row of hr_queue\.processor/ } split /\n/, $_[0] }
cmp_ok(scalar(grep { /app_operator/ } difference($new_granted, $new)), '>', 10, 'grants are part of a catalog');

# Work that is left over: documents and jobs ready, jobs for later, for a retry, and dead letters.
sub leave_work {
    my ($database, $round) = @_;
    ask($database, qq{
        set role app_operator;
        set request.jwt.claims = '{"sub": "4711"}';
        select hr_queue.enqueue('doomed', '{"round": $round}');
        select hr_queue.drain();
        select hr_queue.enqueue('failing', '{"round": $round}');
        select hr_queue.drain();
        reset role;
        update hr_queue.deferred set run_at = '2050-01-01' where kind = 'failing';
        set role app_operator;
        select hr_queue.enqueue('note', '{"later": $round}', run_at => '2049-01-01', priority => 3::smallint);
        select count(*) from hr_queue.enqueue_batch('note', array_fill('{"now": $round}'::jsonb, array[120]));
    });
    submit_bytes($node, $database,
        map { RegisterDocument::with_namesakes(RegisterDocument::document(company => $_, snapshot => (2, 0, 1, 3)[$round]), $_) } 1 .. 15);
    return;
}

sub states {
    return ask($_[0], q{select string_agg(state || count, chr(32) order by state) from (select state, count(*) from hr_queue.job group by 1) j});
}

# Jobs as they stand, in what both versions know of them.
sub jobs {
    return ask($_[0], q{select id, kind, state, priority, owner, subject, payload, attempt, crashes, error_code, error_message, error_detail, error_hint, result
        from hr_queue.job order by id});
}

# What the older version knows of the tables; its encoding of facts and the number of its fold are its own.
my @known = grep { !/^(snapshot\.facts|company\.fold_version)$/ } split /\n/, ask('old', q{
    select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r'});

sub same_register {
    my ($name) = @_;
    my $data = table_digests($node, 'data', @known);
    like($data, qr/^change_event [1-9].*^officer [1-9].*^snapshot [1-9]/ms, "$name: there is a register to compare");
    is($data, table_digests($node, $_, @known), "$name: the register equals one that was always on the version of '$_'") for qw(old new);
    my $effects = q{select count(*), count(distinct job), sum(job) from effect};
    is(ask('data', $effects), ask('old', $effects), "$name: every job had its effect, once");
    is(join("\n", difference(jobs('data'), jobs('old'))), '', "$name: and all jobs stand where they stand on $before");
    return;
}

my @way = ([ $before, $old_granted ], [ $today, $new_granted ], [ $before, $old_granted ], [ $today, $new_granted ]);
for my $round (0 .. $#way) {
    my ($version, $expected) = @{ $way[$round] };
    leave_work($_, $round) for qw(old new data);
    my $stand = jobs('data');
    if ($round) {
        like(states('data'), qr/^dead\d+ deferred\d+ done\d+ ready135$/, "$version: jobs in every state wait for the update");
        update('data', $version);
        same_catalog(catalog_of('data'), $expected, "$version: with data and grants, the catalog of a fresh one", $version eq $today ? $up : $down);
    }
    is(join("\n", difference(jobs('data'), $stand)), '', "$version: no job has changed");
    is(ask('data', 'select hr_queue.library_version()'), $version, "$version: its library is used");
    ask($_, 'call hr_queue.work()') for qw(old new data);
    same_register($version);
    is(persons($node, 'data'), persons($node, 'new'), "$version: persons are those of a register that has always known them") if $version eq $today;
}

is(ask('data', q{set role app_reader; select name from handelsregister.get_company('HRB 100001 Stuttgart')}),
    ask('new', q{select name from handelsregister.get_company('HRB 100001 Stuttgart')}), 'readers can read');
like(failure('data', q{set role app_reader; select handelsregister.submit_document('\x3c')}), qr/^42501/, 'but not submit');

# --- from the first release --------------------------------------------------------------------------------------------

my $first = (releases())[-1];
create_version('first', $first);
ask('first', q{select handelsregister.grant_access(reader => 'app_reader', member => 'app_member', operator => 'app_operator')});
submit_bytes($node, 'first', map { RegisterDocument::document(company => $_, snapshot => 2) } 1 .. 15);
ask('first', 'call hr_queue.work()');
submit_bytes($node, 'first', map { RegisterDocument::document(company => $_, snapshot => 0) } 1 .. 15);
update('first', $today);
same_catalog(without_courts(catalog_of('first')), without_courts($new_granted), "$first updated to $today, with data and jobs: as fresh", $up);
ask('first', 'call hr_queue.work()');
is(ask('first', q{select count(*) filter (where state = 'done') || '/' || count(*) from hr_queue.job}), '30/30', "the jobs of $first are done");
is(ask('first', q{set role app_reader; select name from handelsregister.get_company('HRB 100001 Stuttgart')}),
    ask('new', q{select name from handelsregister.get_company('HRB 100001 Stuttgart')}), 'and readers read what they did');

# --- dumps -----------------------------------------------------------------------------------------------------------------

sub dump_of {
    my ($database) = @_;
    my $file = $node->basedir . "/$database.sql";
    command_ok([ 'pg_dump', '-f', $file, $node->connstr($database) ], "$database: dump");
    return $file;
}

sub restore_as {
    my ($database, $file) = @_;
    ask('postgres', "create database $database");
    return restore($database, $file);
}

sub restore {
    my ($database, $file) = @_;
    command_ok([ 'psql', '-X', '-q', '-o', '/dev/null', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database), '-f', $file ], "$database: restore");
    return;
}

leave_work($_, 0) for qw(old data);
my $dump = dump_of('data');
restore_as('restored', $dump);
same_catalog(catalog_of('restored'), $new_granted, 'a dump of the updated database: the catalog of a fresh one', 'pg_dump left something out.');
is(join("\n", difference(jobs('restored'), jobs('data'))), '', 'and all of its jobs');
# The dump of the older version comes up as that version, and is updated. (As today's, its grants would name functions that
# have other parameters now.)
create_version('raised', $before);
restore('raised', dump_of('old'));
update('raised', $today);
for my $database (qw(restored raised)) {
    ask($database, 'select hr_queue.adopt_database(discard_jobs => false); call hr_queue.work()');
}
# What only today's version has is granted by the stored access, which adoption applies again.
same_catalog(catalog_of('raised'), $new_granted, 'adopted: with the catalog of a fresh one', 'pg_dump left something out.');
ask($_, 'call hr_queue.work()') for qw(old data);
is(table_digests($node, $_, @known), table_digests($node, 'data', @known), "$_: adopted, it goes on with the same result") for qw(restored raised);

# A role that had access and is gone leaves nothing in a dump.
is(ask('data', q{select count(*) from pg_init_privs p, unnest(p.initprivs) i where i::text like 'app_%'}), 0,
    'what was granted is not part of what the extension brings');
like(slurp_file($dump), qr/^GRANT .* TO app_reader;/m, 'so that it is part of a dump');
for my $database (qw(data old new first restored raised)) {
    ask($database, 'drop owned by app_reader, app_member, app_operator');
}
ask('postgres', 'drop role app_reader, app_member, app_operator');
my ($log, $messages) = (dump_of('data'), $node->basedir . '/roleless.sql');
unlike(slurp_file($log), qr/^(REVOKE|GRANT)/m, 'a role that had access and is gone leaves no trace in a dump');
restore_as('roleless', $log);

# --- what is refused -----------------------------------------------------------------------------------------------------

like(failure('data', q{alter extension handelsregister update to '9.9.9'}), qr/no update path/, 'a version that does not exist is refused');
is(ask('data', 'select hr_queue.library_version()'), $today, 'and nothing has changed');

$node->stop;
done_testing();
