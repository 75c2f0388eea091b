// The layouts of announcements, their dirt, and what is refused.
#include "core/announcement/announcement.hpp"
#include "core/announcement/encoding.hpp"
#include "core/error.hpp"

#include <gtest/gtest.h>

namespace hr::core::announcement {
namespace {

constexpr std::string_view kText = R"(27.09.2024 (Bekanntmachungsdatum)

Schleswig-Holstein Amtsgericht Kiel HRB 1 RD früher Amtsgericht Rendsburg
Registerbekanntmachung nach dem Umwandlungsgesetz 26.09.2024 (Eintragungsdatum)

Elbkante
GmbH
Gesellschaft mit beschränkter Haftung
Rendsburg

Die Gesellschaft hat am 20.09.2024 den Verschmelzungsvertrag vom 1. März 2024 zwischen "Alster AG", Hamburg
(Amtsgericht Hamburg HRB 12) und der hiesigen Gesellschaft (übernehmender Rechtsträger) zum Handelsregister
eingereicht.)";

std::string replaced(std::string_view from, std::string_view to) {
    std::string text(kText);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string refused(std::string_view text) {
    try {
        parse(text);
    } catch (const Error& error) {
        EXPECT_EQ(error.sqlstate(), "22023");
        EXPECT_FALSE(error.hint().empty());
        return error.detail();
    }
    return "accepted";
}

TEST(Announcement, HasHeaderAndBody) {
    const Announcement read = parse(kText);
    EXPECT_EQ(read.category, Category::kTransformation);
    EXPECT_FALSE(read.former_layout);
    EXPECT_EQ(read.published, "2024-09-27");
    EXPECT_EQ(read.entered, "2024-09-26");
    EXPECT_EQ(read.state, "Schleswig-Holstein");
    EXPECT_EQ(identity::label(read.id.value()), "Amtsgericht Kiel früher Rendsburg HRB 1 RD");
    EXPECT_EQ(read.name, "Elbkante GmbH");
    EXPECT_EQ(read.legal_form, "Gesellschaft mit beschränkter Haftung");
    EXPECT_EQ(read.seat, "Rendsburg");
    EXPECT_EQ(read.event, (legal::Recognized{legal::Kind::kMerger, legal::Stage::kPlanned, false}));
    EXPECT_EQ(read.dates, (legal::Dates{"2024-03-01", std::nullopt, std::nullopt, "2024-09-20"}));
    ASSERT_EQ(read.parties.size(), 1U);
    EXPECT_EQ(read.parties[0].name, "Alster AG");
    EXPECT_EQ(read.parties[0].seat, "Hamburg");
    EXPECT_EQ(read.parties[0].role, "transferring");
    EXPECT_EQ(identity::label(read.parties[0].id.value()), "Amtsgericht Hamburg HRB 12");
}

TEST(Announcement, BerlinHasItsLetter) {
    const Announcement read =
        parse(replaced("Schleswig-Holstein Amtsgericht Kiel HRB 1 RD früher Amtsgericht Rendsburg",
                       "Berlin Amtsgericht Berlin (Charlottenburg) HRB 158855"));
    EXPECT_EQ(identity::euid(read.id.value()), "DEF1103R.HRB158855B");
}

TEST(Announcement, UnknownLegalFormIsNone) {
    EXPECT_EQ(parse(replaced("Gesellschaft mit beschränkter Haftung", "???Global.Rechtsform.???")).legal_form,
              "");
}

TEST(Announcement, EntryDayMayBeMissing) {
    EXPECT_EQ(parse(replaced(" 26.09.2024 (Eintragungsdatum)", "")).entered, std::nullopt);
}

TEST(Announcement, WithdrawnOneHasItsNameFromTheHeading) {
    const Announcement read = parse(R"({"date": "2024-10-19", "original_text":
        "Löschungsankündigung\nBayern Amtsgericht Ansbach HRA 2303\nElbkante – Glocken GmbH & Co. KG – Ansbach",
        "details": "19.10.2024 (Bekanntmachungsdatum)\n\nBayern Amtsgericht Ansbach HRA 2303\nDie Registerbekanntmachung ist nachträglich am 22.10.2024 um 02:00 Uhr gelöscht worden.\nWegen der Einzelheiten wenden Sie sich bitte an das Amtsgericht Ansbach ."})");
    EXPECT_EQ(read.withdrawn_at, "2024-10-22 02:00");
    EXPECT_EQ(read.name, "Elbkante – Glocken GmbH & Co. KG");
    EXPECT_EQ(read.seat, "Ansbach");
    EXPECT_EQ(read.category, Category::kCancellation);
    EXPECT_EQ(read.body, "");
}

TEST(Announcement, EmptyOneIsReadFromItsHeading) {
    const Announcement read = parse(R"({"date": "2024-10-19", "details": "", "original_text":
        "Löschungsankündigung\nHessen Amtsgericht Kassel HRB 7\nElbkante GmbH – Kassel"})");
    EXPECT_EQ(read.published, "2024-10-19");
    EXPECT_EQ(read.event, (legal::Recognized{legal::Kind::kCancellation, legal::Stage::kPlanned, false}));
}

