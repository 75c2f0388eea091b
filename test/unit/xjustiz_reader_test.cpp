#include "xjustiz_support.hpp"

#include "core/name/utf8.hpp"
#include "core/xjustiz/layout.hpp"

namespace hr::core::xjustiz::testing {
namespace {

using history::Attribute;
using Lines = std::vector<std::string>;

Entity only(const std::string& document) {
    Reading reading = read(document);
    EXPECT_EQ(reading.entities.size(), 1u);
    return std::move(reading.entities.front());
}

TEST(XjustizReader, CompleteDocument) {
    const Reading reading = read(complete_document());
    EXPECT_EQ(reading.xjustiz_version, "3.5.1");
    EXPECT_EQ(reading.fach_version, "3.4");
    EXPECT_FALSE(reading.layout_guessed);
    EXPECT_EQ(reading.findings, Lines{});
    const Entity& entity = reading.entities.front();
    EXPECT_EQ(entity.id, (identity::RegisterId{"U1308", "HRB", 32007, "", ""}));
    EXPECT_EQ(entity.retrieved, "2026-02-25 11:21:36");
    EXPECT_EQ(entity.last_entry, "2025-06-02");
    EXPECT_EQ(entity.entry_count, 7);
    EXPECT_EQ(entity.facts.size(), 46u);
    EXPECT_EQ(entity.last_change, "2025-05-22; im Frühjahr");
    EXPECT_EQ(reading.message.created, "2026-02-25 11:21:36");
    EXPECT_EQ(reading.message.sender_court, "U1308");
    EXPECT_EQ(value(entity, Attribute::address, "addition"), "Hinterhaus, 3. Etage");
    EXPECT_EQ(value(entity, Attribute::address, "is_former"), "true");
    EXPECT_EQ(value(entity, Attribute::purpose, "purpose"), "Herstellung von Werkzeugen.");
    EXPECT_EQ(value(entity, Attribute::status, "list"), "reg.status-rechtstraeger");
    EXPECT_EQ(value(entity, Attribute::status, "version"), "2.0");
    EXPECT_EQ(value(entity, Attribute::status, "label"), "aktiv");
    const auto capital = facts_of(entity, Attribute::capital);
    ASSERT_EQ(capital.size(), 3u);
    EXPECT_EQ(capital[0]->key, "stammkapital#1");
    EXPECT_EQ(capital[1]->key, "grundkapital#1");
    EXPECT_EQ(line(*capital[1]),
              "capital kind=grundkapital; amount=50000; currency_code=EUR; currency_text=DEM; "
              "note=eingeteilt in 50.000 Stückaktien;");
    EXPECT_EQ(facts_of(entity, Attribute::officer).size(), 6u);  // neither the entity nor the court
    EXPECT_EQ(
        line(*facts_of(entity, Attribute::officer)[4]),
        "officer kind=person; role_text=Notar; first_names=Georg; last_name=Ahorn; residence=Merseburg; "
        "country_code=000;");
}

TEST(XjustizReader, PrefixIsFreeAndLatin1IsRead) {
    std::string document = complete_document();
    const Lines expected = lines(only(document));
    std::string other = document;
    for (std::size_t at = 0; (at = other.find("tns:", at)) != std::string::npos;) other.replace(at, 4, "x:");
    other = replaced(other, "xmlns:tns=", "xmlns:x=");
    EXPECT_EQ(lines(only(other)), expected);
    std::string none = document;
    for (std::size_t at = 0; (at = none.find("tns:", at)) != std::string::npos;) none.replace(at, 4, "");
    EXPECT_EQ(lines(only(replaced(none, "xmlns:tns=", "xmlns="))), expected);
    const std::string plain = ">Lindenhof Werkzeug AG<", umlaut = ">Gr\xFCn AG<";
    const std::string latin =
        replaced(replaced(replaced(document, "UTF-8", "ISO-8859-1"), plain, umlaut), plain, umlaut);
    EXPECT_EQ(value(only(latin), Attribute::name, "name"), "Grün AG");
    EXPECT_EQ(lines(only("\xEF\xBB\xBF" + document)), expected);
}

TEST(XjustizReader, EmptyElementsAreAbsent) {
    const Entity entity = only(replaced(complete_document(),
                                        "<tns:geschaeftszweck>Handel mit Werkzeugen.</tns:geschaeftszweck>",
                                        "<tns:geschaeftszweck> \n</tns:geschaeftszweck>"));
    EXPECT_EQ(value(entity, Attribute::purpose, "business_purpose"), "-");
    std::string document = complete_document();
    while (document.find(">true<") != std::string::npos) document = replaced(document, ">true<", ">false<");
    const Entity current = only(document);
    EXPECT_EQ(value(current, Attribute::address, "is_former"), "-");
}

TEST(XjustizReader, UnreadableValuesAreLeftOutAndTold) {
    std::string document = replaced(complete_document(), ">25000.00<", ">viel Geld<");
    document = replaced(document, ">2015-06-18<", ">2015-02-30<");
    document = replaced(document, ">1965-04<", ">unbekannt<");
    document = replaced(document, ">7</tns:anzahl", ">sieben</tns:anzahl");
    document = replaced(document, ">2025-06-02<", ">gestern<");
    const Reading reading = read(document);
    const Entity& entity = reading.entities.front();
    EXPECT_EQ(value(entity, Attribute::capital, "amount"), "-");
    EXPECT_EQ(value(entity, Attribute::capital, "currency_code"), "EUR");
    EXPECT_EQ(value(entity, Attribute::articles, "articles_date"), "-");
    EXPECT_EQ(value(entity, Attribute::officer, "birth_date"), "-");
    EXPECT_EQ(entity.entry_count, -1);
    EXPECT_EQ(entity.last_entry, "");
    const std::string all = ::testing::PrintToString(reading.findings);
    for (const char* part :
         {"zahl: \\\"viel Geld\\\"", "aktuellesSatzungsdatum: \\\"2015-02-30\\\"",
          "geburtsdatum: \\\"unbekannt\\\"", "sieben", "letzteEintragung: \\\"gestern\\\""})
        EXPECT_NE(all.find(part), std::string::npos) << part << " in " << all;
    EXPECT_EQ(reading.findings.size(), 5u);
}

TEST(XjustizReader, UnknownVersionsAreGuessed) {
    const auto with = [](const std::string& version, const std::string& fach) {
        return read(replaced(
            replaced(complete_document(), "xjustizVersion=\"3.5.1\"", "xjustizVersion=\"" + version + "\""),
            "RegisterVersion=\"3.4\"", "RegisterVersion=\"" + fach + "\""));
    };
    const Reading newer = with("5.0.0", "4.0");
    EXPECT_TRUE(newer.layout_guessed);
    EXPECT_EQ(newer.xjustiz_version, "5.0.0");
    EXPECT_EQ(newer.layout, "4.0.0");
    EXPECT_EQ(
        newer.findings.at(0),
        "xjustizVersion: \"5.0.0\" with register version \"4.0\" is not known, read like version 4.0.0");
    EXPECT_EQ(value(newer.entities.at(0), Attribute::name, "name"), "Lindenhof Werkzeug AG");
    EXPECT_FALSE(newer.unmapped.empty());
    for (const auto& [version, fach, layout] : {std::tuple{"3.5.1", "3.9", "3.5.1"},
                                                {"3.4.1", "3.4", "3.4.1"},
                                                {"3.8.0", "3.6", "3.7.0"},
                                                {"3.0.0", "2.9", "4.0.0"},
                                                {"neu", "neu", "4.0.0"}}) {
        const Reading guessed = with(version, fach);
        EXPECT_TRUE(guessed.layout_guessed) << version;
        EXPECT_EQ(guessed.layout, layout) << version;
    }
}

TEST(XjustizReader, BothVersionsTellTheLayout) {
    const auto layout = [](const char* version, const char* fach) {
        const Choice choice = choose_layout(version, fach);
        return std::string(layouts()[choice.index].schema) + (choice.guessed ? "?" : "");
    };
    for (const Layout& known : layouts())
        EXPECT_EQ(layout(std::string(known.xjustiz_version).c_str(), std::string(known.fach_version).c_str()),
                  known.schema);
    EXPECT_EQ(layout("3.6.2", "3.5"), "3.6.2");
    EXPECT_EQ(layout("3.6.2", "3.6"), "3.7.0");
    EXPECT_EQ(layout("3.7.0", "3.6"), "3.7.0");
    EXPECT_EQ(layout("4.1.2", "3.6"), "4.0.0");
    EXPECT_EQ(layout("4.1.2", "3.7"), "4.0.0?");
    EXPECT_EQ(layout("3.5.1", "3.6"), "3.5.1?");
    EXPECT_EQ(layout("1.14", "1.0"), "2.1.0?");
    EXPECT_EQ(layout("2.6.0", ""), "2.6.0?");
}

TEST(XjustizReader, UTF16IsRead) {
    const auto wide = [](std::string_view text, bool little, bool marked) {
        std::string out;
        const auto put = [&](char32_t unit) {
            const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
            out += little ? low : high;
            out += little ? high : low;
        };
        if (marked) put(0xFEFF);
        while (!text.empty()) {
            const name::CodePoint c = name::first_code_point(text);
            text.remove_prefix(c.length);
            if (c.value < 0x10000) {
                put(c.value);
            } else {
                put(0xD800 + ((c.value - 0x10000) >> 10));
                put(0xDC00 + ((c.value - 0x10000) & 0x3FF));
            }
        }
        return out;
    };
    const std::string name = ">Lindenhof Werkzeug AG<", other = ">Žižek \U00020000 G\u0308 AG<";
    const std::string document = replaced(replaced(complete_document(), name, other), name, other);
    const Lines expected = lines(only(document));
    EXPECT_EQ(value(only(document), Attribute::name, "name"), other.substr(1, other.size() - 2));
    for (const bool little : {true, false})
        for (const bool marked : {true, false}) {
            EXPECT_EQ(lines(only(wide(document, little, marked))), expected);
            EXPECT_EQ(lines(only(wide(replaced(document, "UTF-8", "UTF-16"), little, marked))), expected);
        }
    const std::string text = wide(document, true, true);
    EXPECT_EQ(error_of(std::string_view(text).substr(0, text.size() - 1)).sqlstate(), "2200M");
}

TEST(XjustizReader, WithoutDeclarationItIsUTF8) {
    std::string document = complete_document();
    document.erase(0, document.find("?>") + 2);
    EXPECT_EQ(lines(only(document)), lines(only(complete_document())));
    EXPECT_EQ(lines(only(replaced(complete_document(), " encoding=\"UTF-8\"", ""))),
              lines(only(complete_document())));
}

TEST(XjustizReader, SeveralEntitiesAreSeveralCompanies) {
    const std::string document = complete_document();
    const std::size_t begin = document.find("<tns:fachdatenRegister "),
                      end = document.rfind("</tns:nachricht");
    std::string second = document.substr(begin, end - begin);
    second = replaced(second, ">Lindenhof Werkzeug AG<", ">Weide AG<");
    const Reading reading = read(document.substr(0, end) + second + document.substr(end));
    ASSERT_EQ(reading.entities.size(), 2u);
    EXPECT_EQ(value(reading.entities[0], Attribute::name, "name"), "Lindenhof Werkzeug AG");
    EXPECT_EQ(value(reading.entities[1], Attribute::name, "name"), "Weide AG");
    EXPECT_NE(label(reading.entities[0].id), label(reading.entities[1].id));
}

TEST(XjustizReader, RegisterNumbers) {
    const std::string document = complete_document();
    const auto with = [&](const char* number, const char* court) {
        std::string text =
            replaced(document, "<tns:laufendeNummer>32007</tns:laufendeNummer><tns:jahr/>", number);
        const std::size_t at = text.find("<code>U1308</code></tns:gericht>");
        return text.replace(at, 18, std::string("<code>") + court + "</code>");
    };
    const auto number = [](const std::string& text) { return label(only(text).id); };
    EXPECT_EQ(
        number(with("<tns:laufendeNummer>111</tns:laufendeNummer><tns:zusatz>HU</tns:zusatz>", "X1112R")),
        "Amtsgericht Flensburg HRB 111 HU");
    EXPECT_EQ(
        number(with("<tns:zusatzkennung>HL</tns:zusatzkennung><tns:laufendeNummer>111</tns:laufendeNummer>",
                    "X1721R")),
        "Amtsgericht Lübeck HRB 111 HL");
    EXPECT_EQ(number(with("<tns:laufendeNummer>111</tns:laufendeNummer>", "F1103")),
              "Amtsgericht Charlottenburg (Berlin) HRB 111 B");
    EXPECT_EQ(number(with("<tns:laufendeNummer>111</tns:laufendeNummer><tns:zusatz>früher Husum</tns:zusatz>",
                          "X1112R")),
              "Amtsgericht Flensburg früher Husum HRB 111");
    const Reading unknown =
        read(with("<tns:laufendeNummer>111</tns:laufendeNummer><tns:zusatz>12/3</tns:zusatz>", "Q7777"));
    EXPECT_EQ(unknown.entities.front().id, (identity::RegisterId{"Q7777", "HRB", 111, "", ""}));
    EXPECT_EQ(unknown.findings.size(), 2u);
}

TEST(XjustizReader, FreeTextRegisterNumbers) {
    const std::string document = complete_document();
    const std::size_t begin = document.find("<tns:aktenzeichen.strukturiert>");
    const std::string end_tag = "</tns:aktenzeichen.strukturiert>";
    const std::size_t size = document.find(end_tag) + end_tag.size() - begin;
    const auto with = [&](const std::string& text) {
        return only(std::string(document).replace(
                        begin, size, "<tns:aktenzeichen.freitext>" + text + "</tns:aktenzeichen.freitext>"))
            .id;
    };
    EXPECT_EQ(label(with("HRA 7")), "Amtsgericht Leipzig HRA 7");
    EXPECT_EQ(label(with("Dresden HRB 7")), "Amtsgericht Dresden HRB 7");
    EXPECT_EQ(label(with("VR 7 früher Grimma")), "Amtsgericht Leipzig früher Grimma VR 7");
}

TEST(XjustizReader, EntityFromTheParticipantWhereItIsMissing) {
    std::string document = complete_document();
    const Lines expected = lines(only(document));
    const std::size_t begin = document.find("<tns:rechtstraeger>");
    const std::string end_tag = "</tns:rechtstraeger>";
    document.erase(begin, document.find(end_tag) + end_tag.size() - begin);
    EXPECT_EQ(lines(only(document)), expected);
    const Entity trader = only(
        "<nachricht.reg.0400003 "
        "xmlns='http://www.xjustiz.de'><grunddaten><verfahrensdaten><instanzdaten><auswahl_instanzbehoerde>"
        "<gericht><code>U1308</code></gericht></"
        "auswahl_instanzbehoerde><aktenzeichen><auswahl_aktenzeichen><aktenzeichen.freitext>"
        "HRA "
        "1</aktenzeichen.freitext></auswahl_aktenzeichen></aktenzeichen></"
        "instanzdaten><beteiligung><rolle><rollennummer>1"
        "</rollennummer></"
        "rolle><beteiligter><auswahl_beteiligter><natuerlichePerson><registereintragungNatuerlichePerson>"
        "<verwendeteFirma>Ahorn "
        "e.K.</verwendeteFirma></registereintragungNatuerlichePerson></natuerlichePerson>"
        "</auswahl_beteiligter></beteiligter></beteiligung></verfahrensdaten></grunddaten><fachdatenRegister>"
        "<betroffenerRechtstraeger><ref.rollennummer>1</ref.rollennummer></betroffenerRechtstraeger></"
        "fachdatenRegister>"
        "</nachricht.reg.0400003>");
    EXPECT_EQ(lines(trader), Lines{"name name=Ahorn e.K.;"});
}

TEST(XjustizReader, ReferencesToNobodyAreTold) {
    const Reading reading =
        read(replaced(complete_document(), "<tns:vertretungsberechtigte><tns:ref.rollennummer>2<",
                      "<tns:vertretungsberechtigte><tns:ref.rollennummer>99<"));
    ASSERT_EQ(reading.findings.size(), 1u);
    EXPECT_NE(reading.findings[0].find("\"99\""), std::string::npos);
    EXPECT_TRUE(facts_of(reading.entities.front(), Attribute::officer_authority).empty());
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
