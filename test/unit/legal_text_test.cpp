// What is recognised in German register texts: kinds, days, amounts, and other companies; entries by their
// type.
#include "core/entry/legal_event.hpp"

#include <gtest/gtest.h>

namespace hr::core::legal {
namespace {

Recognized done(Kind kind) {
    return {kind, Stage::kDone, false};
}

TEST(LegalText, TellsWhatItIsAbout) {
    const auto kind = [](std::string_view text) { return recognize(text).kind; };
    EXPECT_EQ(kind("Es wurde eine neue Gesellschafterliste eingereicht."), Kind::kShareholderList);
    EXPECT_EQ(
        kind("Dem Registergericht ist eine Liste der Mitglieder des Aufsichtsrates eingereicht worden."),
        Kind::kSupervisoryBoardList);
    EXPECT_EQ(kind("Der Ausschluss der Minderheitsaktionäre gegen Barabfindung ist beschlossen."),
              Kind::kSqueezeOut);
    EXPECT_EQ(
        kind("Den Gläubigern der an der Ausgliederung beteiligten Rechtsträger ist, wenn sie im Falle der "
             "Insolvenz kein Recht auf vorzugsweise Befriedigung haben, Sicherheit zu leisten."),
        Kind::kHivingOff);
    EXPECT_EQ(kind("Der mit der A GmbH, auf die die B GmbH verschmolzen ist, bestehende "
                   "Gewinnabführungsvertrag ist zum "
                   "31.12.2024 beendet."),
              Kind::kInterCompanyAgreement);
    EXPECT_EQ(kind("Guten Tag."), Kind::kOther);
    EXPECT_EQ(kind(""), Kind::kOther);
}

TEST(LegalText, TellsHowFarItHasCome) {
    EXPECT_EQ(recognize("Es ist beabsichtigt, die Firma gemäß § 31 Abs. 2 HGB von Amts wegen zu löschen."),
              (Recognized{Kind::kCancellationExtinct, Stage::kPlanned, false}));
    EXPECT_EQ(recognize("Die Gesellschaft ist wegen Vermögenslosigkeit gemäß § 394 FamFG gelöscht."),
              done(Kind::kCancellationNoAssets));
    EXPECT_EQ(recognize("Die Ankündigung der Löschung nach § 395 FamFG wird aufgehoben."),
              (Recognized{Kind::kCancellationInadmissible, Stage::kRevoked, false}));
    EXPECT_EQ(recognize("Der Entwurf des Verschmelzungsplans über die grenzüberschreitende Verschmelzung ist "
                        "eingereicht."),
              (Recognized{Kind::kMerger, Stage::kPlanned, true}));
}

TEST(LegalText, PlaceholdersOfFormsSayNothing) {
    EXPECT_EQ(
        without_placeholders("Rechtsträger #DV.UmF(Text=\"(Wahl)\",\"Verschmelzung\") sind # 5 #Re.Name da"),
        "Rechtsträger  sind # 5  da");
    EXPECT_EQ(recognize("Den Gläubigern der an der #DV.UmF(Eingabe=\"Verschmelzung\",\"Spaltung\") "
                        "beteiligten Rechtsträger "
                        "ist nach dem UmwG Sicherheit zu leisten."),
              done(Kind::kTransformation));
}

TEST(LegalText, FindsDays) {
    EXPECT_EQ(
        find_dates("durch Vertrag und Beschluss vom 2. 6.2025 mit Wirkung zum Ablauf des 31. Dezember 2025"),
        (Dates{"2025-06-02", "2025-06-02", "2025-12-31", std::nullopt}));
    EXPECT_EQ(find_dates("Muster, Erika, geb. am 01.02.1980; am 30.02.2025 eingereicht"), Dates{});
    EXPECT_EQ(find_dates("eingereicht am 29.02.2024"), (Dates{{}, {}, {}, "2024-02-29"}));
}

TEST(LegalText, FindsAmounts) {
    EXPECT_EQ(find_amount("von § 5 auf 12.782,30 DM"), (Amount{"12782.3", "DEM"}));
    EXPECT_EQ(find_amount("um EUR 1.000.000 auf"), (Amount{"1000000", "EUR"}));
    EXPECT_EQ(find_amount("beträgt 50,-- €"), (Amount{"50", "EUR"}));
    EXPECT_EQ(find_amount("HRB 12345 vom 01.02.2024"), std::nullopt);
}

TEST(LegalText, FindsCompanies) {
    const auto parties = find_parties(
        "mit folgenden Gesellschaften:\na) time:matters GmbH mit dem Sitz in Neu-Isenburg, eingetragen im "
        "Handelsregister "
        "des Amtsgerichts Offenbach unter HRB 42983;\nb) dem Verein der Freunde e.V., Kiel (Amtsgericht "
        "Amtsgericht Kiel "
        "VR 3403 KI) sowie der Hof AG (HRB 7)",
        nullptr);
    ASSERT_EQ(parties.size(), 3U);
    EXPECT_EQ(parties[0].name, "time:matters GmbH");
    EXPECT_EQ(parties[0].seat, "Neu-Isenburg");
    EXPECT_EQ(parties[0].court, "Offenbach");
    EXPECT_EQ(parties[1].name, "Verein der Freunde e.V.");
    EXPECT_EQ(parties[1].label, "VR 3403 KI");
    EXPECT_EQ(parties[2].name, "Hof AG");
    EXPECT_EQ(parties[2].id, std::nullopt);
}

TEST(LegalText, TheAnnouncingCompanyIsNoParty) {
    const auto own = identity::parse_register_id("HRB 11527 Cottbus");
    EXPECT_TRUE(find_parties("zwischen der Elbkante AG (Amtsgericht Cottbus HRB 11527 CB) und anderen", &own)
                    .empty());
}

TEST(LegalEvent, GoesByTheTypeOfTheEntry) {
    const auto merger =
        entry::legal_event("024",
                           "Mit der Alster GmbH, Hamburg (Amtsgericht Hamburg HRB 12) auf Grund "
                           "Vertrages vom 02.06.2025 vereinigt.");
    ASSERT_TRUE(merger);
    EXPECT_EQ(merger->event, done(Kind::kMerger));
    EXPECT_EQ(merger->dates.agreement, "2025-06-02");
    ASSERT_EQ(merger->parties.size(), 1U);
    EXPECT_EQ(merger->parties[0].name, "Alster GmbH");

    const auto capital =
        entry::legal_event("005",
                           "Der Vorstand ist ermächtigt, das Grundkapital bis zum 01.06.2030 um bis "
                           "zu 500.000,00 EUR zu erhöhen (Genehmigtes Kapital 2025/I).");
    EXPECT_EQ(capital->event, done(Kind::kAuthorisedCapital));
    EXPECT_EQ(capital->amount, (Amount{"500000", "EUR"}));

    EXPECT_EQ(entry::legal_event("001", "Das Grundkapital ist bedingt erhöht.")->event.kind,
              Kind::kConditionalCapital);
    EXPECT_EQ(entry::legal_event("022", "Teile des Vermögens sind ausgegliedert.")->event.kind,
              Kind::kHivingOff);
    EXPECT_EQ(entry::legal_event("006", "Das Verfahren ist aufgehoben.")->event,
              (Recognized{Kind::kInsolvency, Stage::kEnded, false}));
    EXPECT_EQ(
        entry::legal_event("017", "Die Gesellschaft ist durch Eröffnung des Insolvenzverfahrens aufgelöst.")
            ->event.kind,
        Kind::kInsolvency);
}

TEST(LegalEvent, CatchAllTypesGoByTheText) {
    EXPECT_EQ(entry::legal_event("011", "Die Gesellschaft ist aufgelöst.")->event, done(Kind::kDissolution));
    EXPECT_EQ(entry::legal_event("", "Mit der A GmbH besteht ein Beherrschungsvertrag.")->event,
              done(Kind::kInterCompanyAgreement));
    EXPECT_EQ(entry::legal_event("009", "Gesellschaftsvertrag vom 18.06.2015."), std::nullopt);
    EXPECT_EQ(entry::legal_event("", ""), std::nullopt);
}

}  // namespace
}  // namespace hr::core::legal
