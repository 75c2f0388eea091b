#include "core/history/eraser.hpp"

#include "history_support.hpp"

#include <gtest/gtest.h>

namespace hr::core::history::testing {
namespace {

const Person kErika{"Muster", "Erika Maria", "1980-02-01"};
constexpr const char* kBorn = "1980-02-01";

Fact entry(std::string key, std::string text, std::string column = "6") {
    return fact(Attribute::register_entry, std::move(key),
                {{"sheet_column", std::move(column)}, {"entry_number", "3"}, {"text", std::move(text)}});
}

std::string text_in(const Fact& fact, std::string_view column) {
    return fact.value[column_index(fact.attribute, column)].value_or("(none)");
}

bool knows(const std::vector<Person>& persons, const Person& wanted) {
    for (const Person& person : persons)
        if (person_key(person) == person_key(wanted)) return true;
    return false;
}

TEST(HistoryEraser, AnOfficeStaysWithoutItsHolder) {
    std::vector<Fact> facts{
        officer("k1", "Hans", "Huber", kBorn),
        officer("k2#2", "Erika Maria", "Muster", kBorn),
        authority("k1/1", "allein"),
        authority("k2#2/1", "gemeinsam"),
        fact(Attribute::officer_name, "k2#2/x", {{"kind", "former_last_name"}, {"name", "Alt"}}),
        fact(Attribute::officer_address, "k2#2/017#1", {{"street", "Heimweg"}}),
        fact(Attribute::officer_detail, "k2#2/1", {{"firm", "Muster e.K."}}),
        fact(Attribute::officer_contribution, "k2#2/hafteinlage#1", {{"amount", "500"}})};
    const std::vector<Fact> before = facts;
    const Erasure done = Eraser(7, kErika).erase(facts);
    EXPECT_TRUE(done.is_changed);
    EXPECT_EQ(done.former_keys, (std::set<std::string>{"k2"}));
    ASSERT_EQ(facts.size(), 5U);
    EXPECT_EQ(facts[0], before[0]);
    EXPECT_EQ(facts[2], before[2]);
    const Fact& office = facts[1];
    EXPECT_TRUE(office.key.starts_with("erased-7-")) << office.key;
    for (std::size_t i = 0; i < office.value.size(); ++i) {
        const std::string_view column = info(Attribute::officer).columns[i].name;
        const bool stays = column == "kind" || column == "role_code" || column == "role_label";
        EXPECT_EQ(office.value[i].has_value(), stays) << column;
    }
    EXPECT_EQ(facts[3].key, office.key + "/1");
    EXPECT_EQ(text_in(facts[3], "rule_text"), "gemeinsam");
    EXPECT_EQ(facts[4].key, office.key + "/hafteinlage#1");
}

TEST(HistoryEraser, WhoIsThePerson) {
    const auto is = [](const Fact& fact) { return Eraser(1, kErika).is(fact.value); };
    EXPECT_TRUE(is(officer("k", "ERIKA  Maria", "muster", kBorn)));
    EXPECT_TRUE(is(officer("k", "Erika-Maria", "Muster", kBorn)));
    Fact noble = officer("k", "Erika Maria", "Muster", kBorn);
    noble.value[column_index(Attribute::officer, "name_prefix")] = "von der";
    EXPECT_TRUE(is(noble));
    EXPECT_TRUE(Eraser(1, {"von der Muster", "Erika Maria", kBorn}).is(noble.value));
    EXPECT_FALSE(Eraser(1, {"von Muster", "Erika Maria", kBorn}).is(noble.value));
    EXPECT_FALSE(is(officer("k", "Erika", "Muster", kBorn)));
    EXPECT_FALSE(is(officer("k", "Erika Maria", "Mustermann", kBorn)));
    EXPECT_FALSE(is(officer("k", "Erika Maria", "Muster", "1980-02-02")));
    EXPECT_FALSE(is(officer("k", "Erika Maria", "Muster", "1980")));
    EXPECT_FALSE(is(officer("k", "Erika Maria", "Muster", "")));
}

TEST(HistoryEraser, WhatTellsOfThePerson) {
    const Eraser erika(1, kErika);
    for (const char* text : {"Muster, Erika Maria, Berlin, *01.02.1980", "Frau Erika Maria MUSTER",
                             "Geboren am 1.2.1980", "1980-02-01", "01. 02. 1980", "*01.02.80", "geb. am 1. Februar 1980",
                             "geb. 1. Feb. 80",
                             "Erika Maria Freifrau von und zu Muster", "gemeinsam mit Erika-Maria Muster"})
        EXPECT_TRUE(erika.is_told_in(text)) << text;
    for (const char* text :
         {"Muster, Hans", "Erika Maria Huber", "Mustermann, Erika Maria", "11.02.1980", "01.02.19801", "",
          "am 1.2.",
          "Hans Muster ist ausgeschieden, zu Vertretern sind bestellt Peter Huber und Erika Maria Schulz"})
        EXPECT_FALSE(erika.is_told_in(text)) << text;
    EXPECT_TRUE(erika.is_meant_in("Muster, Erika Maria, *01.02.1980"));
    EXPECT_FALSE(erika.is_meant_in("Muster, Erika Maria"));
    EXPECT_FALSE(erika.is_meant_in("01.02.1980"));
    EXPECT_TRUE(erika.is_named_in("<v>Erika Maria</v><a/><b/><c/><d/><e/><f/><g/><n>Muster</n>"));
    EXPECT_FALSE(erika.is_named_in("<v>Erika</v><n>Muster</n>"));
    EXPECT_TRUE(erika.is_hinted_at("nachname: \"Muster\" has characters"));
    EXPECT_FALSE(erika.is_hinted_at("nachname: \"Huber\" has characters"));
}

TEST(HistoryEraser, OneWordIsNotTwoNames) {
    EXPECT_TRUE(Eraser(1, {"Peter", "Hans Peter", kBorn}).is_told_in("Peter, Hans Peter"));
    EXPECT_TRUE(Eraser(1, {"Peter", "Hans Peter", kBorn}).is_told_in("Hans Peter Peter"));
    EXPECT_FALSE(Eraser(1, {"Peter", "Hans Peter", kBorn}).is_told_in("Hans Peter Huber"));
    EXPECT_FALSE(Eraser(1, {"Peter", "Peter", kBorn}).is_told_in("Peter Huber"));
    EXPECT_TRUE(Eraser(1, {"Peter", "Peter", kBorn}).is_told_in("Peter Peter"));
}

TEST(HistoryEraser, TextsThatTellOfThePersonGo) {
    std::vector<Fact> facts{entry("a", "Muster, Erika Maria, *01.02.1980"),
                            entry("b", "Huber, Hans, *03.04.1970"),
                            entry("c", "Prokura erloschen: Muster, Erika Maria"),
                            officer("k", "Hans", "Huber", kBorn),
                            authority("k/1", "gemeinsam mit Erika Maria Muster"),
                            fact(Attribute::officer_detail, "k/1", {{"acts_for", "Erika Maria Muster"}}),
                            name("Erika Maria Muster GmbH")};
    const std::vector<Fact> before = facts;
    EXPECT_TRUE(Eraser(1, kErika).erase(facts).is_changed);
    EXPECT_EQ(text_in(facts[0], "text"), kErased);
    EXPECT_EQ(text_in(facts[0], "sheet_column"), "6");
    EXPECT_EQ(facts[1], before[1]);
    EXPECT_EQ(text_in(facts[2], "text"), kErased);
    EXPECT_TRUE(facts[0].key.starts_with("erased-"));
    EXPECT_EQ(facts[2].key, facts[0].key + "#2");
    EXPECT_EQ(facts[3], before[3]) << "a birth date of somebody else stays";
    EXPECT_EQ(text_in(facts[4], "rule_text"), kErased);
    EXPECT_EQ(facts[4].key, "k/1");
    EXPECT_EQ(text_in(facts[5], "acts_for"), kErased);
    EXPECT_EQ(facts[6], before[6]) << "names of organisations stay";
}

TEST(HistoryEraser, NothingToErase) {
    std::vector<Fact> facts{officer("k", "Hans", "Huber", kBorn), entry("a", "Huber, Hans")};
    const std::vector<Fact> before = facts;
    const Erasure done = Eraser(1, kErika).erase(facts);
    EXPECT_FALSE(done.is_changed);
    EXPECT_TRUE(done.former_keys.empty());
    EXPECT_EQ(facts, before);
}

TEST(HistoryEraser, OrderAndRepetitionChangeNothing) {
    const Person hans{"Huber", "Hans", "1970-04-03"};
    const std::vector<Fact> facts{officer("a", "Erika Maria", "Muster", kBorn),
                                  officer("b", "Hans", "Huber", "1970-04-03"),
                                  authority("a/1", "mit Hans Huber"),
                                  entry("x", "Huber, Hans"),
                                  entry("y", "Muster, Erika Maria"),
                                  entry("z", "Muster, Erika Maria; Huber, Hans")};
    const Eraser first(1, kErika), second(2, hans);
    std::vector<Fact> one_way = facts, other_way = facts;
    first.erase(one_way);
    second.erase(one_way);
    second.erase(other_way);
    first.erase(other_way);
    EXPECT_EQ(one_way, other_way);
    EXPECT_FALSE(first.erase(one_way).is_changed);
    EXPECT_EQ(one_way, other_way);
}

TEST(HistoryEraser, SeveralOfficesOfOnePersonStayApart) {
    Fact prokura = officer("b", "Erika Maria", "Muster", kBorn);
    prokura.value[column_index(Attribute::officer, "role_code")] = "285";
    std::vector<Fact> facts{officer("a", "Erika Maria", "Muster", kBorn), prokura,
                            officer("a#2", "Erika Maria", "Muster", kBorn, "Ulm")};
    Eraser(1, kErika).erase(facts);
    EXPECT_NE(facts[0].key, facts[1].key);
    EXPECT_EQ(facts[2].key, facts[0].key + "#2");
}

TEST(HistoryEraser, HistoriesGoOn) {
    const auto snapshots = [](const auto& change) {
        std::vector<Snapshot> all{
            snapshot(1, "2024-01-01", {officer("a", "Erika Maria", "Muster", kBorn)}),
            snapshot(2, "2024-02-01", {officer("a", "Erika Maria", "Muster", kBorn, "Ulm")}),
            snapshot(3, "2024-03-01", {officer("b", "Hans", "Huber", "1970-04-03")})};
        for (Snapshot& s : all) change(s);
        return all;
    };
    const History history = fold(snapshots([](Snapshot& s) { Eraser(1, kErika).erase(s.facts); }));
    const auto rows = rows_of(history, Attribute::officer);
    ASSERT_EQ(rows.size(), 2U);  // that the person has moved is nobody's business any more
    EXPECT_EQ(rows[1].valid_from, "2024-01-01");
    EXPECT_EQ(rows[1].valid_to, "2024-03-01");
    EXPECT_EQ(kinds_of(history),
              (std::vector<std::string>{"company_added", "officer_joined", "officer_left"}));
    EXPECT_EQ(history.events[2].subject, "(Geschäftsführer(in))");
}

TEST(HistoryPerson, EverybodyOfWhomFactsMayTell) {
    Fact noble = officer("a", "Erika Maria", "Muster", kBorn);
    noble.value[column_index(Attribute::officer, "name_prefix")] = "von";
    const auto persons =
        persons_in({noble, officer("b", "Hans", "Huber", "1970"), officer("c", "Ida", "Ernst", "")});
    EXPECT_EQ(persons,
              (std::vector<Person>{{"Muster", "Erika Maria", kBorn}, {"von Muster", "Erika Maria", kBorn}}));
    EXPECT_EQ(person_key({"Müller-Groß", "Karl-Heinz", kBorn}), "mueller gross|karl heinz|1980-02-01");
}

TEST(HistoryPerson, PersonsInEntryTexts) {
    for (const char* text :
         {"Muster, Erika Maria, Berlin, *01.02.1980",
          "Geschäftsführerin: Muster, Erika Maria, *1.2.1980, Berlin",
          "Nicht mehr Vorstand: 1. Muster, Erika Maria, geb. Alt, Berlin, 01. 02. 1980; 2. Huber, Hans, "
          "*03.04.1970",
          "Bestellt: Direktorin Erika Maria Muster, geboren am 01.02.1980", "Erika Maria Muster (1980-02-01)",
          "Muster,Erika Maria (Berlin) geb. 01.02.1980", "Muster, Erika Maria, Berlin, *01.02.80",
          "Muster, Erika Maria, Berlin, geb. 1. Februar 1980", "Erika Maria Muster, geb. am 1. Feb. 80"})
        EXPECT_TRUE(knows(persons_in({entry("a", text)}), kErika)) << text;
    const auto of_list =
        persons_in({entry("a", "Huber, Hans, Ulm, *03.04.1970; Muster, Erika Maria, Berlin, *01.02.1980")});
    EXPECT_TRUE(knows(of_list, kErika));
    EXPECT_TRUE(knows(of_list, {"Huber", "Hans", "1970-04-03"}));
    EXPECT_TRUE(persons_in({entry("a", "Muster, Erika Maria")}).empty());
    EXPECT_TRUE(persons_in({name("Muster, Erika Maria, *01.02.1980")}).empty());
    EXPECT_TRUE(persons_in({entry("a", "*01.02.1980")}).empty());
}

}  // namespace
}  // namespace hr::core::history::testing
