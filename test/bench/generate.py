#!/usr/bin/python3
"""Makes register documents out of real ones: generate.py COUNT OUTPUT FOLDER...

COUNT / 2 companies with two snapshots each, all first snapshots before all second ones. Equal arguments give
equal bytes. OUTPUT.xml has the documents one behind the other, OUTPUT.tsv their number, offset and length.
The templates are the documents of the first FOLDER that has any. From company to company, numbers, names,
persons, dates and the address differ; a second snapshot has an officer less, another one more, a later last
entry, and another address, name or capital.
"""
import copy
import glob
import os
import random
import sys

from lxml import etree

NAMESPACE = 'http://www.xjustiz.de'
T = '{%s}' % NAMESPACE
LISTS = 'urn:xoev-de:xjustiz:codeliste:'
ENTITY_ROLE, COURT_ROLE = '287', '288'

SYLLABLES = (
    'ber bau del fen gar hol kam lin mar nor ost pel qui rad sal tor ulm ver wal zen ahl bri dorf eck '
    'fels grün heid jung kirch löw müh nau öd pfalz roß stein thal über vogt weiß'
).split()
FIRST_NAMES = (
    'Anja Bernd Carla Dirk Elif Felix Greta Hannes Ines Jörg Katja Lars Maren Nils Olga Paul Ruth '
    'Sönke Tanja Uwe Vera Wolf Yvonne Zeynep'
).split()
STREETS = (
    'Hafenstraße',
    'Am Kornmarkt',
    'Lindenallee',
    'Untere Mühlgasse',
    'Bahnhofsplatz',
    'Schillerstraße',
    'Zur Alten Ziegelei',
)


def word(rng):
    return ''.join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3)))).capitalize()


def day(rng, first_year, last_year):
    return '%04d-%02d-%02d' % (rng.randint(first_year, last_year), rng.randint(1, 12), rng.randint(1, 28))


def element(name, *content, **attributes):
    made = etree.Element(T + name, attributes)
    for part in content:
        if isinstance(part, str):
            made.text = part
        else:
            made.append(part)
    return made


def coded(name, code_list, version, label, code):
    made = element(name, listURI=code_list, listVersionID=version)
    made.append(etree.Comment(label))
    etree.SubElement(made, 'code').text = code
    return made


def read_templates(folders):
    for folder in folders:
        templates = [etree.parse(path).getroot() for path in sorted(glob.glob(os.path.join(folder, '*.xml')))]
        # Several entities in one document are not what is measured.
        templates = [
            t
            for t in templates
            if len(t.findall(T + 'fachdatenRegister')) == 1
            and t.find('.//' + T + 'laufendeNummer') is not None
        ]
        if templates:
            return templates
    sys.exit('there are no documents in %s' % ', '.join(folders))


