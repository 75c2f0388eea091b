// Branches, predecessors, entry texts and what else few documents state: who it belongs to, and under which
// key.
#include "xjustiz_support.hpp"

#include "core/history/fold.hpp"

#include <set>

namespace hr::core::xjustiz::testing {
namespace {

using history::Attribute;
using Lines = std::vector<std::string>;

Entity only(const std::string& document) {
    Reading reading = read(document);
    EXPECT_EQ(reading.findings, Lines{});
    EXPECT_EQ(reading.entities.size(), 1u);
    return std::move(reading.entities.front());
}

Lines lines_of(const Entity& entity, Attribute attribute) {
    Lines out;
    for (const history::Fact* fact : facts_of(entity, attribute)) out.push_back(line(*fact));
    return out;
}

/// Key of the officer with this name, or organisation name.
std::string officer_key(const Entity& entity, const std::string& name) {
    for (const history::Fact* fact : facts_of(entity, Attribute::officer))
        if (line(*fact).find("=" + name + ";") != std::string::npos) return fact->key;
    return "nobody";
}

/// Keys of what belongs to an officer, without the officer's.
Lines tails(const Entity& entity, Attribute attribute, const std::string& name) {
    const std::string begin = officer_key(entity, name) + "/";
    Lines out;
    for (const history::Fact* fact : facts_of(entity, attribute))
        if (fact->key.substr(0, begin.size()) == begin) out.push_back(fact->key.substr(begin.size()));
    return out;
}

TEST(XjustizParticular, RelatedOrganisationsAreNoOfficers) {
    const Entity entity = only(complete_document());
    EXPECT_EQ(
        lines_of(entity, Attribute::branch),
        (Lines{
            "branch kind=part; name=Lindenhof Hauptbetrieb; seat=Grimma;",
            "branch kind=same_name_with_addition; name=Lindenhof Werkzeug Dresden; seat=Dresden; "
            "addition=Halle 4; street=Elbweg; house_number=5; po_box=55; postal_code=01067; city=Radebeul; "
            "district=Mitte; country_code=000; register_court=U1104; register_type=HRB; "
            "register_number=HRB 40117;",
            "branch kind=other_name; name=Lindenhof Tools; seat=Basel; country_code=158; "
            "register_court=Handelsregisteramt Basel; register_type=Hauptregister; register_number=CHE-1;",
            "branch kind=same_name; name=Lindenhof Herramientas; seat=Madrid; register_court=ESRMC; "
            "register_number=M-77;"}));
    EXPECT_EQ(
        lines_of(entity, Attribute::succession),
        (Lines{"succession kind=predecessor; reason_code=001; name=Lindenhof Werkzeug GmbH; seat=Wurzen; "
               "register_court=U1308; register_type=HRB; register_number=HRB 1815;",
               "succession kind=predecessor; reason_code=002; name=Lindenhof Suisse SA; seat=Lausanne; "
               "register_court=Registre du commerce Vaud; register_type=Registre; register_number=CH-550;",
               "succession kind=successor; reason_code=003; name=Weide Werkzeug e.K.;",
               "succession kind=successor; reason_code=003; name=Lindenhof Austria GmbH; seat=Graz; "
               "register_court=ATLGG; register_number=FN 77 b;"}));
    for (const history::Fact* officer : facts_of(entity, Attribute::officer))
        EXPECT_EQ(line(*officer).find("Lindenhof"), std::string::npos) << line(*officer);
}

TEST(XjustizParticular, ABranchThatIsAPartTooIsOneBranch) {
    const std::string part = "<tns:unternehmensteile><tns:ref.rollennummer>";
    const Entity entity = only(replaced(complete_document(), part + "12<", part + "9<"));
    EXPECT_EQ(facts_of(entity, Attribute::branch).size(), 3u);
    const std::string ref = "<tns:auswahl_artZweigniederlassung><tns:ref.rollennummer>";
    const Reading reading = read(replaced(complete_document(), ref + "10<", ref + "99<"));
    EXPECT_EQ(reading.findings, Lines{"branch: nobody has the role number \"99\""});
    EXPECT_EQ(lines_of(reading.entities.at(0), Attribute::branch).at(2), "branch kind=other_name;");
}

TEST(XjustizParticular, WhoeverNobodyIsActsForIsNamed) {
    const std::string acts_for = "<tns:referenz><tns:ref.rollennummer>";
    const Reading reading = read(replaced(complete_document(), acts_for + "6<", acts_for + "99<"));
    EXPECT_EQ(reading.findings, Lines{"referenz: nobody has the role number \"99\""});
}

TEST(XjustizParticular, KeysDoNotDependOnNumbersOrOrder) {
    const Entity entity = only(complete_document());
    std::string document = complete_document();
    // The first entry text goes behind the second, to another place; the branch moves.
    const std::size_t begin = document.find("<tns:eintragungstext>");
    const std::string end = "</tns:eintragungstext>";
    const std::size_t size = document.find(end) + end.size() - begin;
    const std::string text = replaced(document.substr(begin, size), ">1</tns:position>", ">3</tns:position>");
    document.erase(begin, size);
    document.insert(document.rfind(end) + end.size(), text);
    document = replaced(document, ">Elbweg<", ">Elbufer<");
    const Entity later = only(document);
    const auto keys = [](const Entity& of, Attribute attribute) {
        std::set<std::string> out;
        for (const history::Fact* fact : facts_of(of, attribute)) out.insert(fact->key);
        return out;
    };
    for (const Attribute attribute : {Attribute::branch, Attribute::succession, Attribute::register_entry})
        EXPECT_EQ(keys(entity, attribute), keys(later, attribute));
    const auto history = history::fold({{1, "2025-01-01 00:00:00", "", 1, "a", entity.facts},
                                        {2, "2025-01-02 00:00:00", "", 1, "b", later.facts}});
    ASSERT_EQ(history.events.size(), 2u);  // the company, and the branch that moved
    EXPECT_EQ(history.events[1].kind, "branch_changed");
}

TEST(XjustizParticular, EntryTexts) {
    std::string document = complete_document();
    const std::size_t begin = document.find("<tns:eintragungstext>");
    const std::string end = "</tns:eintragungstext>";
    const std::string first = document.substr(begin, document.find(end) + end.size() - begin);
    const std::string moved = replaced(first, ">1</tns:position>", ">2</tns:position>");
    document.insert(begin, moved + first + first);
    const Entity entity = only(document);
    const auto texts = facts_of(entity, Attribute::register_entry);
    ASSERT_EQ(texts.size(), 3u);  // equal ones count once, the one elsewhere is another
    EXPECT_EQ(texts[1]->key, texts[0]->key + "#2");
    const Reading unreadable = read(replaced(complete_document(), ">6</tns:spalte>", ">6a</tns:spalte>"));
    EXPECT_EQ(unreadable.findings,
              Lines{"spalte: \"6a\" is not a number of up to nine digits and was left out"});
}

TEST(XjustizParticular, WhatBelongsToOfficers) {
    const Entity entity = only(complete_document());
    EXPECT_EQ(tails(entity, Attribute::officer_name, "Birkenau").size(), 3u);
    EXPECT_EQ(tails(entity, Attribute::officer_address, "Birkenau"), Lines{});  // only the residence
    EXPECT_EQ(tails(entity, Attribute::officer_address, "Ahorn"), Lines{"003#1"});
    EXPECT_EQ(tails(entity, Attribute::officer_contribution, "Säntis Holding AG"), Lines{"hafteinlage#1"});
    EXPECT_EQ(tails(entity, Attribute::officer_contribution, "Alpina Treuhand GmbH"),
              Lines{"stammeinlage#1"});
    EXPECT_EQ(tails(entity, Attribute::officer_detail, "Ahorn"), Lines{"1"});
    EXPECT_EQ(lines_of(entity, Attribute::officer_detail),
              (Lines{"officer_detail vat_id=ATU12345678; business_id=DE223456789-00001; reid=AT.FN.9; "
                     "lei=529900ALPINA00000023; euid=DEX1517R.HRB2210RD;",
                     "officer_detail authority_code=ATBRA;",
                     "officer_detail firm=Ahorn Verlag e.K.; capacity=recipient; birth_date_is_unknown=true; "
                     "vat_id=DE999999999; business_id=DE323456789-00001;",
                     "officer_detail acts_for=Georg Ahorn; capacity=other;"}));
}

TEST(XjustizParticular, ResidencesAreNotKeptTwice) {
    const std::string plain = "<tns:anschrift><tns:ort>Halle</tns:ort>";
    const std::string kind = "<tns:anschriftstyp><code>017</code></tns:anschriftstyp>";
    const auto addresses = [&](const std::string& more) {
        return tails(
            only(replaced(complete_document(), plain, "<tns:anschrift>" + more + "<tns:ort>Halle</tns:ort>")),
            Attribute::officer_address, "Birkenau");
    };
    EXPECT_EQ(addresses(kind), Lines{});
    EXPECT_EQ(addresses("<tns:strasse>Weg</tns:strasse>"), Lines{"#1"});
    EXPECT_EQ(addresses("<tns:anschriftstyp><code>003</code></tns:anschriftstyp>"), Lines{"003#1"});
    // The residence is that of the first address, never made of two.
    const Entity two =
        only(replaced(complete_document(), plain,
                      "<tns:anschrift>" + kind + "<tns:ort>Gera</tns:ort></tns:anschrift>" + plain));
    EXPECT_EQ(tails(two, Attribute::officer_address, "Birkenau"), Lines{"#1"});
    EXPECT_NE(line(*facts_of(two, Attribute::officer)[0]).find("residence=Gera;"), std::string::npos);
    EXPECT_EQ(line(*facts_of(two, Attribute::officer)[0]).find("country_code"), std::string::npos);
}

TEST(XjustizParticular, TheOwnEntryIsNoIdentifier) {
    std::string document = complete_document();
    EXPECT_EQ(
        lines_of(only(document), Attribute::identifier),
        Lines{"identifier vat_id=DE136695976; business_id=DE123456789-00001; reid=AT.FN.4711; "
              "lei=529900LINDENHOF00017; euid=DEX1112R.HRB815FL; register_court=X1112R; register_type=HRB; "
              "register_number=HRB 815 FL; authority_code=ATBRA;"});
    while (document.find(">X1112R<") != std::string::npos)
        document = replaced(document, ">X1112R<", ">U1308<");
    while (document.find(">HRB 815 FL<") != std::string::npos)
        document = replaced(document, ">HRB 815 FL<", ">HRB 32007<");
    EXPECT_EQ(lines_of(only(document), Attribute::identifier),
              Lines{"identifier vat_id=DE136695976; business_id=DE123456789-00001; reid=AT.FN.4711; "
                    "lei=529900LINDENHOF00017; euid=DEX1112R.HRB815FL; authority_code=ATBRA;"});
}

TEST(XjustizParticular, OtherWaysToState) {
    std::string document = complete_document();
    const std::size_t begin = document.rfind("<tns:inlaendischesRegistergericht>");
    const std::string end = "</tns:inlaendischesRegistergericht>";
    const std::size_t entity = document.find("<tns:rechtstraeger>");
    const std::size_t own = document.find("<tns:inlaendischesRegistergericht>", entity);
    ASSERT_EQ(own, begin);
    document.replace(
        own, document.find(end, own) + end.size() - own,
        "<tns:sonstigeRegisterbehoerde><tns:registerbehoerde>Amt</tns:registerbehoerde>"
        "<tns:registerbezeichnung>Liste</tns:registerbezeichnung></tns:sonstigeRegisterbehoerde>");
    document =
        replaced(document, "<tns:dauerDesRechtstraegers>bis Ende 2099</tns:dauerDesRechtstraegers>", "");
    document =
        replaced(document, "<tns:nachschusspflicht>",
                 "<tns:dauerDesRechtstraegers>20 Jahre</tns:dauerDesRechtstraegers><tns:nachschusspflicht>");
    const Entity read = only(document);
    EXPECT_EQ(value(read, Attribute::identifier, "register_court"), "Amt");
    EXPECT_EQ(value(read, Attribute::identifier, "register_type"), "Liste");
    EXPECT_EQ(value(read, Attribute::term, "duration"), "20 Jahre");
}

TEST(XjustizParticular, APersonWithManyRoles) {
    std::string document = complete_document();
    std::string roles;
    for (int i = 100; i < 120; ++i)
        roles += "<tns:rolle><tns:rollennummer>" + std::to_string(i) +
                 "</tns:rollennummer><tns:rollenbezeichnung><code>x" + std::to_string(i) +
                 "</code></tns:rollenbezeichnung></tns:rolle>";
    document = replaced(document, "<tns:beteiligung><tns:rolle><tns:rollennummer>2<",
                        "<tns:beteiligung>" + roles + "<tns:rolle><tns:rollennummer>2<");
    const Reading reading = read(document);
    EXPECT_EQ(reading.findings,
              Lines{"beteiligung: of a participant with 21 roles, names and addresses are kept "
                    "with the first 16 only"});
    EXPECT_EQ(facts_of(reading.entities.at(0), Attribute::officer_name).size(), 3u * 16 + 2);
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
