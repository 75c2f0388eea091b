# Owns reading facts back: files into the register, a company's rows out of its tables, and both in one flat form
# that can be compared field by field with what a document states.
package RegistryTest;

use strict;
use warnings;
use utf8;
use Exporter 'import';
use JSON::PP ();
use Math::BigFloat ();
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(shared_files sample_files gold submit_files submit_bytes company_rows facts_of facts_in_gold compare_facts
    rows_and_places persons);

# Names of tests have letters beyond Latin-1, which is fatal since PostgreSQL 17. In INIT, because only there the server's
# module ties the outputs to its own handles.
INIT {
    for my $output (map { Test::More->builder->$_ } qw(output failure_output)) {
        binmode($_, ':utf8') for @{ tied *$output };
    }
}

my @history_tables = qw(company_name company_former_name company_legal_form company_seat company_address
    company_purpose company_status company_capital company_articles company_representation officer officer_authority
    company_branch company_succession register_entry company_term company_cooperative company_identifier company_contract
    officer_name officer_address officer_detail officer_contribution);

# --- files -----------------------------------------------------------------------------------------------------

sub source_folder { return $ENV{HR_SOURCE_DIR} // '.' }

sub sample_files { return sort(glob(source_folder() . "/sample/$_[0]")) }

# Files of the reference material. Where it is absent there are none, but in CI the test fails.
sub shared_files {
    my $folder = $ENV{HR_SHARED} || source_folder() . '/../shared';
    if (!-d "$folder/data") {
        die "the reference material is missing: $folder\n" if $ENV{CI};
        return;
    }
    return map { my @found = sort(glob("$folder/$_")); @found ? @found : die "no file $folder/$_" } @_;
}

sub gold {
    return JSON::PP->new->utf8->decode(slurp_file((shared_files('data/si/official_layouts/gold.json'))[0]));
}

# One call of submit_documents(); gives its answer: a list of [document, job, is_duplicate, sha256].
sub submit_bytes {
    my ($node, $database, @contents) = @_;
    my $array = join(",\n", map { "'\\x" . unpack('H*', $_) . "'" } @contents);
    my $answer = $node->safe_psql($database,
        "select * from handelsregister.submit_documents(array[$array]::bytea[], retrieved_at => '2030-01-01')");
    return map { [ split /\|/, $_, -1 ] } split /\n/, $answer;
}

sub submit_files {
    my ($node, $database, @files) = @_;
    return submit_bytes($node, $database, map { slurp_file($_) } @files);
}

# --- tables ----------------------------------------------------------------------------------------------------

# Everything about a company: its registration, its newest snapshot, and all rows of its histories by table.
sub company_rows {
    my ($node, $database, $court, $register, $number, $suffix) = @_;
    my $tables = join(', ', map { "'$_', (select coalesce(jsonb_agg(to_jsonb(t)"
        . ($_ eq 'company_capital' ? q( || jsonb_build_object('amount', t.amount::text)) : '')
        . " order by t.valid_from, t.ctid), '[]') from hr_registry.$_ t where t.company_id = r.company_id)" } @history_tables);
    my $answer = $node->safe_psql($database, qq{
        select jsonb_build_object('registration', to_jsonb(r), 'court', to_jsonb(c), $tables,
                'snapshot', (select to_jsonb(s) - 'facts' from hr_registry.snapshot s where s.company_id = r.company_id
                             order by s.retrieved desc limit 1),
                'events', (select coalesce(jsonb_agg(to_jsonb(e) order by e.seq), '[]') from hr_registry.change_event e
                           where e.company_id = r.company_id))
            from hr_registry.registration r left join hr_registry.court c on c.code = r.court
            where (r.court, r.register_type, r.register_number, r.suffix) = ('$court', '$register', $number, '$suffix')});
    return $answer eq '' ? undef : JSON::PP->new->utf8->decode($answer);
}

# ctid and xmin of every row of every table of hr_registry.
sub rows_and_places {
    my ($node, $database) = @_;
    my $tables = $node->safe_psql($database, q{
        select string_agg(format('select %L, t.ctid::text, t.xmin::text from %s t', c.oid::regclass, c.oid::regclass),
                          ' union all ' order by c.relname)
            from pg_class c where c.relnamespace = 'hr_registry'::regnamespace and c.relkind = 'r'});
    return $node->safe_psql($database, "$tables order by 1, 2");
}

# --- facts -----------------------------------------------------------------------------------------------------

my @company_fields = qw(court court_name register number suffix entries last_entry name former_names legal_form seat
    address articles purpose status status_label capital general general_label general_text texts last_change officers);
my @party_fields = qw(kind role role_label title first prefix last birth_name birth city country name legal_form seat
    reg_court reg_register reg_number rep_code rep_label rep_text b181 b181_text limited);
my %country = (DE => '000', LU => '143');
my %capital_kind = (GmbH => 'stammkapital', AG => 'grundkapital');

sub exact { return defined $_[0] ? Math::BigFloat->new($_[0])->bstr : undef }

sub address_line {
    my ($street, $house, $postal_code, $city, $country) = @_;
    return join(' / ', map { $_ // '' } $street, $house, $postal_code, $city, $country);
}

sub text_lines { return join("\n", sort map { join(' / ', @$_) } @_) }

# A company in one flat hash: every field, absent ones undefined.
sub flat {
    my ($company, @parties) = @_;
    my %flat = map { $_ => $company->{$_} } @company_fields;
    $flat{officers} = scalar @parties;
    for my $party (@parties) {
        my $who = $party->{name} // join(' ', grep { defined } @$party{qw(first last)});
        $flat{"$who: $_"} = $party->{$_} for @party_fields;
    }
    return \%flat;
}

# Rows that are valid today.
sub current { return grep { !defined $_->{valid_to} } @{ $_[0] } }

# What the tables say today about a company of company_rows().
sub facts_of {
    my ($rows) = @_;
    my %row = map { $_ => (current($rows->{$_}))[0] // {} } @history_tables;
    my ($registration, $snapshot) = @$rows{qw(registration snapshot)};
    my %authority;
    push @{ $authority{ $_->{item} =~ s{/[^/]*$}{}r } }, $_ for current($rows->{officer_authority});
    my %limited = map { $_->{item} =~ s{/.*}{}r => join(' ', exact($_->{amount}), $_->{currency_code} // $_->{currency_text}) }
        grep { $_->{kind} eq 'hafteinlage' } current($rows->{officer_contribution});
    my @parties = map {
        my $officer = $_;
        my ($rep, @others) = @{ $authority{ $officer->{item} } // [ {} ] };
        fail("one authority for $officer->{item}") if @others;
        my $is_person = $officer->{kind} eq 'person';
        +{
            kind => $officer->{kind}, role => $officer->{role_code}, role_label => $officer->{role_label},
            title => $officer->{title}, first => $officer->{first_names}, prefix => $officer->{name_prefix},
            last => $officer->{last_name}, birth_name => $officer->{birth_name}, birth => $officer->{birth_date},
            city => $officer->{residence}, country => $officer->{country_code}, name => $officer->{organisation_name},
            legal_form => $officer->{organisation_form_label}, seat => $officer->{organisation_seat},
            reg_court => $officer->{register_court}, reg_register => $officer->{register_type},
            reg_number => $officer->{register_number}, rep_code => $rep->{rule_code}, rep_label => $rep->{rule_label},
            rep_text => $rep->{rule_text}, b181 => $rep->{exemption_code}, b181_text => $rep->{exemption_text},
            limited => $limited{ $officer->{item} }
        }
    } current($rows->{officer});
    my @addresses = map { address_line(@$_{qw(street house_number postal_code city country_code)}) } current($rows->{company_address});
    my @capital = map { join(' ', $_->{kind}, exact($_->{amount}), $_->{currency_code} // $_->{currency_text}) } current($rows->{company_capital});
    return flat({
        court => $registration->{court}, court_name => $rows->{court}{name}, register => $registration->{register_type},
        number => $registration->{register_number}, suffix => $registration->{suffix},
        entries => $snapshot->{entry_count}, last_entry => $snapshot->{last_entry}, name => $row{company_name}{name},
        former_names => join(' | ', sort map { $_->{name} } current($rows->{company_former_name})),
        legal_form => $row{company_legal_form}{label}, seat => $row{company_seat}{city}, address => join(' | ', @addresses),
        articles => $row{company_articles}{articles_date}, purpose => $row{company_purpose}{purpose},
        status => $row{company_status}{code}, status_label => $row{company_status}{label}, capital => join(' | ', @capital),
        general => $row{company_representation}{rule_code}, general_label => $row{company_representation}{rule_label},
        general_text => $row{company_representation}{rule_text}, last_change => $snapshot->{last_change},
        texts => text_lines(map { [ @$_{qw(sheet_column position entry_number type_code text)} ] } current($rows->{register_entry})),
    }, @parties);
}

# The same from a company in the form of gold.json.
sub facts_in_gold {
    my ($gold) = @_;
    my ($entity, @others) = @{ $gold->{parties} };
    my %rep = map { $_->{ref} => $_ } @{ $gold->{rep} // [] };
    my %limited = map { $_->{ref} => join(' ', exact($_->{amount}), $_->{currency} // 'EUR') } @{ $gold->{limited} // [] };
    my @parties = map {
        my ($party, $rep) = ($_, $rep{ $_->{role_no} } // {});
        +{
            %$party,
            kind => $party->{kind} eq 'org' ? 'organisation' : 'person',
            country => $party->{country} && $country{ $party->{country} },
            reg_court => $party->{reg}{court}, reg_register => $party->{reg}{register},
            # The documents write the register's type before its number.
            reg_number => $party->{reg}{number} && "$party->{reg}{register} $party->{reg}{number}",
            rep_code => $rep->{code}, rep_label => $rep->{label}, b181 => $rep->{b181}, b181_text => $rep->{b181_text},
            # The separator of the register's running text is no part of the value.
            rep_text => defined $rep->{text} ? $rep->{text} =~ s/;$//r : undef,
            limited => $limited{ $party->{role_no} }
        }
    } @others;
    my ($address, $capital) = ($entity->{address}, $gold->{capital});
    return flat({
        (map { $_ => $gold->{$_} } qw(court register number suffix entries last_entry last_change articles status status_label
            general general_label general_text)),
        court_name => $gold->{court_name},
        name => $entity->{name}, legal_form => $entity->{legal_form}, seat => $entity->{seat},
        former_names => join(' | ', sort @{ $entity->{former_names} // [] }),
        address => $address ? address_line(@$address{qw(street house zip city)}, $country{ $address->{country} }) : '',
        texts => text_lines(map { [ @$_{qw(col pos no type text)} ] } @{ $gold->{texts} // [] }),
        purpose => length($gold->{purpose} // '') ? $gold->{purpose} : undef,
        capital => $capital ? join(' ', $capital_kind{ $capital->{kind} }, exact($capital->{amount}), $capital->{currency}) : '',
    }, @parties);
}

# One test per field of either side.
sub compare_facts {
    my ($name, $got, $expected) = @_;
    my %fields = (%$got, %$expected);
    is($got->{$_}, $expected->{$_}, "$name: $_") for sort keys %fields;
    return;
}

# Persons by what they are made of; their numbers differ from database to database.
sub persons {
    my ($node, $database) = @_;
    return $node->safe_psql($database, q{select string_agg(p.line, chr(10) order by p.line collate "C") from (
        select string_agg(concat_ws('/', g.court, g.register_number, v.last_name, v.first_names, v.birth_date, v.reason), ', '
                          order by g.register_number, v.last_name collate "C", v.first_names collate "C", v.birth_date, v.reason) as line
        from hr_registry.mention_person v join hr_registry.registration g using (company_id) group by v.person_id) p});
}

1;
