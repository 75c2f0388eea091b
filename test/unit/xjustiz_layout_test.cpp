// What only some layouts have, in small: residences told apart, one element for every capital, traders.
#include "xjustiz_support.hpp"

namespace hr::core::xjustiz::testing {
namespace {

using history::Attribute;
using Lines = std::vector<std::string>;

/// A message of 4.0.0 about Leipzig HRB 1 with these participants and this content.
std::string message(const std::string& participants, const std::string& content) {
    return "<nachricht.reg.0400003 xmlns='http://www.xjustiz.de'><nachrichtenkopf xjustizVersion='4.0.0'/>"
           "<grunddaten><verfahrensdaten><instanzdaten><auswahl_instanzbehoerde><gericht><code>U1308</code></"
           "gericht>"
           "</auswahl_instanzbehoerde><aktenzeichen><auswahl_aktenzeichen><aktenzeichen.freitext>HRB 1"
           "</aktenzeichen.freitext></auswahl_aktenzeichen></aktenzeichen></instanzdaten>" +
           participants +
           "</verfahrensdaten></grunddaten><fachdatenRegister fachdatenRegisterVersion='3.6'>" + content +
           "</fachdatenRegister></nachricht.reg.0400003>";
}

std::string person(const std::string& number, const std::string& more) {
    return "<beteiligung><rolle><rollennummer>" + number +
           "</rollennummer><rollenbezeichnung><code>086</code></rollenbezeichnung></rolle><beteiligter>"
           "<auswahl_beteiligter><natuerlichePerson><vollerName><nachname>Ahorn</nachname></vollerName>" +
           more + "</natuerlichePerson></auswahl_beteiligter></beteiligter></beteiligung>";
}

std::string entity(const std::string& form) {
    return "<basisdatenRegister><rechtstraeger><bezeichnung><bezeichnung.aktuell>Linde</"
           "bezeichnung.aktuell></bezeichnung>"
           "<angabenZurRechtsform><rechtsform><code>" +
           form + "</code></rechtsform></angabenZurRechtsform></rechtstraeger></basisdatenRegister>";
}

Reading only(const std::string& document) {
    Reading reading = read(document);
    EXPECT_FALSE(reading.layout_guessed);
    EXPECT_EQ(reading.entities.size(), 1u);
    EXPECT_EQ(reading.unmapped, Lines{});
    return reading;
}

TEST(XjustizResidence, ToldApartItIsThePersons) {
    const auto told = [](const std::string& number, const std::string& place) {
        return entity("221110") + "<wohnort><ref.rollennummer>" + number +
               "</ref.rollennummer><wohnortText>" + place + "</wohnortText></wohnort>";
    };
    const auto officers = [](const Reading& reading) {
        Lines out;
        for (const Attribute attribute : {Attribute::officer, Attribute::officer_address})
            for (const history::Fact* fact : facts_of(reading.entities[0], attribute))
                out.push_back(line(*fact));
        return out;
    };
    const Reading alone = only(message(person("2", ""), told("2", "Grimma")));
    EXPECT_EQ(officers(alone),
              Lines{"officer kind=person; role_code=086; last_name=Ahorn; residence=Grimma;"});
    const std::string at_home = "<anschrift><ort>Wurzen</ort></anschrift>";
    EXPECT_EQ(officers(only(message(person("2", at_home), told("2", "Wurzen")))),
              Lines{"officer kind=person; role_code=086; last_name=Ahorn; residence=Wurzen;"});
    EXPECT_EQ(officers(only(message(person("2", at_home), told("2", "Grimma")))),
              (Lines{"officer kind=person; role_code=086; last_name=Ahorn; residence=Grimma;",
                     "officer_address city=Wurzen;"}));
    EXPECT_EQ(only(message(person("2", ""), told("9", "Grimma"))).findings,
              Lines{"wohnort: nobody has the role number \"9\""});
}

TEST(XjustizCapital, ItsKindFollowsFromTheLegalForm) {
    const auto kind = [](const std::string& form) {
        const std::string capital =
            "<auswahl_zusatzangaben><kapitalgesellschaft><kapital><hoehe><zahl>2.5564594E4</"
            "zahl><auswahl_waehrung>"
            "<historischeWaehrung>DM</historischeWaehrung></auswahl_waehrung></hoehe></kapital></"
            "kapitalgesellschaft>"
            "</auswahl_zusatzangaben>";
        return line(
            *facts_of(only(message("", entity(form) + capital)).entities[0], Attribute::capital).at(0));
    };
    const std::string rest = "; amount=25564.594; currency_text=DM;";
    EXPECT_EQ(kind("221110"), "capital kind=stammkapital" + rest);
    EXPECT_EQ(kind("221200"), "capital kind=stammkapital" + rest);
    EXPECT_EQ(kind("222110"), "capital kind=grundkapital" + rest);
    EXPECT_EQ(kind("223100"), "capital kind=grundkapital" + rest);
    EXPECT_EQ(kind("999999"), "capital kind=kapital" + rest);
}

TEST(XjustizTrader, HasARegisterEntry) {
    const std::string entry =
        "<registereintragungNatuerlichePerson><verwendeteFirma>Ahorn "
        "e.K.</verwendeteFirma><angabenZurRechtsform>"
        "<rechtsform><code>111000</code></rechtsform><weitereBezeichnung>Kaufmann</weitereBezeichnung>"
        "</"
        "angabenZurRechtsform><registereintragung><auswahl_registerbehoerde><inlaendischesRegistergericht><"
        "gericht>"
        "<code>U1308</code></gericht><registerart><code>HRA</code></registerart></"
        "inlaendischesRegistergericht>"
        "</auswahl_registerbehoerde><registernummer>HRA "
        "7</registernummer><reid>r</reid><lei>l</lei><euid>e</euid>"
        "</registereintragung></registereintragungNatuerlichePerson>";
    const Reading officer = only(message(person("2", entry), entity("221110")));
    EXPECT_EQ(
        line(*facts_of(officer.entities[0], Attribute::officer).at(0)),
        "officer kind=person; role_code=086; last_name=Ahorn; organisation_form_code=111000; "
        "organisation_form_text=Kaufmann; register_court=U1308; register_type=HRA; register_number=HRA 7;");
    EXPECT_EQ(line(*facts_of(officer.entities[0], Attribute::officer_detail).at(0)),
              "officer_detail firm=Ahorn e.K.; reid=r; lei=l; euid=e;");
    const Reading trader = only(message(person("2", entry),
                                        "<betroffenerRechtstraeger><ref.rollennummer>2</ref.rollennummer>"
                                        "</betroffenerRechtstraeger>"));
    EXPECT_EQ(lines(trader.entities[0]),
              (Lines{"name name=Ahorn e.K.;", "legal_form code=111000; text=Kaufmann;",
                     "identifier reid=r; lei=l; euid=e; register_court=U1308; register_type=HRA; "
                     "register_number=HRA 7;"}));
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
