// Every spelling of data/legal_forms.tsv (form, ELF code, spelling), alone and behind a name.
#include "core/name/normalized_name.hpp"
#include "core/reference/reference.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace hr::core::name {
namespace {

struct Spelled {
    std::string form, elf_code, text;
};

std::vector<Spelled> spellings() {
    std::ifstream file(HR_SOURCE_DIR "/test/unit/data/legal_forms.tsv");
    std::vector<Spelled> result;
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        Spelled spelled;
        std::getline(fields, spelled.form, '\t');
        std::getline(fields, spelled.elf_code, '\t');
        std::getline(fields, spelled.text);
        result.push_back(spelled);
    }
    return result;
}

std::string form(std::string_view text) {
    return std::string(parse_company_name(text).legal_form.label);
}

std::string code(std::string_view text) {
    return std::string(parse_company_name(text).legal_form.code);
}

TEST(NameLegalForm, EverySpellingIsClassified) {
    const auto all = spellings();
    ASSERT_GT(all.size(), 300u);
    for (const auto& [label, elf, text] : all) {
        const NormalizedName alone = parse_company_name(text),
                             behind = parse_company_name("Nordsee Muster " + text);
        EXPECT_EQ(alone.legal_form.label, label) << text;
        EXPECT_EQ(alone.legal_form.elf_code, elf) << text;
        EXPECT_EQ(behind.legal_form.label, label) << text;
        EXPECT_FALSE(alone.words.empty()) << text;
    }
}

// Such nouns tell the form where nothing else does, but are a part of the name.
TEST(NameLegalForm, FormsAreNoWords) {
    const std::set<std::string> nouns = {"Verein",           "Stiftung",      "Genossenschaft",
                                         "genossenschaft",   "Partnerschaft", "Landesinnungsverband",
                                         "Einzelunternehmen"};
    for (const auto& [label, elf, text] : spellings())
        EXPECT_EQ(joined(parse_company_name("Nordsee Muster " + text)) == "nordsee muster",
                  !nouns.contains(text))
            << text;
}

TEST(NameLegalForm, AllCodesOfGermanForms) {
    std::set<std::string> codes;
    for (const Spelled& spelled : spellings()) codes.insert(spelled.elf_code);
    const std::set<std::string> iso = {"13AV", "2HBR", "2YZO", "40DB", "63KS", "6QQB", "79H0", "7J3S",
                                       "8CM0", "8Z6G", "9JGX", "AMKW", "AZFE", "D40E", "FR3V", "JMVF",
                                       "JNDX", "OL20", "QZ3L", "SCE1", "SGST", "SQKS", "SUA1", "T0YJ",
                                       "US8E", "V2YH", "XLWA", "YA01", "YJ4C"};
    EXPECT_EQ(codes, iso);
}

TEST(NameLegalForm, CodesAreThoseOfTheReferenceList) {
    for (const Spelled& spelled : spellings()) {
        const LegalForm found = parse_company_name(spelled.text).legal_form;
        if (found.code.empty()) continue;
        const auto list = reference::references("legal_form");
        EXPECT_TRUE(
            std::any_of(list.begin(), list.end(), [&](const auto& row) { return row.code == found.code; }))
            << found.code << " of " << spelled.text;
    }
}

TEST(NameLegalForm, Codes) {
    EXPECT_EQ(code("Nord Bau GmbH"), "221110");
    EXPECT_EQ(code("Nord Bau GmbH & Co. KG"), "112211");
    EXPECT_EQ(code("Nord Bau UG (haftungsbeschränkt)"), "221200");
    EXPECT_EQ(code("Nord Bau e.V."), "211000");
    EXPECT_EQ(code("Nord Bau SE & Co. KGaA"), "223222");
    EXPECT_EQ(code("Nord Bau GmbH i.G."), "340000");
    EXPECT_EQ(code("Nord Bau UG (haftungsbeschränkt) i. G."), "350000");
    EXPECT_EQ(code("Nord Bau GmbH & Co. Ltd. & Co. KG"), "112240");
    EXPECT_EQ(code("Nord Bau"), "");
}

TEST(NameLegalForm, TheCompanysOwnIsTheLast) {
    EXPECT_EQ(form("Nord Bau GmbH & Co. Hochbau KG"), "GmbH & Co. KG");
    EXPECT_EQ(form("Nord Bau Gesellschaft mbH & Co Hochbau und Tiefbau OHG"), "GmbH & Co. OHG");
    EXPECT_EQ(form("Müller GmbH Nord Bau OHG"), "OHG");
    EXPECT_EQ(form("Verein der Freunde der Stiftung Nord"), "e.V.");
    EXPECT_EQ(form("Verein zur Förderung der Nord-Stiftung e.V."), "e.V.");
    EXPECT_EQ(form("Verein für Wasser gGmbH"), "gGmbH");
    EXPECT_EQ(form("Nord Bau & Co. KG"), "KG");
    EXPECT_EQ(form("Nord Bau & Co."), "");
}

