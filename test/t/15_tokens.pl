# A random token planted in one element of a document of either layout is found in the columns that RegisterElements names,
# in rows of that document's company, and in no other column of any table.
use strict;
use warnings;
use utf8;
use HandelsregisterTest;
use PostgreSQL::Test::Utils;
use RegisterElements;
use RegistryTest;
use Test::More;
use Time::HiRes qw(time);

# --- tokens ----------------------------------------------------------------------------------------------------

my (%used, $template);

sub unused {
    my ($make) = @_;
    while (1) {
        my $token = $make->();
        return $token if !$used{$token}++ && index($template, $token) < 0;
    }
}

sub letters { return unused(sub { 'q' . join('', map { chr(97 + int(rand(26))) } 1 .. 14) }) }
sub digits { return join('', map { 1 + int(rand(9)) } 1 .. $_[0]) }

# Of a year that a register can state.
sub day { return unused(sub { '21' . digits(2) . '-0' . digits(1) . '-1' . digits(1) }) }

# A valid value of the kind of element, and what of it is looked for.
my %value = (
    text => \&letters,
    amount => sub { unused(sub { digits(12) . '.25' }) },
    date => \&day,
    moment => sub { day() . 'T01:02:03Z' },
    time => sub { unused(sub { '1' . digits(1) . ':4' . digits(1) . ':5' . digits(1) }) },
    number => sub { unused(sub { 1 + int(rand(4)) . digits(5) }) },
    count => sub { unused(sub { digits(9) }) });

# --- planting --------------------------------------------------------------------------------------------------

# Where the element's content and its start tag lie in the template; its first occurrence, in the numbered participant.
sub find_element {
    my ($path, $participant) = @_;
    my @wanted = split m{/}, $path;
    my (@open, $participants, $tag);
    pos($template) = 0;
    while ($template =~ m{<!--.*?-->|<(/?)(?:tns:)?([A-Za-z_][\w.-]*)[^<>]*?(/?)>}gs) {
        my ($from, $to, $closing, $name, $empty) = ($-[0], $+[0], $1, $2, $3);
        next if !defined $name;
        if ($closing) {
            return ($tag, $tag->[1], $from) if $tag && "@open[1 .. $#open]" eq "@wanted";
            pop @open;
            next;
        }
        ++$participants if $name eq 'beteiligung';
        next if $empty;
        push @open, $name;
        $tag = [ $from, $to ] if !$tag && "@open[1 .. $#open]" eq "@wanted" && (!$participant || $participants == $participant);
    }
    die "the template lacks $path\n";
}

my $next_number = 500001;