class Company:
    """One company at its first snapshot; advance() makes it the second one."""

    def __init__(self, number, template):
        self.rng = random.Random(number)
        self.root = copy.deepcopy(template)
        self.participants = self.root.findall('.//' + T + 'beteiligung')
        self.subject = self.root.find(T + 'fachdatenRegister')
        self.persons = {}
        self.moment = [2024, self.rng.randint(1, 12), self.rng.randint(1, 28)]
        self.entries = self.rng.randint(1, 30)
        self.set_text('laufendeNummer', str(100000 + number))
        self.vary_name()
        self.vary_persons()
        self.set_address()
        self.set_extract(day(self.rng, 2015, 2023))

    def all(self, name, root=None):
        return (self.root if root is None else root).iter(T + name)

    def set_text(self, name, text):
        for found in self.all(name):
            found.text = text

    def organisations(self):
        """The company as a participant and as the subject."""
        for participant in self.participants:
            if self.role_code(participant) == ENTITY_ROLE:
                yield from self.all('organisation', participant)
        yield from self.all('rechtstraeger', self.subject)

    @staticmethod
    def role_code(participant):
        code = participant.find('%srolle/%srollenbezeichnung/code' % (T, T))
        return code.text if code is not None else ''

    def officers(self):
        return [p for p in self.participants if self.role_code(p) not in (ENTITY_ROLE, COURT_ROLE)]

    def vary_name(self):
        added = word(self.rng)
        for organisation in self.organisations():
            for name in self.all('bezeichnung.aktuell', organisation):
                name.text = added + ' ' + name.text

    def vary_persons(self):
        """One person keeps one name and one birth date in all of her roles."""
        for person in self.all('natuerlichePerson'):
            first, last = (next(self.all(name, person), None) for name in ('vorname', 'nachname'))
            original = (getattr(first, 'text', None), getattr(last, 'text', None))
            if original not in self.persons:
                self.persons[original] = (word(self.rng), day(self.rng, 1942, 2002))
            added, born = self.persons[original]
            if last is not None and last.text:
                last.text += '-' + added
            for birth in person.findall(T + 'geburt'):
                person.remove(birth)
            person.insert(1, element('geburt', element('geburtsdatum', born)))

    def set_address(self):
        street, number = self.rng.choice(STREETS), str(self.rng.randint(1, 199))
        postal_code = '%05d' % self.rng.randint(1067, 99998)
        for organisation in self.organisations():
            seat = organisation.find(T + 'sitz')
            if seat is None:
                continue
            for address in organisation.findall(T + 'anschrift'):
                organisation.remove(address)
            seat.addnext(
                element(
                    'anschrift',
                    coded(
                        'anschriftstyp',
                        LISTS + 'gds.anschriftstyp',
                        '3.0',
                        'Dienst-/Geschäftsanschrift',
                        '003',
                    ),
                    element('strasse', street),
                    element('hausnummer', number),
                    element('postleitzahl', postal_code),
                    element('ort', seat.findtext(T + 'ort', '')),
                )
            )

    def set_extract(self, last_entry):
        date = '%04d-%02d-%02d' % tuple(self.moment)
        time = '%02d:%02d:%02d' % (self.rng.randint(6, 21), self.rng.randint(0, 59), self.rng.randint(0, 59))
        self.set_text('erstellungszeitpunkt', date + 'T' + time + 'Z')
        self.set_text(
            'eigeneNachrichtenID',
            '%08x-%04x-4%03x-8%03x-%012x'
            % tuple(self.rng.getrandbits(bits) for bits in (32, 16, 12, 12, 48)),
        )
        self.set_text('abrufdatum', date)
        self.set_text('abrufuhrzeit', time)
        self.set_text('letzteEintragung', last_entry)
        self.set_text('anzahlEintragungen', str(self.entries))

    # --- the second snapshot ------------------------------------------------------------------------

    def advance(self, number):
        officers = self.officers()
        if officers:
            leaver = self.rng.choice(officers)
            self.marry([o for o in officers if o is not leaver])
            self.remove_officer(leaver)
        self.add_officer(officers[0] if officers else None)
        change = (self.change_capital, self.set_address, self.vary_name)[number % 3]
        if change() is False:
            self.set_address()
        self.moment[0] += 1
        self.entries += 1
        self.set_extract('%04d-%02d-%02d' % (2024, self.rng.randint(1, 12), self.rng.randint(1, 28)))

    def marry(self, others):
        """Now and then somebody takes another last name."""
        if others and self.rng.random() < 0.05:
            for name in self.all('nachname', self.rng.choice(others)):
                name.text = word(self.rng)

    def remove_officer(self, participant):
        role = participant.findtext('%srolle/%srollennummer' % (T, T))
        participant.getparent().remove(participant)
        self.participants.remove(participant)
        for authority in list(self.all('vertretungsberechtigte')):
            if authority.findtext(T + 'ref.rollennummer') == role:
                authority.getparent().remove(authority)

    def add_officer(self, model):
        number = str(1 + max(int(n.text) for n in self.all('rollennummer')))
        if model is None:
            role = coded('rollenbezeichnung', LISTS + 'gds.rollenbezeichnung', '3.3', 'Prokurist(in)', '285')
        else:
            role = copy.deepcopy(model.find('%srolle/%srollenbezeichnung' % (T, T)))
        town = next(self.all('ort', self.subject)).text
        person = element(
            'natuerlichePerson',
            element(
                'vollerName',
                element('vorname', self.rng.choice(FIRST_NAMES)),
                element('nachname', word(self.rng)),
            ),
            element('geburt', element('geburtsdatum', day(self.rng, 1955, 2004))),
            element('anschrift', element('ort', town)),
        )
        made = element(
            'beteiligung',
            element('rolle', element('rollennummer', number), role),
            element(
                'beteiligter', element('beteiligtennummer', number), element('auswahl_beteiligter', person)
            ),
        )
        self.participants[-1].addnext(made)
        self.participants.append(made)
        representation = next(self.all('vertretung', self.subject), None)
        if representation is not None:
            representation.append(
                element(
                    'vertretungsberechtigte',
                    element('ref.rollennummer', number),
                    element(
                        'besondereVertretungsregelung',
                        element(
                            'auswahl_vertretungsbefugnis',
                            element('vertretungsbefugnisFreitext', 'einzelvertretungsberechtigt'),
                        ),
                    ),
                )
            )

    def change_capital(self):
        amounts = list(self.all('zahl', self.subject))
        for amount in amounts:
            amount.text = '%.2f' % (float(amount.text) * self.rng.choice((2, 3, 4)))
        return bool(amounts)

    def document(self):
        etree.cleanup_namespaces(self.root)
        return etree.tostring(self.root, xml_declaration=True, encoding='UTF-8')


def main():
    count, output, folders = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    templates = read_templates(folders)
    first, second = [], []
    for number in range(count // 2):
        company = Company(number, templates[number % len(templates)])
        first.append(company.document())
        company.advance(number)
        second.append(company.document())
    offset = 0
    with open(output + '.xml', 'wb') as documents, open(output + '.tsv', 'w', encoding='ascii') as index:
        for number, document in enumerate(first + second):
            documents.write(document)
            index.write('%d\t%d\t%d\n' % (number, offset, len(document)))
            offset += len(document)


if __name__ == '__main__':
    main()
