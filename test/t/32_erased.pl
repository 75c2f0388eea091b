# An erased person is gone: neither name nor birth date stands in any byte of the database, wherever the person stood,
# in whatever spelling and encoding; and the register does not depend on when the erasure came.
use strict;
use warnings;
use utf8;
use Encode qw(encode decode);
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use SearchIndex;
use Test::More;
use Unicode::Normalize qw(NFC NFD);

my ($today) = releases();
my $version = $ENV{HR_ERASED_VERSION} || $today;  # an earlier one shows what it leaves
my $node = new_node('erased', fsync => 'off', 'handelsregister.enabled' => 'off');

my ($last, $first, $born) = ('Quellmüller', 'Tabea Ottilie', '1957-03-14');

# --- everything that the database holds ------------------------------------------------------------------------------

# Every row of every table as text, bytes in every reading that finds letters in them.
sub readings {
    my ($text) = @_;
    my @all = ($text);
    for my $hex ($text =~ /\\+x((?:[0-9a-f]{2})+)/g) {
        my $bytes = pack 'H*', $hex;
        push @all, decode('UTF-8', $bytes), decode('ISO-8859-1', $bytes);
        push @all, map { decode($_, substr($bytes, 0, length($bytes) & ~1)) } 'UTF-16LE', 'UTF-16BE' if $bytes =~ /\0/;
    }
    return map {
        s/&#x([0-9a-fA-F]+);/chr hex $1/ge;
        s/&#(\d+);/chr $1/ge;
        s/\\+u([0-9a-f]{4})/chr hex $1/gie;
        lc NFC($_)
    } @all;
}

my $name = qr/quellm(?:ü|ue|u|Ã¼)ller|tabea/;
my $date = qr{1957\D{1,3}0?3\D{1,3}14|14\D{1,4}(?:0?3|märz|iii)\D{1,4}(?:19)?57|19570314|14031957|0?3/14/1957};

sub traces {
    my ($database) = @_;
    my @tables = split /\n/, $node->safe_psql($database, q{select c.oid::regclass from pg_class c
        where c.relnamespace::regnamespace::text like 'hr\_%' and c.relkind = 'r' order by c.oid::regclass::text collate "C"});
    my @found;
    for my $table (@tables) {
        my %hits;
        my $rows = "select v.key || ' ' || encode(convert_to(v.value, 'UTF8'), 'hex') from $table t, jsonb_each_text(to_jsonb(t)) v where v.value <> ''";
        for my $cell (split /\n/, $node->safe_psql($database, $rows)) {
            my ($column, $hex) = split / /, $cell;
            $hits{$column}++ if grep { /$name/ || /$date/ } readings(decode('UTF-8', pack 'H*', $hex));
        }
        push @found, map { "$table.$_: $hits{$_}" } sort keys %hits;
    }
    push @found, map { "index of names: $_" } grep { /$name/ } indexed_words($node, $database, 'p');
    return join("\n", @found);
}

sub dumped {
    my ($database) = @_;
    my $file = $node->basedir . "/$database.sql";
    command_ok([ 'pg_dump', '-f', $file, $node->connstr($database) ], "$database: dump");
    return join("\n", grep { my $line = $_; grep { /$name/ || /$date/ } readings($line) } split /\n/, decode('UTF-8', slurp_file($file)));
}

# --- where the person stands -------------------------------------------------------------------------------------------