# Each element once and more, in a layout.
sub template {
    my ($layout) = @_;
    my $text = slurp_file(($ENV{HR_SOURCE_DIR} // '.') . '/test/unit/data/complete_3.5.1.xml');
    return $text if $layout eq '3.5.1';
    $text =~ s/xjustizVersion="3\.5\.1"/xjustizVersion="3.4.1"/ && $text =~ s/RegisterVersion="3\.4"/RegisterVersion="3.3"/ or die;
    my ($begin, $end) = map { "<${_}tns:auswahl_bezeichnung>" } '', '/';
    $text =~ s{$begin<tns:sonstigeBezeichnung>(.*?)</tns:sonstigeBezeichnung>$end}{<tns:naehereBezeichnung>$1</tns:naehereBezeichnung>} or die;
    $text =~ s{$begin<tns:dienstbezeichnung.*?$end}{<tns:naehereBezeichnung>Notar</tns:naehereBezeichnung>} or die;
    return $text;
}

# The template for a company, with the text of an edit in its place: [from, to, text].
sub company_document {
    my ($number, $step, $edit) = @_;
    my $document = $template;
    substr($document, $edit->[0], $edit->[1] - $edit->[0], $edit->[2]) if $edit;
    $document =~ s{(<tns:laufendeNummer>)32007<}{$1$number<};
    # Snapshots of one company follow one another.
    $document =~ s{(<tns:abrufdatum>2026-0)2}{$1 . (2 + $step)}e;
    return $document;
}

# Plants a token in one part of a code, or as the whole content of another element.
sub edit {
    my ($element, $part, $token) = @_;
    my ($tag, $from, $to) = find_element($element->{path}, $element->{participant});
    my $start = substr($template, $tag->[0], $tag->[1] - $tag->[0]);
    my $content = substr($template, $from, $to - $from);
    if ($part eq '') { $content = $token }
    elsif ($part eq 'list') { $start =~ s/(listURI="[^"]*codeliste:)[^"]*/$1$token/ or die $start }
    elsif ($part eq 'version') { $start =~ s/(listVersionID=")[^"]*/$1$token/ or die $start }
    elsif ($part eq 'code') { $content =~ s/(<code>)[^<]*/$1$token/ or die $content }
    elsif ($content =~ s/(<name>)[^<]*/$1$token/) { }
    else { $content =~ s/<!--.*?-->/<!-- $token -->/ or die $content }
    return [ $tag->[0], $to, $start . $content ];
}

# --- what is expected ------------------------------------------------------------------------------------------

sub parse_elements {
    my ($layout) = @_;
    my ($source, $prefix, $participant, @elements) = ('', '');
    for my $line (split /\n/, $elements) {
        if ($line =~ /^(\w+)(?:\[(\d+)\])?(?: (\S+))?$/) {
            ($source, $participant, $prefix) = ($1, $2, $3 // '');
            next;
        }
        my ($path, $kind, $columns, @remarks) = split ' ', $line;
        next if grep { /^in_(.*)/ && $1 ne $layout } @remarks;
        push @elements, {
            name => "$source $prefix$path", path => $place{$source} . $prefix . $path, participant => $participant,
            kind => $kind, columns => $columns, is_fact => $source ne 'message' && "$prefix$path" !~ m{^auszug/(?!eintragungstext)},
            map { $_ => 1 } @remarks };
    }
    return @elements;
}

# Columns for the token in a part of the element, of a company with this one document.
sub columns_alone {
    my ($element, $part) = @_;
    my ($kind, $columns) = @$element{qw(kind columns)};
    return () if $columns eq '-';
    return () if $kind eq 'value' && $part ne 'code' or $kind eq 'label' && $part ne 'label' or $kind eq 'court' && $part ne 'code';
    my @columns = map { my $column = $_; /^\*\.(.*)/ ? map { "$_.$1" } @histories : $column } split /,/, $columns;
    @columns = map { /[._]$/ ? "$_$part" : $part eq 'code' ? $_ : () } @columns if $kind eq 'code';
    my ($table) = split /\./, $columns[0];
    push @columns, "$table.item" if $element->{item} && ($part eq '' || $part eq 'code');
    # The first event of a company shows its name, others there are none.
    push @columns, qw(change_event.subject change_event.new_value) if $element->{company};
    return @columns;
}

# The same where a document without the token came before and another comes after. Version and label of a code are no
# difference: the row of the first document stays, and no event is told. Else what is shown is in two events: it comes
# with the token as new value, and goes with it as old value.
sub columns_between {
    my ($element, $part) = @_;
    my @columns = grep { !/^change_event/ } columns_alone($element, $part);
    return () if !@columns || $element->{silent} || $element->{kind} eq 'code' && $part =~ /version|label/;
    return @columns if $element->{untold};
    push @columns, 'change_event.item' if grep { /\.item$/ } @columns;
    return @columns unless $element->{shown} || $element->{shown_code} && $part eq 'code';
    push @columns, 'change_event.subject' if $element->{company} || $columns[0] =~ /^officer\./;
    return (@columns, qw(change_event.old_value change_event.new_value));
}

# --- all cells -------------------------------------------------------------------------------------------------

# Every value of every column of every table, but for those that hold the documents themselves, for mentions and their names, which are made
# of officers, and for the index of names, which is made of names and seats: [column, company, text].
sub all_cells {
    my ($node, $database) = @_;
    my $query = $node->safe_psql($database, q{
        select string_agg(format(
            'select %L, %s, replace(t.%I::text, e''\n'', '' '') from hr_registry.%I t where t.%3$I is not null',
            c.relname || '.' || a.attname,
            case when c.relname in ('document', 'reading')
                 then format('(select min(s.company_id) from hr_registry.snapshot s where s.document_id = t.%I)',
                             case c.relname when 'document' then 'id' else 'document_id' end)
                 when c.relname = 'company' then 't.id'
                 when exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'company_id') then 't.company_id'
                 else 'null::bigint' end,
            a.attname, c.relname), ' union all ')
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'hr_registry'::regnamespace and c.relkind in ('r', 'p')
          and c.relname not in ('mention', 'organisation_mention', 'person_name', 'search_entry', 'search_block')
          and (c.relname, a.attname) not in (('document', 'content'), ('document', 'sha256'), ('snapshot', 'facts'))});
    return map { [ split /\t/, $_, 3 ] } split /\n/,
        $node->safe_psql($database, $query, extra_params => [ '-F', "\t" ]);
}

# --- the test --------------------------------------------------------------------------------------------------

my $started = time;
my (@documents, @planted);

sub plant {
    my ($element, $part, $with_between) = @_;
    my $kind = $element->{kind};
    my $token = $kind eq 'court' && $part eq 'code' ? unused(sub { 'Z' . digits(4) }) : ($value{$kind} // $value{text})->();
    # A time alone might be that of the test.
    my $sought = $kind eq 'time' ? "2026-02-25 $token" : $token =~ s/T.*//r;
    my $number = $kind eq 'number' ? $token : $next_number++;
    push @documents, company_document($number, 0, edit($element, $part, $token));
    push @planted, { token => $sought, number => $number, name => "$element->{name} $part alone",
                     columns => [ columns_alone($element, $part) ] };
    return if !$with_between || !$element->{is_fact};
    # The same token would be found in both companies.
    my $other = ($value{$kind} // $value{text})->();
    my $between = $next_number++;
    push @documents, company_document($between, 0), company_document($between, 1, edit($element, $part, $other)),
        company_document($between, 2);
    push @planted, { token => $other, number => $between, name => "$element->{name} $part between",
                     columns => [ columns_between($element, $part) ] };
    return;
}

# What the layouts share is one code: the differences between documents are looked at in one of them.
my @elements;
for my $layout (qw(3.4.1 3.5.1)) {
    $template = template($layout);
    my @of_layout = parse_elements($layout);
    for my $element (@of_layout) {
        plant($element, $_, $layout eq '3.5.1') for $element->{kind} =~ /^(?:code|value|label|court)$/ ? qw(list version code label) : '';
    }
    push @elements, @of_layout;
}

my $node = new_node('tokens', 'handelsregister.enabled' => 'off', fsync => 'off');
my $database = create_database($node, 'postgres');
while (my @chunk = splice @documents, 0, 100) { submit_bytes($node, $database, @chunk) }
$node->safe_psql($database, 'call hr_queue.work(10000)');
is($node->safe_psql($database, q{select error_message, error_detail from hr_queue.job where state <> 'done'}), '', 'all documents are read');

my %company = map { split /\|/ } split /\n/,
    $node->safe_psql($database, 'select register_number, company_id from hr_registry.registration');
my @cells = all_cells($node, $database);
# Six digits might stand in a digest or a time by chance.
my $any = join('|', map { /^\d{6}$/ ? "(?:(?<=hrb)|^)$_\$" : quotemeta } map { lc $_->{token} } @planted);
my %found;
for my $cell (@cells) {
    my ($column, $company, $text) = @$cell;
    $found{$_}{"$column of " . ($company || 'none')} = 1 for lc($text) =~ /($any)/g;
}
for my $planted (@planted) {
    my $company = $company{ $planted->{number} } // 'nobody';
    is(join("\n", sort keys %{ $found{ lc $planted->{token} } }), join("\n", sort map { "$_ of $company" } @{ $planted->{columns} }),
        $planted->{name});
}

# --- nothing is forgotten --------------------------------------------------------------------------------------

my %listed = map { $_->{name} => 1 } @elements;
my ($shared, $parts) = map { ($ENV{HR_SOURCE_DIR} // '.') . "/src/core/xjustiz/layout_$_.cpp" } qw(3 3_parts);
SKIP: {
    skip 'the sources are not readable here', 1 unless -r $shared;
    my $source = slurp_file($parts);
    # Of the tables with versions, those for 3.4 or 3.5.
    my %table = $source =~ /^constexpr Row (\w+)\[\] = \{\n(.*?)^\};/msg;
    my @tables = map { $table{ $_->[2] } } grep { $_->[0] <= 35 && $_->[1] >= 34 }
        map { [ /(\d+), (\d+), (\w+)/ ] } $source =~ /^    \{(\d+, \d+, \w+)\},$/mg;
    my @mapped = map { /^    \{(\w+, "[^"]+", \w+),/mg } slurp_file($shared), @tables;
    @mapped = grep { !/, (?:constant|reference|presence)$/ && !/$of_merchants/ } @mapped;
    s/^(\w+), "([^"]+)".*/$1 $2/ && s/\*//g for @mapped;
    is(join("\n", grep { !$listed{$_} && !$without_token{$_} } @mapped), '', scalar(@mapped) . ' elements of the mapping are listed');
}

my %fed = map { $_ => 1 } map {
    my $columns = $_->{columns};
    map { my $column = $_; $column =~ /[._]$/ ? map { "$column$_" } qw(list version code label) : $column } split /,/, $columns
} @elements;
my $history_columns = $node->safe_psql($database, q{
    select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r'
      and c.relname in ('} . join("', '", @histories) . q{')
      and a.attname not in ('company_id', 'item', 'document_id', 'valid_from', 'valid_from_is_bound', 'valid_to',
                            'valid_to_is_bound', 'recorded_at')});
is(join("\n", grep { !$fed{$_} && !$without_column{$_} } split /\n/, $history_columns), '', 'every column of the histories has an element');
note(sprintf '%d tokens, %d cells, %.1f s', scalar @planted, scalar @cells, time - $started);

$node->stop;
done_testing();