TEST(Announcement, OutsideOfTheRegisterHasAReference) {
    const Announcement read = parse(
        "24.10.2024 (Bekanntmachungsdatum)\n\nSachsen-Anhalt Amtsgericht Stendal\n65 AR 99/21\n"
        "Sonderregisterbekanntmachung OHNE Bezug zum elektr. Register\n\nKleingärtner e.V.\n\nEs ist "
        "beabsichtigt, einen "
        "Nachtragsliquidator zu bestellen.");
    EXPECT_EQ(read.id, std::nullopt);
    EXPECT_EQ(read.reference, "65 AR 99/21");
    EXPECT_EQ(read.name, "Kleingärtner e.V.");
    EXPECT_EQ(read.event.kind, legal::Kind::kSupplementaryLiquidation);
}

TEST(Announcement, FormerLayoutHasItsPage) {
    const Announcement read = parse(
        "Amtsgericht Ulm Aktenzeichen: HRB 731772\nBekannt gemacht am: 16.02.2015 15:14 "
        "Uhr\nNeueintragungen\n16.02.2015\n"
        "HRB 731772:Elbkante, Wasser und Wind UG (haftungsbeschränkt), Bopfingen, c/o Alster AG, Gewerbehof "
        "29, 73441 "
        "Bopfingen.Gesellschaft mit beschränkter Haftung. Stammkapital: 1.000,00 EUR.");
    EXPECT_TRUE(read.former_layout);
    EXPECT_EQ(read.published, "2015-02-16");
    EXPECT_EQ(read.entered, "2015-02-16");
    EXPECT_EQ(identity::label(read.id.value()), "Amtsgericht Ulm HRB 731772");
    EXPECT_EQ(read.name, "Elbkante, Wasser und Wind UG (haftungsbeschränkt)");
    EXPECT_EQ(read.seat, "Bopfingen");
    EXPECT_EQ(read.event.kind, legal::Kind::kNewEntry);
    EXPECT_EQ(read.amount, (legal::Amount{"1000", "EUR"}));
}

TEST(Announcement, FormerLayoutOfAChange) {
    const Announcement read =
        parse(R"({"court": "Charlottenburg", "kind": "Veränderungen", "published": "2021-03-01",
        "text": "HRB 5 B: Elbkante GmbH, Berlin, Am Kai 1, 12055 Berlin. Über das Vermögen der Gesellschaft ist das Insolvenzverfahren eröffnet."})");
    EXPECT_EQ(read.category, Category::kChange);
    EXPECT_EQ(read.event.kind, legal::Kind::kInsolvency);
    EXPECT_EQ(identity::euid(read.id.value()), "DEF1103R.HRB5B");
}

TEST(Announcement, RepairsWhatWasEncodedTwice) {
    EXPECT_EQ(repaired("GeschÃ¤ft fÃ¼r â€žKÃ¶lnâ€œ"), "Geschäft für „Köln“");
    EXPECT_EQ(repaired("Ã la carte GmbH, Köln"), "Ã la carte GmbH, Köln");
    EXPECT_EQ(as_utf8("\xEF\xBB\xBFK\xF6ln\r\n\x80"), "Köln\n€");
    EXPECT_EQ(without_markup("<script>var a = '<td>';</script><td>K&ouml;ln&nbsp;&#246;</td><b>A</b>"),
              "Köln ö\nA");
}

TEST(Announcement, EscapesBringNoControlCharacters) {
    const Announcement read =
        parse(R"({"court": "Charlottenburg", "kind": "Ver\u0000änderungen", "published": "2021-03-01",
        "text": "HRB 5 B: Elb\u0000kante GmbH, Berlin, Am Kai 1, 12055 Berlin. Das Verfahren ist er\föffnet.\u0001"})");
    EXPECT_EQ(read.category, Category::kChange);
    EXPECT_EQ(read.name, "Elbkante GmbH");
    EXPECT_EQ(read.body.find_first_of(std::string_view("\0\f\1", 3)), std::string::npos);
}

TEST(Announcement, RefusesWhatHasNoHeader) {
    EXPECT_EQ(refused(""), "It is empty.");
    EXPECT_EQ(refused("{\"details\": "), "The JSON text is broken or is not an object.");
    EXPECT_EQ(refused("{}"), "No line begins with a register number.");
    EXPECT_EQ(refused("Guten Tag"), "No line begins with a register number.");
    EXPECT_EQ(refused("HRB 12: Elbkante GmbH, Köln."),
              "The register court is missing; the former layout has it beside the text.");
    EXPECT_EQ(refused(replaced("Amtsgericht Kiel HRB 1 RD früher Amtsgericht Rendsburg", "Kiel HRB 1")),
              "The line \"Schleswig-Holstein Kiel HRB 1\" names no register court.");
    EXPECT_EQ(refused(replaced("HRB 1 RD", "HRB 0")), "The number \"0\" is not between 1 and 999999.");
    EXPECT_EQ(refused(replaced("27.09.2024", "31.02.2024")), "The day of publication is missing.");
    EXPECT_EQ(refused(kText.substr(0, 120)), "The line that says what is announced is missing.");
    EXPECT_EQ(refused(std::string(1024 * 1024 + 1, 'x')), "It is longer than 1048576 bytes.");
}

TEST(Announcement, TruncatedAnywhereItIsReadOrRefused) {
    for (std::size_t length = 0; length < kText.size(); ++length) {
        const std::string detail = refused(kText.substr(0, length));
        EXPECT_FALSE(detail.empty()) << length;
    }
}

}  // namespace
}  // namespace hr::core::announcement