# A register document of characters in which the person is the first officer.
sub told {
    my ($company, $snapshot, %as) = @_;
    my $text = decode('UTF-8', RegisterDocument::document(company => $company, snapshot => $snapshot));
    my ($l, $f, $b) = ($as{last} // $last, $as{first} // $first, $as{born} // $born);
    $text =~ s{<tns:vorname>[^<]*</tns:vorname><tns:nachname>[^<]*(.*?<tns:geburtsdatum>)[^<]*}{<tns:vorname>$f</tns:vorname><tns:nachname>$l$1$b}
        unless $as{absent};
    if (my @texts = @{ $as{texts} // [] }) {
        my $entries = join('', map { "<tns:eintragungstext><tns:spalte>6</tns:spalte><tns:laufendeNummer>$_</tns:laufendeNummer>"
            . "<tns:text>$texts[$_ - 1]</tns:text></tns:eintragungstext>" } 1 .. @texts);
        $text =~ s{<tns:auszug>}{<tns:auszug>$entries};
    }
    $text =~ s{Strukturierter Registerinhalt}{$as{matter}} if $as{matter};
    $text =~ s{mit Obst der Sorte \w+\.}{$as{purpose}} if $as{purpose};
    return $text;
}

sub utf8 { return encode('UTF-8', $_[0]) }
sub utf16 { return map { encode('UTF-16', s/encoding="UTF-8"/encoding="UTF-16"/r) } @_ }
sub latin1 { return encode('ISO-8859-1', $_[0] =~ s/encoding="UTF-8"/encoding="ISO-8859-1"/r) }
sub referenced { return encode('US-ASCII', NFC($_[0]) =~ s/([^\x00-\x7f])/'&#' . ord($1) . ';'/ger) }

my $text = "Geschäftsführerin: $last, $first, Mittelstadt";
my %good = (
    utf8 => utf8(told(1, 0)),
    later => utf8(told(1, 1, texts => [ "$text, *14.03.1957", "Einzelprokura: $first\n  $last, geb. 14. März 1957" ])),
    decomposed => utf8(NFD(told(2, 0, texts => [ "$text, *14.03.1957" ]))),
    utf16 => utf16(told(3, 0, texts => [ "$text, 1957/03/14" ])),
    latin1 => latin1(told(4, 0, matter => "Anmeldung $last, $first, *14.3.1957")),
    referenced => referenced(told(5, 0)),
    text_only => utf8(told(6, 0, absent => 1, texts => [ "$text, geb. 1957/03/14" ])),
    decomposed_text => utf8(NFD(told(7, 0, absent => 1, texts => [ "$text, geboren am 14.\x{a0}März\x{a0}1957" ]))),
    compact_text => utf8(told(8, 0, absent => 1, texts => [ "Prokura: $last, $first, Mittelstadt, 19570314" ])),
    purpose => utf8(told(9, 0, absent => 1, purpose => "Geschäfte von $last, $first, *14.03.1957")),
    finding => utf8(told(10, 0, first => "$first\x{20ac}")),
    partial => utf8(told(1, 2, born => '1957')),
    undated => utf8(told(2, 1, born => '', texts => [ "Vertretung gemeinsam mit $first $last" ])),
    capitals => utf8(told(11, 0, last => uc($last), first => uc($first))),
    matter_only => utf8(told(12, 0, absent => 1, matter => "Anmeldung von $last, $first, 14.03.1957")));

# One of each layout.
my $corpus = ($ENV{HR_SOURCE_DIR} // '.') . '/test/fuzz/corpus/xjustiz_reader';
for my $file (glob("$corpus/layout_*")) {
    my $text = decode('UTF-8', slurp_file($file));
    $text =~ s{vorname>[^<]+}{vorname>$first}g;
    $text =~ s{nachname>[^<]+}{nachname>$last}g;
    $text =~ s{geburtsdatum>[^<]+}{geburtsdatum>$born}g;
    $good{ $file =~ s{.*/}{}r } = utf8($text);
}

sub announcement {
    my ($register, $body) = @_;
    return "02.06.2025 (Bekanntmachungsdatum)\n\n$register\nSonstige Registerbekanntmachung 02.06.2025 (Eintragungsdatum)\n\n"
        . "Birnenwerk GmbH\nGesellschaft mit beschränkter Haftung\nKöln\n\n$body";
}
my $body = "Bestellt als Liquidatorin: $last, $first, Köln, *14.03.1957.";
my %announced = (
    matched => utf8(announcement('Hamburg Amtsgericht Hamburg HRB 100009', $body)),
    decomposed => utf8(NFD(announcement('Hamburg Amtsgericht Hamburg HRB 100009', $body . ' Neu.'))),
    of_nobody => utf8(announcement('Bremen Amtsgericht Bremen VRX 7 früher Nirgendwo', $body)),
    without_court => utf8("Kein Gericht.\n$body"),
    json => '{"text": "' . ($body =~ s/ü/\\u00fc/gr =~ s/ö/\\u00f6/gr) . '"}');

my $plain = told(21, 0);
my %unreadable = (
    truncated => substr(utf8(told(20, 0)), 0, -900),
    other_root => utf8($plain =~ s/nachricht\.reg\.0400003/nachricht.reg.0499999/gr),
    broken => utf8(NFD(told(22, 0)) =~ s{</tns:nachrichtenkopf>}{}r),
    broken_latin1 => latin1(told(23, 0) =~ s{</tns:nachrichtenkopf>}{}r),
    broken_utf16 => substr((utf16(told(24, 0)))[0], 0, -901),
    broken_referenced => referenced(told(25, 0) =~ s{</tns:nachrichtenkopf>}{}r),
    slashes => utf8("<root><n>$last</n><v>$first</v><d>1957/03/14</d></root>"));

sub submit_announcements {
    my ($database, @contents) = @_;
    my $array = join(', ', map { "'\\x" . unpack('H*', $_) . "'" } @contents);
    $node->safe_psql($database, "select from handelsregister.submit_announcements(array[$array]::bytea[])");
    return;
}

sub work { return $node->safe_psql($_[0], 'call hr_queue.work(100000)') }

sub erase {
    my ($database, @person) = @_;
    @person = ($last, $first, $born) unless @person;
    return $node->safe_psql($database, sprintf q{select state from handelsregister.erase_person('%s', '%s', '%s', 'Art. 17')}, map { utf8($_) } @person);
}

sub create {
    my ($database) = @_;
    $node->safe_psql('postgres', "create database $database");
    $node->safe_psql($database, "create extension handelsregister version '$version'");
    return;
}

# What neither documents nor announcements bring: errors of other processors, imports, the audit log, reasons.
sub leave_other_traces {
    my ($database) = @_;
    my $told = "$last, $first, 14.03.1957";
    $node->safe_psql($database, utf8(qq~
        insert into hr_queue.dead (id, kind, owner, payload, enqueued_at, error_code, error_message, error_detail, error_hint)
            select nextval('hr_queue.job_id_seq'), 'letter', 'postgres', '{"to": {"name": "$told"}, "n": 1}', now(), 'P0001',
                   'no letter to $told', 'The address of $first $last is unknown.', 'Ask $told.';
        insert into hr_queue.deferred (kind, owner, payload, run_at, error_code, error_message, error_detail)
            values ('letter', 'postgres', '{"to": "$told", "n": 2}', now() + interval '1 year', 'P0001', 'no letter', 'For $told.');
        insert into hr_queue.result_1 (bucket, id, kind, owner, attempt, enqueued_at, result)
            values (1, nextval('hr_queue.job_id_seq'), 'letter', 'postgres', 1, now(), '{"sent": ["$told"]}');
        insert into hr_user.audit_log (role_name, action, facts) values ('postgres', 'block_company', '{"reason": "asked by $told"}');
        insert into hr_registry.blocked_company (company_id, reason, blocked_by) select max(id), 'asked by $told', 'postgres' from hr_registry.company;
        select from handelsregister.begin_import('test', 'jsonl');
        insert into hr_registry.import_line (line) values ('{"officer": "$told"'), ('{"name": 1, "officer": "$told"}');
        select from handelsregister.start_import((select max(id) from hr_registry.import));~));
    work($database);
    $node->safe_psql($database, utf8(qq~
        select from handelsregister.begin_import('test', 'jsonl');
        insert into hr_registry.import_line (line) values ('{"officer": "$told"}');~));
    return;
}

# --- all at once -----------------------------------------------------------------------------------------------------

create('all_places');
for my $n (0, 1) {  # late ones take back what the feed has told
    submit_bytes($node, 'all_places', map { $good{$_} } grep { /^(?:later|undated|layout_3)/ ? !$n : $n } sort keys %good);
    work('all_places');
}
cmp_ok($node->safe_psql('all_places', 'select count(*) from hr_registry.change_event where retracts is not null'), '>', 0, 'the feed has taken back events');
cmp_ok($node->safe_psql('all_places', q{select count(distinct layout) from hr_registry.reading}), '>=', 10, 'documents of many layouts are read');
submit_announcements('all_places', map { $announced{$_} } sort keys %announced);
submit_bytes($node, 'all_places', map { $unreadable{$_} } sort keys %unreadable);
work('all_places');
leave_other_traces('all_places');
# Of the same names and another day, and a company of the name.
my $namesake = utf8(told(30, 0, born => '1958-04-15') =~ s/\w+ \w+ 30 GmbH/Quellmüller Transporte GmbH/gr);

my $before = traces('all_places');
note($before);
for my $place (qw(change_event.subject document.content mention.last_name officer.last_name register_entry.text announcement.body
    reading.matter reading.findings company_purpose.purpose import_failure.content blocked_company.reason)) {
    like($before, qr/^hr_registry\.\Q$place\E: [1-9]/m, "the person stands in $place");
}
for my $place (qw(dead.payload dead.error_message dead.error_detail deferred.payload deferred.error_detail result_1.result)) {
    like($before, qr/^hr_queue\.\Q$place\E: [1-9]/m, "and in $place");
}
like($before, qr/^index of names: /m, 'and in the index of names');

is(erase('all_places'), 'waiting', 'erased');
work('all_places');
is(traces('all_places'), '', 'nothing is left in any table');
is(dumped('all_places'), '', 'nor in a dump');
is($node->safe_psql('all_places', q{select state, person is null from handelsregister.list_erasures() l join hr_registry.erasure e on e.id = l.erasure_id}),
    'done|t', 'the erasure is done');

# What comes later, read or not, brings nothing back.
submit_bytes($node, 'all_places', map { $_ . ' ' } $good{utf8}, $good{decomposed}, $good{latin1}, $good{matter_only}, $good{purpose});
submit_bytes($node, 'all_places', utf8(told(40, 0, absent => 1, texts => [ "$text, 1957/03/14", "$first $last, geb.\x{a0}am 14.\nMärz 1957" ])));
submit_bytes($node, 'all_places', map { my $n = $_; $n eq 'broken_utf16' ? $unreadable{$n} . "  " : $unreadable{$n} . ' ' } sort keys %unreadable);
submit_announcements('all_places', map { $_ . ' ' } map { $announced{$_} } sort keys %announced);
work('all_places');
is(traces('all_places'), '', 'nothing comes back');
$node->safe_psql('all_places', q{select from hr_queue.redrive_dead(); call hr_queue.work(100000)});
is(traces('all_places'), '', 'nor when dead letters are given back');

submit_bytes($node, 'all_places', $namesake);
work('all_places');
is($node->safe_psql('all_places', "select count(*) from hr_registry.officer where birth_date = '1958-04-15' and last_name is not null"), 1,
    'a namesake of another day stays');

# An emptied document tells neither its size nor its digest.
is($node->safe_psql('all_places', q{select count(*) > 0, count(d.bytes), count(d.sha256), bool_and(d.erased)
    from hr_registry.company c, handelsregister.list_company_documents(c.id::text) d join hr_registry.document o on o.id = d.document_id
    where o.erased_at is not null and not exists (select from hr_registry.blocked_company b where b.company_id = c.id)}), 't|0|0|t',
    'an emptied document shows nothing of its content') if $version eq $today;

# --- when makes no difference ------------------------------------------------------------------------------------------

my @tables = grep { !/^erasure|^import|^document\.content$/ } split /\n/, $node->safe_psql('all_places', q{select c.relname || '.' || a.attname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r'});
my @full = qw(utf8 later decomposed utf16 latin1 referenced text_only decomposed_text compact_text purpose capitals matter_only);
sub filled {
    my ($database, $after, @order) = @_;
    create($database);
    for my $i (0 .. $#order) {
        if ($i == $after) { erase($database); work($database) }
        submit_bytes($node, $database, $good{ $order[$i] });
        work($database);
    }
    if ($after == @order) { erase($database); work($database) }
    return table_digests($node, $database, @tables);
}
my $expected = filled('behind', scalar @full, @full);
is(filled('before', 0, reverse @full), $expected, 'erased before all documents: the same register');
is(filled('between', 4, @full[ grep { $_ % 2 } 0 .. $#full ], @full[ grep { $_ % 2 == 0 } 0 .. $#full ]), $expected, 'erased between them: the same register');

# Composed and decomposed spellings are one person and one name.
create('spellings');
submit_bytes($node, 'spellings', $good{utf8}, utf8(NFD(told(2, 0))), utf8(told(3, 0) =~ s/ü/u&#x308;/gr));
work('spellings');
is($node->safe_psql('spellings', q{select last_name, count(distinct own_id), count(*) from hr_registry.mention where birth_date = '1957-03-14' group by 1}),
    'quellmueller|1|3', 'one person, however the umlaut is written');
is($node->safe_psql('spellings', q{select distinct last_name = normalize(last_name, nfc) from hr_registry.officer where birth_date = '1957-03-14'}), 't',
    'and stored composed');

# What an earlier release stored apart is read again.
my ($before_today) = (releases())[1];
$node->safe_psql('postgres', 'create database updated');
$node->safe_psql('updated', "create extension handelsregister version '$before_today'");
submit_bytes($node, 'updated', $good{utf8}, utf8(NFD(told(2, 0))), utf8(NFD(told(2, 1))));
work('updated');
$node->safe_psql('updated', "alter extension handelsregister update to '$today'");
work('updated');
is($node->safe_psql('updated', q{select last_name, count(distinct own_id), count(distinct company_id) from hr_registry.mention where birth_date = '1957-03-14' group by 1}),
    'quellmueller|1|2', "one person in what $before_today had read, too");
erase('updated');
work('updated');
is(traces('updated'), '', 'and nothing of it is left');

$node->stop;
done_testing();
