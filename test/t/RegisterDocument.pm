# Owns invented register documents: any number of companies in any number of successive snapshots.
package RegisterDocument;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(document with_namesakes);

my @courts = (
    [ 'K1101R', 'Hamburg', '20457' ], [ 'B8534', 'Stuttgart', '70173' ],
    [ 'D2601V', 'München', '80331' ],
    [ 'R3101', 'Aachen', '52062' ], [ 'U1206', 'Chemnitz', '09111' ], [ 'M1301', 'Fulda', '36037' ],
    [ 'D3310V', 'Nürnberg', '90402' ], [ 'U1308', 'Leipzig', '04109' ], [ 'T2304V', 'Mainz', '55116' ]);
my @words = qw(Quitte Mispel Schlehe Holunder Kornelkirsche Sanddorn Hagebutte Vogelbeere Mirabelle Reneklode Zwetschge);
my @trades = qw(Handel Bau Beratung Verwaltung Technik Logistik Medien);
my @first_names = qw(Anna Bernd Clara Detlef Elif Frank Gesa Henning Ida Jonas Katrin Lukas Miriam Nils Olga Peter);
my @last_names = qw(Albrecht Brandt Conrad Dietz Ebert Fuchs Götz Heyde Ivens Jäger Köhler Lehmann Möller Nowak);

sub code {
    my ($element, $list, $version, $code) = @_;
    return qq(<tns:$element listURI="urn:xoev-de:xjustiz:codeliste:$list" listVersionID="$version"><code>$code</code></tns:$element>);
}

sub day {
    my ($number) = @_;
    return sprintf('%04d-%02d-%02d', 2015 + int($number / 336), 1 + int($number / 28) % 12, 1 + $number % 28);
}

sub participant {
    my ($role, $role_code, $content) = @_;
    return "<tns:beteiligung><tns:rolle><tns:rollennummer>$role</tns:rollennummer>"
        . code('rollenbezeichnung', 'gds.rollenbezeichnung', '3.3', $role_code)
        . "</tns:rolle><tns:beteiligter><tns:beteiligtennummer>$role</tns:beteiligtennummer><tns:auswahl_beteiligter>"
        . "$content</tns:auswahl_beteiligter></tns:beteiligter></tns:beteiligung>\n";
}

# Two to four managing directors; from one snapshot to the next the longest-serving one leaves and one comes.
sub officers {
    my ($company, $snapshot) = @_;
    my @officers;
    for my $i ($snapshot .. $snapshot + 1 + $company % 3) {
        my $seed = $company * 7 + $i * 5;
        push @officers, "<tns:natuerlichePerson><tns:vollerName><tns:vorname>$first_names[$seed % @first_names]"
            . "</tns:vorname><tns:nachname>$last_names[($seed + $i) % @last_names]-$words[$i % @words]</tns:nachname></tns:vollerName>"
            . '<tns:geburt><tns:geburtsdatum>' . sprintf('%04d-%02d-%02d', 1950 + $seed % 50, 1 + $seed % 12, 1 + $seed % 28)
            . '</tns:geburtsdatum></tns:geburt><tns:anschrift>' . code('anschriftstyp', 'gds.anschriftstyp', '3.0', '017')
            . "<tns:ort>$courts[$seed % @courts][1]</tns:ort></tns:anschrift></tns:natuerlichePerson>";
    }
    return @officers;
}