TEST(NameLegalForm, WindingUp) {
    for (const char* text :
         {"Nord Bau GmbH i.L.", "Nord Bau GmbH i. L.", "Nord Bau GmbH iL", "Nord Bau GmbH in Liquidation",
          "Nord Bau GmbH i.I.", "Nord Bau GmbH in Insolvenz", "Nord Bau GmbH i. Abw.",
          "Nord Bau GmbH in Abwicklung", "Nord Bau e.G.i.L.", "Nord Bau in Liquidation"}) {
        EXPECT_TRUE(parse_company_name(text).is_in_liquidation) << text;
        EXPECT_EQ(joined(parse_company_name(text)), "nord bau") << text;
    }
    for (const char* text :
         {"Nord Bau GmbH i.G.", "Leben in Liquidationen GmbH", "Nord i. L. Bau GmbH", "Il Gelato GmbH"})
        EXPECT_FALSE(parse_company_name(text).is_in_liquidation) << text;
}

TEST(NameLegalForm, GluedByACapital) {
    for (const char* text : {"NordbauGmbH", "NordbauAG", "NordbauKG", "NordbauOHG"})
        EXPECT_EQ(joined(parse_company_name(text)), "nordbau") << text;
    EXPECT_EQ(joined(parse_company_name("NordBau")), "nordbau");
    EXPECT_EQ(joined(parse_company_name("nordbauag")), "nordbauag");
}

TEST(NameLegalForm, WhatIsNone) {
    for (const char* text : {"Ev. Kirche Nord", "AG Sport", "Day Spa Nord", "S t e v e n s", "K. G. aus Nord",
                             "Kagel", "SE Nord", "Wellness Spa", "E V A Nord"})
        EXPECT_EQ(form(text), "") << text;
    EXPECT_EQ(joined(parse_company_name("Förderverein Ev. Kindergarten Nord e.V.")),
              "foerderverein evangelisch kindergarten nord");
}

TEST(NameLegalForm, OfLowerCaseToo) {
    EXPECT_EQ(joined(parse_company_name("freundeskreis der ev. akademie nord ev")),
              "freundeskreis der evangelisch akademie nord");
    EXPECT_EQ(form("nord bau gmbh & co. kg"), "GmbH & Co. KG");
    EXPECT_EQ(form("NORD BAU E.V."), "e.V.");
    EXPECT_EQ(form("nord bau e v"), "e.V.");
}

TEST(NameLegalForm, OfOtherLaws) {
    const std::pair<const char*, const char*> cases[] = {
        {"Nord Ltd.", "Ltd."},
        {"Nord Limited", "Ltd."},
        {"Nord L.L.C.", "LLC"},
        {"Nord p.l.c.", "plc"},
        {"Nord Inc.", "Inc."},
        {"Nord S.A.", "S.A."},
        {"Nord S.A.R.L.", "S.à r.l."},
        {"Nord S.à r.l.", "S.à r.l."},
        {"Nord S.r.l.", "S.r.l."},
        {"Nord S.p.A.", "S.p.A."},
        {"Nord B.V.", "B.V."},
        {"Nord N.V.", "N.V."},
        {"Nord Sp. z o.o.", "Sp. z o.o."},
        {"Nord A/S", "A/S"},
        {"Nord ApS", "ApS"},
        {"Nord Oy", "Oy"},
        {"Nord s.r.o.", "s.r.o."},
        {"OOO Nord", "OOO"},
        {"OAO Nord", "JSC"},
        {"Nord Joint Stock Company", "JSC"},
        {"Nord AB", "AB"},
        {"Nord LLP", "LLP"},
        {"Nord L.P.", "LP"},
        {"Nord Pte. Ltd.", "Ltd."},
        {"Nord S.A.S.", "S.A.S."},
        {"Nord S.L.", "S.L."},
        {"Nord Public Limited Company", "plc"},
    };
    for (const auto& [text, label] : cases) {
        EXPECT_EQ(form(text), label) << text;
        EXPECT_EQ(joined(parse_company_name(text)), "nord") << text;
    }
}

}  // namespace
}  // namespace hr::core::name
