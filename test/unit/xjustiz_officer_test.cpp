#include "xjustiz_support.hpp"

#include <set>

namespace hr::core::xjustiz::testing {
namespace {

using history::Attribute;
using Keys = std::vector<std::string>;

std::string role(const std::string& number, const std::string& code) {
    return "<rolle><rollennummer>" + number + "</rollennummer><rollenbezeichnung><code>" + code +
           "</code></rollenbezeichnung></rolle>";
}

std::string person(const std::string& last, const std::string& first, const std::string& birth,
                   const std::string& city = "Ulm") {
    return "<beteiligter><auswahl_beteiligter><natuerlichePerson><vollerName><vorname>" + first +
           "</vorname><nachname>" + last + "</nachname></vollerName><geburt><geburtsdatum>" + birth +
           "</geburtsdatum></geburt><anschrift><ort>" + city +
           "</ort></anschrift></natuerlichePerson></auswahl_beteiligter></beteiligter>";
}

std::string party(const std::string& content) {
    return "<beteiligung>" + content + "</beteiligung>";
}

std::string authority(const std::string& number, const std::string& rules) {
    return "<vertretungsberechtigte><ref.rollennummer>" + number + "</ref.rollennummer>" + rules +
           "</vertretungsberechtigte>";
}

std::string rule(const std::string& text) {
    return "<besondereVertretungsregelung><auswahl_vertretungsbefugnis><vertretungsbefugnisFreitext>" + text +
           "</vertretungsbefugnisFreitext></auswahl_vertretungsbefugnis></besondereVertretungsregelung>";
}

std::string subject(const std::string& number, const std::string& name, const std::string& more) {
    return "<fachdatenRegister><betroffenerRechtstraeger><ref.rollennummer>" + number +
           "</ref.rollennummer></"
           "betroffenerRechtstraeger><basisdatenRegister><rechtstraeger><bezeichnung><bezeichnung.aktuell>" +
           name + "</bezeichnung.aktuell></bezeichnung>" + more + "</basisdatenRegister></fachdatenRegister>";
}

std::string message(const std::string& parties, const std::string& subjects) {
    return "<nachricht.reg.0400003 xmlns='http://www.xjustiz.de'><nachrichtenkopf "
           "xjustizVersion='3.5.1'/><grunddaten>"
           "<verfahrensdaten><instanzdaten><auswahl_instanzbehoerde><gericht><code>U1308</code></gericht>"
           "</auswahl_instanzbehoerde><aktenzeichen><auswahl_aktenzeichen><aktenzeichen.freitext>HRB "
           "1</aktenzeichen.freitext>"
           "</auswahl_aktenzeichen></aktenzeichen></instanzdaten>" +
           parties + "</verfahrensdaten></grunddaten>" + subjects + "</nachricht.reg.0400003>";
}

std::string one(const std::string& parties, const std::string& authorities = "") {
    return message(parties,
                   subject("1", "A GmbH", "</rechtstraeger><vertretung>" + authorities + "</vertretung>"));
}

Keys keys(const std::string& document, Attribute attribute) {
    Keys out;
    const Reading reading = read(document);
    for (const history::Fact* fact : facts_of(reading.entities.at(0), attribute)) out.push_back(fact->key);
    return out;
}

TEST(XjustizOfficer, KeysDoNotDependOnNumbersOrderOrSpelling) {
    const Keys forward = keys(one(party(role("2", "086") + person("Öztürk", "Leyla", "1990")) +
                                  party(role("3", "086") + person("Groß", "Jörg", "1960-10-10"))),
                              Attribute::officer);
    const Keys backward = keys(one(party(role("17", "086") + person("GROSS", "Jörg ", "1960-10-10", "Bonn")) +
                                   party(role("12", "086") + person(" öztürk", "LEYLA", "1990"))),
                               Attribute::officer);
    ASSERT_EQ(forward.size(), 2u);
    EXPECT_EQ(forward[0].size(), 16u);
    EXPECT_EQ(forward[0], backward[1]);
    EXPECT_EQ(forward[1], backward[0]);
    EXPECT_NE(forward[0], forward[1]);
}

TEST(XjustizOfficer, KeysDiffer) {
    const Keys all = keys(one(party(role("2", "086") + person("A", "B", "1990")) +
                              party(role("3", "285") + person("A", "B", "1990")) +
                              party(role("4", "086") + person("A", "B", "1991")) +
                              party(role("5", "086") + person("A", "C", "1990")) +
                              party(role("6", "086") + person("B", "A", "1990"))),
                          Attribute::officer);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 5u);
}

TEST(XjustizOfficer, KeyIsFixed) {
    const Keys all =
        keys(one(party(role("2", "086") + person("Mustermann", "Max", "1984-06-25"))), Attribute::officer);
    EXPECT_EQ(all, Keys{"5016acba09d596ca"});  // stored in tables
}

TEST(XjustizOfficer, EqualEntriesCountOnceAndNamesakesGetANumber) {
    const std::string document = one(party(role("2", "086") + person("A", "B", "1990", "Ulm")) +
                                         party(role("3", "086") + person("A", "B", "1990", "Ulm")) +
                                         party(role("4", "086") + person("A", "B", "1990", "Hof")),
                                     authority("3", rule("x")) + authority("4", rule("y")));
    const Keys all = keys(document, Attribute::officer);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[1], all[0] + "#2");
    EXPECT_EQ(keys(document, Attribute::officer_authority), (Keys{all[0] + "/1", all[1] + "/1"}));
}