# document(company => n, snapshot => k): what the register tells about company n (HRB 100000 + n) at the time k.
# Equal arguments give equal bytes. Officers change with every snapshot, the rest now and then.
sub document {
    my %at = (company => 1, snapshot => 0, @_);
    my ($n, $k) = @at{qw(company snapshot)};
    my ($court, $city, $postal_code) = @{ $courts[$n % @courts] };
    my $age = $k + $n % 3;
    my $name = "$words[($n + int($age / 3)) % @words] $trades[$n % @trades] $n GmbH";
    my ($entered, $retrieved) = (day($k * 60 + $n % 30), day($k * 60 + $n % 30 + 7));
    my ($number, $street, $entries) = (100000 + $n, 1 + ($n + int($age / 2)) % 90, $k + 1);
    my $capital = sprintf('%d.00', 25000 * (1 + int($age / 2)));
    my $message = sprintf('%08x-0000-4000-8000-%012x', $n, $k);
    my $court_code = code('gericht', 'gds.gerichte', '3.5', $court);
    my $company = "<tns:bezeichnung><tns:bezeichnung.aktuell>$name</tns:bezeichnung.aktuell></tns:bezeichnung>"
        . '<tns:angabenZurRechtsform><tns:rechtsform listURI="urn:xoev-de:xunternehmen:codeliste:rechtsformen"'
        . ' listVersionID="2.2"><code>221110</code></tns:rechtsform></tns:angabenZurRechtsform>'
        . "<tns:sitz><tns:ort>$city</tns:ort></tns:sitz><tns:anschrift>" . code('anschriftstyp', 'gds.anschriftstyp', '3.0', '003')
        . "<tns:strasse>Am Obstgarten</tns:strasse><tns:hausnummer>$street</tns:hausnummer>"
        . "<tns:postleitzahl>$postal_code</tns:postleitzahl><tns:ort>$city</tns:ort></tns:anschrift>";
    my $sole = '<tns:besondereVertretungsregelung><tns:auswahl_vertretungsbefugnis>'
        . code('vertretungsbefugnis', 'reg.besondere-vertretungsregelung', '2.3', '003')
        . '</tns:auswahl_vertretungsbefugnis></tns:besondereVertretungsregelung>';
    my @officers = officers($n, $k);
    my $people = join('', map { participant($_ + 2, '086', $officers[$_]) } 0 .. $#officers);
    my $signers = join('', map { '<tns:vertretungsberechtigte><tns:ref.rollennummer>' . ($_ + 2)
        . '</tns:ref.rollennummer>' . ($_ % 2 ? '' : $sole) . '</tns:vertretungsberechtigte>' } 0 .. $#officers);
    my $main = participant(1, '287', "<tns:organisation>$company</tns:organisation>");
    my $event = code('ereignis', 'gds.ereignis', '1.5', '002');
    my $register = code('register', 'gds.registerzeichen', '3.4', 'HRB');
    my $rule = code('vertretungsbefugnis', 'reg.allgemeine-vertretungsregelung', '2.3', '066');
    my $status = code('statusRechtstraeger', 'reg.status-rechtstraeger', '2.0', '001');
    (my $sender = $court_code) =~ s/tns:gericht/tns:absender.gericht/g;
    (my $kind = $event) =~ s/tns:ereignis/tns:mitteilungsart/g;
    return <<"XML";
<?xml version="1.0" encoding="UTF-8"?>
<tns:nachricht.reg.0400003 xmlns:tns="http://www.xjustiz.de">
<tns:nachrichtenkopf xjustizVersion="3.5.1"><tns:erstellungszeitpunkt>${retrieved}T10:00:00Z</tns:erstellungszeitpunkt>
<tns:auswahl_absender>$sender</tns:auswahl_absender>
<tns:auswahl_empfaenger><tns:empfaenger.sonstige>Abruf</tns:empfaenger.sonstige></tns:auswahl_empfaenger>
<tns:eigeneNachrichtenID>$message</tns:eigeneNachrichtenID>$event</tns:nachrichtenkopf>
<tns:grunddaten><tns:verfahrensdaten>
<tns:instanzdaten><tns:instanznummer>0</tns:instanznummer>
<tns:auswahl_instanzbehoerde>$court_code</tns:auswahl_instanzbehoerde>
<tns:aktenzeichen><tns:auswahl_aktenzeichen><tns:aktenzeichen.strukturiert>$register
<tns:laufendeNummer>$number</tns:laufendeNummer><tns:jahr/></tns:aktenzeichen.strukturiert></tns:auswahl_aktenzeichen></tns:aktenzeichen>
<tns:verfahrensgegenstand><tns:gegenstand>Strukturierter Registerinhalt</tns:gegenstand></tns:verfahrensgegenstand>
</tns:instanzdaten>
$main$people</tns:verfahrensdaten></tns:grunddaten>
<tns:fachdatenRegister fachdatenRegisterVersion="3.4">$kind
<tns:betroffenerRechtstraeger><tns:ref.rollennummer>1</tns:ref.rollennummer></tns:betroffenerRechtstraeger>
<tns:auszug><tns:abrufuhrzeit>10:00:00</tns:abrufuhrzeit><tns:abrufdatum>$retrieved</tns:abrufdatum>
<tns:letzteEintragung>$entered</tns:letzteEintragung><tns:anzahlEintragungen>$entries</tns:anzahlEintragungen></tns:auszug>
<tns:basisdatenRegister><tns:satzungsdatum><tns:aktuellesSatzungsdatum>2014-03-11</tns:aktuellesSatzungsdatum></tns:satzungsdatum>
<tns:rechtstraeger>$company</tns:rechtstraeger>
<tns:vertretung><tns:allgemeineVertretungsregelung><tns:auswahl_vertretungsbefugnis>$rule</tns:auswahl_vertretungsbefugnis></tns:allgemeineVertretungsregelung>
$signers</tns:vertretung>
<tns:gegenstand>$trades[($n + int($age / 4)) % @trades] mit Obst der Sorte $words[$n % @words].</tns:gegenstand>$status</tns:basisdatenRegister>
<tns:auswahl_zusatzangaben><tns:kapitalgesellschaft><tns:zusatzGmbH><tns:stammkapital><tns:zahl>$capital</tns:zahl>
<tns:auswahl_waehrung><tns:waehrung listURI="urn:xoev-de:bund:kba:codeliste:waehrung" listVersionID="1.0"><code>EUR</code></tns:waehrung></tns:auswahl_waehrung>
</tns:stammkapital></tns:zusatzGmbH></tns:kapitalgesellschaft></tns:auswahl_zusatzangaben>
</tns:fachdatenRegister>
</tns:nachricht.reg.0400003>
XML
}

# Few names and birth dates, for all companies; of every fifth person or so the year alone.
sub with_namesakes {
    my ($document, $place) = @_;
    $document =~ s{<tns:nachname>(\w)\w*-\w+}{'<tns:nachname>' . qw(Brandt Dietz)[ord($1) % 2]}ge;
    $document =~ s{<tns:geburtsdatum>(\d\d\d)\d-\d\d-(\d)\d}{"<tns:geburtsdatum>${1}0"
        . (unpack('%32C*', $document . $place) * ++$place % 5 ? '-0' . (1 + $2) . '-05' : '')}ge;
    return $document;
}

1;
