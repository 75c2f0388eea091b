#include "core/history/display.hpp"

#include "core/digest.hpp"
#include "core/text/without_dates.hpp"
#include "history_support.hpp"

#include <gtest/gtest.h>

namespace hr::core::history::testing {
namespace {

using text::Dates;
using text::without_dates;

std::string shown(Attribute attribute, Cells cells) {
    return display(attribute, fact(attribute, "", cells).value);
}

TEST(HistoryDisplay, OnePerAttribute) {
    EXPECT_EQ(shown(Attribute::name, {{"name", "A GmbH"}}), "A GmbH");
    EXPECT_EQ(shown(Attribute::legal_form, {{"code", "GmbH"}, {"label", "Gesellschaft"}}), "Gesellschaft");
    EXPECT_EQ(shown(Attribute::status, {{"code", "004"}}), "004");
    EXPECT_EQ(
        shown(Attribute::seat, {{"city", "Wien"}, {"country_code", "AT"}, {"country_label", "Österreich"}}),
        "Wien, Österreich");
    EXPECT_EQ(shown(Attribute::address, {{"street", "Musterstraße"},
                                         {"house_number", "1"},
                                         {"postal_code", "10115"},
                                         {"city", "Berlin"},
                                         {"country_code", "DE"}}),
              "Musterstraße 1, 10115 Berlin");
    EXPECT_EQ(shown(Attribute::address, {{"po_box", "12 34"}, {"city", "Ulm"}, {"is_former", "true"}}),
              "Postfach 12 34, Ulm (früher)");
    EXPECT_EQ(shown(Attribute::capital, {{"amount", "25000.00"}, {"currency_code", "EUR"}}), "25000.00 EUR");
    EXPECT_EQ(shown(Attribute::articles, {{"articles_date", "2020-01-02"}}), "2020-01-02");
    EXPECT_EQ(shown(Attribute::representation, {{"rule_label", "allein"}, {"exemption_text", "befreit"}}),
              "allein; befreit");
    EXPECT_EQ(shown(Attribute::purpose, {}), "");
}

TEST(HistoryDisplay, Officers) {
    EXPECT_EQ(shown(Attribute::officer, {{"title", "Dr."},
                                         {"first_names", "Erika"},
                                         {"name_prefix", "von"},
                                         {"last_name", "Muster"},
                                         {"role_label", "Geschäftsführer(in)"},
                                         {"residence", "Berlin"},
                                         {"birth_date", "1980-02-01"}}),
              "Dr. Erika von Muster (Geschäftsführer(in)), Berlin");
    EXPECT_EQ(
        shown(Attribute::officer,
              {{"organisation_name", "B GmbH"}, {"role_text", "Komplementär"}, {"organisation_seat", "Ulm"}}),
        "B GmbH (Komplementär), Ulm");
}

TEST(HistoryDisplay, NoBirthDatesFromFreeText) {
    EXPECT_EQ(
        shown(Attribute::officer_authority, {{"procuration_text", "Muster, Erika, Berlin, *01.02.1980"}}),
        "Muster, Erika, Berlin");
    EXPECT_EQ(shown(Attribute::officer, {{"last_name", "Muster, 1980-02-01"}}), "Muster");
    EXPECT_EQ(
        shown(Attribute::representation, {{"rule_text", "durch Erika Muster, geb. am 1. 2. 1980, allein"}}),
        "durch Erika Muster, allein");
    EXPECT_EQ(without_dates("Beschluss vom 01.02.1980", Dates::births), "Beschluss vom 01.02.1980");
    EXPECT_EQ(without_dates("* 1.2.1980", Dates::births), "");
    EXPECT_EQ(without_dates("10.000.1980 und 1.2", Dates::all), "10.000.1980 und 1.2");
}

TEST(HistoryDisplay, NoBirthDatesHoweverTheyAreWritten) {
    for (const char* birth :
         {"*1980-02-01", "*01.02.1980", "* 1.2.1980", "*01.02.80", "geb. 01. 02. 1980", "geb. am 1.2.80",
          "geboren am 1. Februar 1980", "Geboren den 1. Feb. 1980", "Geburtsdatum: 01.02.1980", "Geburtstag 1.Februar 80"})
        EXPECT_EQ(without_dates(std::string("Muster, Erika, ") + birth + ", Berlin", Dates::births), "Muster, Erika, Berlin");
    EXPECT_EQ(without_dates("Muster, Erika, 1. März 1980; Abel, Uwe, 2. Jänner 81", Dates::births),
              "Muster, Erika; Abel, Uwe");
    EXPECT_EQ(without_dates("Vertrag vom 1. Februar 1980, Nachtrag vom 3.4.81", Dates::births),
              "Vertrag vom 1. Februar 1980, Nachtrag vom 3.4.81");
    for (const char* kept : {"geb. 1980", "1. Maifeier 1980", "geb. 1.2.3", "geb. 1980-02", "*1.", "geb. 1. Mai", "1.2.803"})
        EXPECT_EQ(without_dates(kept, Dates::all), kept);
}

TEST(HistoryDisplay, LongTextsAreCutAtACharacter) {
    std::string purpose;
    for (int i = 0; i < 500; ++i) purpose += "aä";
    const std::string text = shown(Attribute::purpose, {{"purpose", purpose}});
    EXPECT_LE(text.size(), 243U);
    EXPECT_TRUE(text.ends_with("…"));
    EXPECT_TRUE(purpose.starts_with(text.substr(0, text.size() - 3)));
    EXPECT_NE(static_cast<unsigned char>(text[text.size() - 4]), 0xc3);
}

TEST(Digest, IsStableForEver) {
    EXPECT_EQ(Digest().hex(), "efd01f60ba992926b800bd6c02472607");
    Digest one;
    one.add("ab");
    one.add("c");
    Digest other;
    other.add("a");
    other.add("bc");
    EXPECT_EQ(one.hex(), "0495f5d642268de7d21f37a2e1087218");
    EXPECT_NE(one.hex(), other.hex());
}

TEST(HistoryDisplay, Particulars) {
    EXPECT_EQ(shown(Attribute::branch, {{"kind", "same_name"}, {"name", "A GmbH"}, {"seat", "Ulm"}}),
              "A GmbH, Ulm");
    EXPECT_EQ(shown(Attribute::branch, {{"name", "Zweig Hof"},
                                        {"seat", "Hof"},
                                        {"street", "Weg"},
                                        {"city", "Rehau"},
                                        {"register_court", "D4401"},
                                        {"register_type", "HRB"},
                                        {"register_number", "HRB 7"}}),
              "Zweig Hof, Weg, Rehau, D4401 HRB 7");
    EXPECT_EQ(shown(Attribute::succession, {{"kind", "predecessor"},
                                            {"reason_label", "Formwechsel"},
                                            {"name", "B GmbH"},
                                            {"register_type", "HRB"},
                                            {"register_number", "8"}}),
              "B GmbH, HRB 8 (Formwechsel)");
    EXPECT_EQ(shown(Attribute::term, {{"founded", "2020-01-02"}, {"duration", "bis 2099"}}),
              "2020-01-02; bis 2099");
    EXPECT_EQ(shown(Attribute::cooperative, {{"share_liability", "150"}, {"currency_code", "EUR"}}),
              "150 EUR");
    EXPECT_EQ(shown(Attribute::identifier, {{"vat_id", "DE1"}, {"lei", "L"}, {"authority_code", "ATBRA"}}),
              "DE1, L, ATBRA");
    EXPECT_EQ(shown(Attribute::contract, {{"type_text", "Beherrschung"}, {"effective_date", "2025-01"}}),
              "Beherrschung, 2025-01");
    EXPECT_EQ(shown(Attribute::officer_name, {{"kind", "further_name"}, {"name", "Birke"}}), "Birke");
    EXPECT_EQ(shown(Attribute::officer_detail, {{"firm", "A e.K."}, {"capacity", "recipient"}}),
              "A e.K., recipient");
    EXPECT_EQ(shown(Attribute::officer_contribution,
                    {{"kind", "hafteinlage"}, {"amount", "500"}, {"currency_text", "DM"}}),
              "500 DM");
}

TEST(HistoryDisplay, EntryTextsHaveTheirDatesButNoBirths) {
    const auto entry = [](const char* text) { return shown(Attribute::register_entry, {{"text", text}}); };
    EXPECT_EQ(entry("Gesellschaftsvertrag vom 18.06.2015, geändert am 01.02.2020."),
              "Gesellschaftsvertrag vom 18.06.2015, geändert am 01.02.2020.");
    EXPECT_EQ(entry("Prokura: Muster, Erika, Berlin, *01.02.1980"), "Prokura: Muster, Erika, Berlin");
    EXPECT_EQ(entry("Ausgeschieden: Muster, Erika, Berlin, 01.02.1980; Huber, Hans, geb. 1.2.1981, Ulm"),
              "Ausgeschieden: Muster, Erika, Berlin; Huber, Hans, Ulm");
    EXPECT_EQ(entry(std::string(300000, '1').c_str()).size(), 243u);  // and that soon
}

}  // namespace
}  // namespace hr::core::history::testing