TEST(XjustizOfficer, SeveralRolesAreSeveralOfficers) {
    const std::string document =
        one(party(role("2", "086") + role("3", "246") + person("A", "B", "1990")), authority("3", rule("x")));
    const Reading reading = read(document);
    const auto officers = facts_of(reading.entities.at(0), Attribute::officer);
    ASSERT_EQ(officers.size(), 2u);
    EXPECT_EQ(
        line(*officers[0]),
        "officer kind=person; role_code=086; first_names=B; last_name=A; birth_date=1990; residence=Ulm;");
    EXPECT_EQ(
        line(*officers[1]),
        "officer kind=person; role_code=246; first_names=B; last_name=A; birth_date=1990; residence=Ulm;");
    EXPECT_EQ(facts_of(reading.entities.at(0), Attribute::officer_authority).at(0)->key,
              officers[1]->key + "/1");
}

TEST(XjustizOfficer, EntityAndCourtAreNoOfficers) {
    const std::string document = one(party(role("1", "320") + person("Entity", "E", "1990")) +
                                     party(role("7", "287") + person("X", "Y", "1990")) +
                                     party(role("8", "288") + person("Court", "C", "1990")) +
                                     party(role("9", "086") + person("A", "B", "1990")));
    EXPECT_EQ(keys(document, Attribute::officer).size(), 1u);
}

TEST(XjustizOfficer, SeveralAuthoritiesAreNumbered) {
    const std::string document = one(
        party(role("2", "285") + person("A", "B", "1990")),
        authority("2", rule("x;") + rule("y")) + authority("2", rule("x") + rule("z")) + authority("2", ""));
    const Keys officer = keys(document, Attribute::officer);
    EXPECT_EQ(keys(document, Attribute::officer_authority),
              (Keys{officer[0] + "/1", officer[0] + "/2", officer[0] + "/3"}));
}

TEST(XjustizOfficer, ParticipantsWithoutNameOrRole) {
    const Reading reading =
        read(one(party(role("2", "086") + "<beteiligter/>") + party(person("A", "B", "1990"))));
    const std::vector<std::string> expected = {"beteiligung: participant \"2\" has no name and was left out",
                                               "betroffenerRechtstraeger: nobody has the role number \"1\""};
    ASSERT_EQ(reading.findings.size(), 3u) << ::testing::PrintToString(reading.findings);  // and the version
    EXPECT_EQ(std::vector<std::string>(reading.findings.begin() + 1, reading.findings.end()), expected);
    EXPECT_EQ(facts_of(reading.entities.at(0), Attribute::officer).size(), 1u);
}

TEST(XjustizOfficer, SeveralEntitiesEachWithTheirPeople) {
    const std::string registered =
        "<registereintragung><auswahl_registerbehoerde><inlaendischesRegistergericht><gericht><code>X1517R</"
        "code></gericht>"
        "<registerart><code>HRA</code></registerart></inlaendischesRegistergericht></"
        "auswahl_registerbehoerde>"
        "<registernummer>1041 RD</registernummer></registereintragung>";
    const std::string parties = party(role("1", "287") + person("x", "x", "1990")) +
                                party(role("2", "287") + person("y", "y", "1990")) +
                                party(role("3", "086") + person("Erste", "A", "1990")) +
                                party(role("4", "086") + person("Zweite", "B", "1990")) +
                                party(role("5", "208") + person("Notar", "C", "1990"));
    const std::string document = message(
        parties,
        subject("1", "A GmbH",
                registered + "</rechtstraeger><vertretung>" + authority("3", rule("a")) + "</vertretung>") +
            subject(
                "2", "B KG",
                registered + "</rechtstraeger><vertretung>" + authority("4", rule("b")) + "</vertretung>") +
            subject("2", "C KG", "</rechtstraeger>"));
    const Reading reading = read(document);
    ASSERT_EQ(reading.entities.size(), 2u);
    EXPECT_EQ(label(reading.entities[0].id), "Amtsgericht Leipzig HRB 1");
    EXPECT_EQ(label(reading.entities[1].id), "Amtsgericht Kiel HRA 1041 RD");
    EXPECT_EQ(facts_of(reading.entities[0], Attribute::officer).size(), 2u);
    EXPECT_EQ(facts_of(reading.entities[1], Attribute::officer).size(), 1u);
    EXPECT_EQ(value(reading.entities[1], Attribute::officer, "last_name"), "Zweite");
    EXPECT_EQ(value(reading.entities[1], Attribute::officer_authority, "rule_text"), "b");
    EXPECT_NE(reading.findings.back().find("another entity"), std::string::npos);
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
