# Every core fact of the documents is in its column: official layouts against their gold file, the project's samples
# against what is spelled out here. Broken documents become dead letters and harm nobody.
use strict;
use warnings;
use utf8;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegistryTest;
use Test::More;

my @reference = shared_files('data/si/near_real/*.xml', 'data/si/real_facts_3.5.1/*.xml', 'data/si/official_layouts/*_3.5.1.xml');
my @official = grep { m{/official_layouts/} } @reference;

my $node = new_node('facts', 'handelsregister.enabled' => 'off', fsync => 'off');
create_database($node, 'postgres');

sub query { return $node->safe_psql('postgres', $_[0]) }

sub work { query('call hr_queue.work()'); return }

sub check_company {
    my ($name, $expected, $database) = @_;
    my $rows = company_rows($node, $database // 'postgres', @$expected{qw(court register number suffix)});
    ok($rows, "$name: there is such a company") or return;
    compare_facts($name, facts_of($rows), facts_in_gold($expected));
    return;
}

# --- the reference material --------------------------------------------------------------------------------------

sub check_reference {
    my @new = submit_files($node, 'postgres', @reference);
    is(scalar(grep { $_->[2] eq 'f' } @new), scalar @reference, 'every document is new');
    work();
    is(query('select count(*) from hr_registry.reading'), scalar @reference, 'every document is read');
    is(query('select count(*) from hr_queue.dead'), 0, 'no document is a dead letter');
    is(query('select count(*) from hr_queue.ready') + query('select count(*) from hr_queue.deferred'), 0, 'no job waits');
    is(query('select count(*) from hr_registry.reading where entities <> 1 or layout_guessed'), 0,
        'each has one company, and a known layout');
    is(query('select count(*) from hr_registry.company'), scalar @reference, 'each is a company of its own');
    is(query(q{select r.findings[1] from hr_registry.reading r where r.findings <> '{}' order by 1}),
        qq(nachname: ": Betz" has characters that are not allowed in a name\n)
        . 'nachname: ": Kreuz" has characters that are not allowed in a name', 'the two with dirty names are flagged, no other');
    is(query(q{select string_agg(o.last_name, ',' order by o.last_name) from hr_registry.officer o where o.last_name ~ '^:'}),
        ': Betz,: Kreuz', 'and their names are kept as they are');

    # The files' names tell which register entry they hold.
    my @entries = map { m{/([A-Z]\w+?)_(HR[AB])(\d+)([A-Z]*)\.xml$} ? "$1 $2 $3" : () } grep { m{/real_facts} } @reference;
    my %known = map { $_ => 1 } split /\n/, query(q{select concat_ws(' ', court, register_type, register_number) from hr_registry.registration});
    is_deeply([ grep { !$known{$_} } @entries ], [], 'real facts are under the register entries of their files') or diag(join(', ', keys %known));

    my %gold = %{ gold() };
    my %file = map { m{/(\w+)_3\.5\.1\.xml$} ? ($1 => $_) : () } @official;
    is_deeply([ sort keys %file ], [ sort keys %gold ], 'there is gold for every official layout');
    for my $name (sort keys %gold) {
        check_company($name, $gold{$name});
    }
    return;
}

# What gold.json says, as a version writes it: codes of other lists, and no words where codes must do.
sub gold_in_version {
    my ($version, $gold) = @_;
    my $facts = facts_in_gold($gold);
    return $facts if $version ge '3.4';
    my %country = ('000' => 'DE', 143 => 'LU');
    $facts->{address} =~ s{/ (000|143)$}{/ $country{$1}};
    $facts->{capital} =~ s/ DM$/ DEM/ if $version ge '3';
    for my $field (keys %$facts) {
        my $value = $facts->{$field} // next;
        $facts->{$field} = $country{$value} if $field =~ /: country$/;
        if ($version lt '3.3' && $field =~ /^(.*): rep_text$/) { @$facts{ $field, "$1: rep_code" } = (undef, '001') }
        next if $version ge '3';
        $facts->{$field} = '085' if $field =~ /: role$/ && $value =~ /^(?:252|275|285)$/;  # the list ends before them
        $facts->{$field} = undef if $field =~ /: reg_register$/;
    }
    return $facts;
}

# The same companies in all the other layouts.
sub check_other_layouts {
    my @files = grep { !/_3\.5\.1\.xml$/ } shared_files('data/si/official_layouts/*.xml') or return;
    my %gold = %{ gold() };
    my %versions = map { m{_([\d.]+)\.xml$} ? ($1 => 1) : () } @files;
    is(scalar keys %versions, 13, 'thirteen other layouts');
    for my $version (sort keys %versions) {
        my $database = create_database($node, 'layout_' . $version =~ tr/./_/r);
        my @of_version = grep { /_\Q$version\E\.xml$/ } @files;
        submit_files($node, $database, @of_version);
        $node->safe_psql($database, 'call hr_queue.work()');
        is($node->safe_psql($database, qq{select count(*) from hr_registry.reading where layout = '$version'
            and not layout_guessed and findings = '{}' and unmapped = '{}'}), scalar @of_version, "$version is a known layout");
        for my $name (sort keys %gold) {
            my $rows = company_rows($node, $database, @{ $gold{$name} }{qw(court register number suffix)});
            ok($rows, "$name in $version: there is such a company") or next;
            compare_facts("$name in $version", facts_of($rows), gold_in_version($version, $gold{$name}));
        }
    }
    return;
}

SKIP: {
    skip 'there is no reference material', 1 if !@reference;
    check_reference();
    check_other_layouts();
}

# --- the project's samples -----------------------------------------------------------------------------------------

my @samples = sample_files('*.xml');
my @broken = sample_files('broken/*.xml');
my @answer = submit_files($node, 'postgres', @samples, @broken);
is(query('select hr_queue.drain()'), @samples + @broken, 'samples and broken documents are one batch');

my $general = 'Ist nur ein Geschäftsführer bestellt, so vertritt er die Gesellschaft allein. Sind mehrere Geschäftsführer '
    . 'bestellt, so wird die Gesellschaft durch zwei Geschäftsführer oder durch einen Geschäftsführer gemeinsam mit einem '
    . 'Prokuristen vertreten.';
my %gmbh_form = (legal_form => 'Gesellschaft mit beschränkter Haftung (GmbH)');
my %ag_form = (legal_form => 'Aktiengesellschaft (AG)');

check_company('gmbh', {
    court => 'K1101R', court_name => 'Amtsgericht Hamburg', register => 'HRB', number => 170001, suffix => '', entries => 6,
    last_entry => '2025-10-22', last_change => '2025-10-22',
    texts => [ { col => 6, pos => 1, no => 6, type => '016', text => 'Das Stammkapital ist durch Beschluss der Gesellschafterversammlung vom 15.09.2025 um 35.000,00 EUR auf 60.000,00 EUR erhöht.' } ], articles => '2025-09-15', status => '001', status_label => 'aktiv',
    purpose => 'Entwicklung und Vertrieb von Software für den Hafenumschlag sowie die damit verbundene Beratung.',
    capital => { kind => 'GmbH', amount => '60000', currency => 'EUR' }, general => '066', general_label => $general,
    parties => [
        { name => 'Elbkante Software GmbH', former_names => ['Elbkante Systems GmbH'], %gmbh_form, seat => 'Hamburg',
          address => { street => 'Am Sandtorkai', house => '18', zip => '20457', city => 'Hamburg', country => 'DE' } },
        { role_no => 2, kind => 'person', role => '086', role_label => 'Geschäftsführer(in)', first => 'Miriam',
          prefix => 'von der', last => 'Heyde', birth => '1984-09-02', city => 'Lüneburg' },
        { role_no => 3, kind => 'person', role => '086', role_label => 'Geschäftsführer(in)', title => 'Dr.',
          first => 'Leyla', last => 'Öztürk', birth => '1990-12-01', city => 'Hamburg' },
        { role_no => 4, kind => 'person', role => '285', role_label => 'Prokurist(in)', first => 'Sören',
          last => 'Thießen', birth => '1969-01-30', city => 'Stade' } ],
    rep => [ { ref => 3, code => '003', label => 'einzelvertretungsberechtigt', b181 => '011' },
             { ref => 4, code => '010', label => 'Gesamtprokura gemeinsam mit einem Geschäftsführer' } ] });

check_company('gmbh_co_kg', {
    court => 'X1517R', court_name => 'Amtsgericht Kiel', register => 'HRA', number => 9031, suffix => 'RD', entries => 5,
    last_entry => '2025-07-31', last_change => '2025-07-31', status => '001', status_label => 'aktiv',
    purpose => 'Errichtung und Betrieb von Windkraftanlagen.',
    general => '089', general_label => 'Jeder persönlich haftende Gesellschafter vertritt einzeln.',
    parties => [
        { name => 'Rapsfeld Windkraft GmbH & Co. KG', seat => 'Rendsburg',
          legal_form => 'Gesellschaft mit beschränkter Haftung & Co. Kommanditgesellschaft (GmbH & Co. KG)',
          address => { street => 'Eiderweg', house => '7a', zip => '24768', city => 'Rendsburg', country => 'DE' } },
        { role_no => 2, kind => 'org', role => '252', role_label => 'Persönlich haftende(r) Gesellschafter(in)',
          name => 'Rapsfeld Verwaltungs GmbH', %gmbh_form, seat => 'Rendsburg',
          reg => { court => 'X1517R', register => 'HRB', number => '20117 RD' } },
        { role_no => 3, kind => 'person', role => '275', role_label => 'Kommanditist(in)', first => 'Hinnerk',
          last => 'Rohwer', birth => '1957-11-03', city => 'Jevenstedt' },
        { role_no => 4, kind => 'org', role => '275', role_label => 'Kommanditist(in)',
          name => 'Norderheide Bürgerwind AG', %ag_form, seat => 'Husum',
          reg => { court => 'X1112R', register => 'HRB', number => '6402 HU' } } ],
    limited => [ { ref => 3, amount => '25564.59' }, { ref => 4, amount => '500000' } ],
    rep => [ { ref => 2, b181 => '002' } ] });

my %branch_office = (
    court => 'X1112R', court_name => 'Amtsgericht Flensburg', register => 'HRA', number => 3077, suffix => 'FL', entries => 4,
    last_entry => '2024-10-21', last_change => '2024-10-21', status => '001', status_label => 'aktiv',
    general => '089', general_label => 'Jeder persönlich haftende Gesellschafter vertritt einzeln.',
    parties => [
        { name => 'Ostermoor Landtechnik KG', seat => 'Leck', legal_form => 'Kommanditgesellschaft (KG)',
          address => { street => 'Klixbüller Chaussee', house => '14', zip => '25917', city => 'Leck', country => 'DE' } },
        { role_no => 2, kind => 'person', role => '252', role_label => 'Persönlich haftende(r) Gesellschafter(in)',
          first => 'Frauke', last => 'Ostermoor', birth => '1971-05-16', city => 'Leck' },
        { role_no => 3, kind => 'person', role => '275', role_label => 'Kommanditist(in)', first => 'Momme', last => 'Ostermoor',
          birth => '1998-10-30', city => 'Enge-Sande' },
        { role_no => 4, kind => 'person', role => '275', role_label => 'Kommanditist(in)', first => 'Silke', last => 'Ketelsen',
          birth => '1969', city => 'Niebüll', country => 'DE' } ],
    limited => [ { ref => 3, amount => '25000' }, { ref => 4, amount => '40000' } ],
    texts => [
        { col => 5, pos => 1, no => 1, type => '019', text => 'Entstanden durch Formwechsel der Ostermoor Landtechnik GmbH, Leck '
            . '(Amtsgericht Flensburg HRB 1186 FL), auf Grund des Beschlusses vom 11.03.2019.' },
        { col => 5, pos => 1, no => 4, type => '028', text => 'In Husum ist eine Zweigniederlassung errichtet.' },
        { col => 5, pos => 2, no => 4, type => '011', text => 'Eingetreten als Kommanditistin: Ketelsen, Silke, Niebüll, *1969, '
            . 'mit einer Einlage von 40.000,00 EUR.' } ]);
check_company('kg_with_branch', \%branch_office);
my $branch_office = company_rows($node, 'postgres', @branch_office{qw(court register number suffix)});
is(join(' / ', map { $_ // '' } @{ $branch_office->{company_branch}[0] }{qw(kind name seat street city)}),
    'same_name_with_addition / Ostermoor Landtechnik KG Zweigniederlassung Husum / Husum / Industriestraße / Husum', 'the branch');
is(join(' / ', @{ $branch_office->{company_succession}[0] }{qw(kind reason_code name register_court register_number)}),
    'predecessor / 001 / Ostermoor Landtechnik GmbH / X1112R / HRB 1186 FL', 'what it was before');
is(join(' / ', map { "$_->{street} $_->{house_number}" } @{ $branch_office->{officer_address} }), 'Hauptstraße 61', 'an address of a partner');
is(join(' / ', map { "$_->{kind} $_->{name}" } @{ $branch_office->{officer_name} }), 'former_last_name Petersen', 'a former name');

check_company('ag_in_liquidation', {
    court => 'D2601V', court_name => 'Amtsgericht München', register => 'HRB', number => 98231, suffix => '', entries => 41,
    last_entry => '2025-09-12', last_change => '2025-09-12',
    texts => [ { col => 6, pos => 1, no => 41, type => '017', text => 'Die Gesellschaft ist durch Beschluss der Hauptversammlung vom 29.08.2025 aufgelöst.' } ], articles => '1998-05-06', status => '003', status_label => 'in Abwicklung',
    purpose => 'Herstellung und Vertrieb feinmechanischer Geräte.',
    capital => { kind => 'AG', amount => '5112918.81', currency => 'EUR' },
    general => '055', general_label => 'Ist nur ein Abwickler bestellt, so vertritt er die Gesellschaft allein. Sind mehrere '
        . 'Abwickler bestellt, so wird die Gesellschaft durch die Abwickler gemeinsam vertreten.',
    parties => [
        { name => 'Isartaler Feinmechanik AG i.L.', former_names => ['Isartaler Feinmechanik AG'], %ag_form, seat => 'Grünwald',
          address => { street => 'Tölzer Straße', house => '112', zip => '82031', city => 'Grünwald', country => 'DE' } },
        { role_no => 2, kind => 'person', role => '262', role_label => 'Abwickler(in)', title => 'Dr.', first => 'Korbinian',
          last => 'Hallgruber', birth => '1961-07-24', city => 'Bad Tölz' },
        { role_no => 3, kind => 'person', role => '262', role_label => 'Abwickler(in)', first => 'Annegret', last => 'Zeisl',
          birth => '1966', city => 'München' } ] });

check_company('verein', {
    court => 'R3306', court_name => 'Amtsgericht Köln', register => 'VR', number => 21477, suffix => '', entries => 2,
    last_entry => '2025-04-11', last_change => '2025-04-11', articles => '2021-11-13', status => '001', status_label => 'aktiv',
    purpose => 'Förderung des Nachtzugverkehrs in Europa.',
    general => '095', general_label => 'Jeweils zwei Vorstandsmitglieder vertreten den Verein gemeinsam.',
    parties => [
        { name => 'Freunde der Nachtzüge e.V.', legal_form => 'eingetragener Verein (e.V.)', seat => 'Köln',
          address => { street => 'Breslauer Platz', house => '3', zip => '50668', city => 'Köln', country => 'DE' } },
        { role_no => 2, kind => 'person', role => '294', role_label => 'Vorstandsvorsitzende(r)', first => 'Ömer',
          last => 'Brühl', birth => '1988-02-29', city => 'Köln' },
        { role_no => 3, kind => 'person', role => '194', role_label => 'Vorstand', first => 'Agnieszka',
          last => 'Wiśniewska', birth => '1992-06-17', city => 'Bonn' } ] });

check_company('egbr', {
    court => 'B8536', court_name => 'Amtsgericht Freiburg', register => 'GsR', number => 512, suffix => '', entries => 1,
    last_entry => '2025-01-16', last_change => '2025-01-16', purpose => 'Verwaltung eigenen Vermögens.',
    general_text => 'Die Gesellschafter vertreten gemeinsam.',
    parties => [
        { name => 'Münsterblick Grundbesitz eGbR', seat => 'Freiburg im Breisgau',
          legal_form => 'eingetragene Gesellschaft des bürgerlichen Rechts (eGbR)',
          address => { street => 'Schusterstraße', house => '21', zip => '79098', city => 'Freiburg im Breisgau', country => 'DE' } },
        { role_no => 2, kind => 'person', role => '246', role_label => 'Gesellschafter(in)', first => 'Benedikt',
          last => 'Faller', birth => '1974-03-08', city => 'Freiburg im Breisgau' },
        { role_no => 3, kind => 'person', role => '246', role_label => 'Gesellschafter(in)', first => 'Salomé',
          last => 'Faller', birth => '1976-10-21', city => 'Freiburg im Breisgau' } ] });

# --- three snapshots of one company make its history -----------------------------------------------------------------

my $history = company_rows($node, 'postgres', 'K1101R', 'HRB', 170001, '');

# [valid_from, exact or at the latest (<=), valid_to, value …]
sub periods {
    my ($table, @columns) = @_;
    my @rows = map {
        my $row = $_;
        join(' ', ($row->{valid_from_is_bound} ? '<=' : '') . $row->{valid_from}, '-',
            defined $row->{valid_to} ? ($row->{valid_to_is_bound} ? '<=' : '') . $row->{valid_to} : 'today',
            map { $row->{$_} // '' } @columns)
    } @{ $history->{$table} };
    return [ sort @rows ];
}

is_deeply(periods('company_name', 'name'), [ '2024-05-28 - today Elbkante Software GmbH',
    '<=2023-02-20 - 2024-05-28 Elbkante Systems GmbH' ], 'names: the day is exact where one entry lies between');
is_deeply(periods('company_capital', 'amount', 'currency_code'), [ '<=2023-02-20 - <=2025-10-22 25000 EUR',
    '<=2025-10-22 - today 60000 EUR' ], 'capital: the day is an upper bound where two entries lie between');
is_deeply(periods('company_articles', 'articles_date'), [ '2024-05-28 - <=2025-10-22 2024-05-06',
    '<=2023-02-20 - 2024-05-28 2019-04-08', '<=2025-10-22 - today 2025-09-15' ], 'articles');
is_deeply(periods('officer', 'role_code', 'last_name'), [ '<=2023-02-20 - <=2025-10-22 086 Albrecht', '<=2023-02-20 - today 086 Heyde',
    '<=2025-10-22 - today 086 Öztürk', '<=2025-10-22 - today 285 Thießen' ], 'officers');
is(scalar @{ $history->{$_} }, 1, "$_ has not changed") for qw(company_seat company_address company_purpose company_status
    company_legal_form company_representation);
is_deeply([ sort map { join(' ', $_->{effective_date}, $_->{kind}) } @{ $history->{events} } ], [
    '2023-02-20 company_added', '2024-05-28 articles_changed', '2024-05-28 former_name_changed', '2024-05-28 name_changed',
    '2024-05-28 register_entry_changed', '2025-10-22 articles_changed', '2025-10-22 capital_changed',
    '2025-10-22 officer_joined', '2025-10-22 officer_joined', '2025-10-22 officer_left',
    '2025-10-22 register_entry_changed', '2025-10-22 register_entry_changed' ], 'events: one per difference, an entry text goes and one comes')
    or diag(explain([ map { "$_->{effective_date} $_->{kind} $_->{subject}" } @{ $history->{events} } ]));
my ($capital) = grep { $_->{kind} eq 'capital_changed' } @{ $history->{events} };
like("$capital->{old_value} -> $capital->{new_value}", qr/25.?000.* -> .*60.?000/, 'the event tells the old and the new capital');

# One amount in two notations is one amount.
my ($plain) = map { slurp_file($_) =~ s/>170001</>170002</r } sample_files('gmbh_1_2023.xml');
my $scientific = $plain =~ s/>25000\.00</>2.5E4</r =~ s/2023-03-14/2023-04-14/gr;
submit_bytes($node, 'postgres', $plain, $scientific);
work();
my $amounts = company_rows($node, 'postgres', 'K1101R', 'HRB', 170002, '');
is(join(', ', map { $_->{kind} } @{ $amounts->{events} }), 'company_added', '25000.00 and 2.5E4 are no change of capital');
is(scalar @{ $amounts->{company_capital} }, 1, 'and one row');

# --- broken documents ----------------------------------------------------------------------------------------------------

my %verdict = (
    'entity_bomb.xml' => [ '2200M', 39 ],
    'html_error_page.xml' => [ '2200M', 0 ],
    'not_xml.xml' => [ '2200M', 0 ],
    'truncated.xml' => [ '2200M', -s (grep { m{/truncated\.xml$} } @broken)[0] ],
    'wrong_root.xml' => [ '22023', undef ]);
is_deeply([ map { m{([^/]+)$} } @broken ], [ sort keys %verdict ], 'each broken sample has its verdict');
is(query('select count(*) from hr_queue.dead'), scalar @broken, 'the broken ones are dead letters, no other');
for my $i (0 .. $#broken) {
    my ($name) = $broken[$i] =~ m{([^/]+)$};
    my ($document, $job) = @{ $answer[ @samples + $i ] };
    my ($state, $attempt, $code, $message, $detail) =
        split /\|/, query("select state, attempt, error_code, error_message, error_detail from handelsregister.get_job($job)"), -1;
    is("$state $attempt $code", "dead 1 $verdict{$name}[0]", "$name: dead at the first attempt with its SQLSTATE");
    like($message, qr/^(invalid XML document: |document is not )\w/, "$name: the message says what is wrong");
    my $position = $verdict{$name}[1];
    like($detail, defined $position ? qr/^The error is at byte $position\.$/ : qr/^The root element is "\S+/, "$name: the detail says where");
    is(query("select encode(sha256(content), 'hex') from hr_registry.document where id = $document"),
        $answer[ @samples + $i ][3], "$name: the document stays");
    is(query("select count(*) from hr_registry.reading where document_id = $document")
        + query("select count(*) from hr_registry.snapshot where document_id = $document"), 0, "$name: nothing else of it is written");
}
is(query("select count(*) from hr_queue.result where id in (" . join(',', map { $_->[1] } @answer[ 0 .. $#samples ]) . ")"),
    scalar @samples, 'the other jobs of the batch are complete');

# A later attempt is possible: the same bytes again, and the dead letters themselves.
my @again = submit_files($node, 'postgres', @broken);
is(scalar(grep { $_->[2] eq 't' && $_->[1] > $answer[-1][1] } @again), scalar @broken, 'broken documents submitted again get new jobs');
is(query('select hr_queue.redrive(array(select id from hr_queue.dead))'), scalar @broken, 'dead letters can be given back');
work();
is(query('select count(*) from hr_queue.dead'), 2 * @broken, 'and are dead letters again');
is(query('select count(*) from hr_registry.document'), @reference + @samples + @broken + 2, 'no document is stored twice');

$node->stop;
done_testing();
