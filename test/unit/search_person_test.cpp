#include "core/search/builder.hpp"
#include "core/search/person_candidates.hpp"
#include "core/search/person_score.hpp"

#include <gtest/gtest.h>

using namespace hr::core::search;

namespace {

struct Named {
    std::string last, first;
};

/// The index in memory, and the names beside it.
class Persons {
public:
    explicit Persons(std::vector<Named> names) : names_(std::move(names)) {
        Builder builder;
        for (std::size_t i = 0; i < names_.size(); ++i)
            builder.add_person(static_cast<std::int64_t>(i), names_[i].last, names_[i].first);
        builder.write([&](const std::string& first, const std::string& content) {
            blocks_.emplace_back(first, content);
        });
    }

    std::vector<PersonHit> search(const std::string& text, std::size_t most = 100) const {
        Query query = read_person_query(text);
        Answers answers;
        look_up(first_wanted_of_person(query), answers);
        look_up(interpret(query, answers), answers);
        weigh(query, answers);
        const PersonLists lists = lists_of_person(query, answers);
        look_up(lists.wanted, answers);
        std::vector<PersonName> found;
        for (const std::int64_t id : person_candidates(query, lists, answers, most))
            found.push_back(
                {id, names_[static_cast<std::size_t>(id)].last, names_[static_cast<std::size_t>(id)].first});
        return rank_persons(query, found);
    }

    std::string first(const std::string& text) const {
        const std::vector<PersonHit> hits = search(text);
        if (hits.empty()) return "";
        const PersonHit& best = hits.front();
        return std::string(best.name.last_name) + "|" + std::string(best.name.first_names) + " (" +
               std::string(best.kind) + ")";
    }

private:
    void look_up(Wanted wanted, Answers& answers) const {
        answers.ask(wanted);
        for (const auto& [first, content] : blocks_) answers.add_block(wanted, content);
        answers.settle();
    }

    std::vector<Named> names_;
    std::vector<std::pair<std::string, std::string>> blocks_;
};

const Persons& persons() {
    static const Persons all({{"quittenbaum", "ottilie"},
                              {"quittenbaum", "ottilie maria"},
                              {"quittenbaum schloerzig", "xaver"},
                              {"heckenwiese von der", "walburga"},
                              {"meyzinger", "hanspeter"},
                              {"maizinger", "hans peter"},
                              {"und", "bau"},
                              {"peter", "peter"},
                              {"", "ottokar"}});
    return all;
}

/// As many with a frequent last name and with a frequent first name, and few with both.
Persons frequent() {
    std::vector<Named> names;
    for (std::size_t i = 0; i < 3000; ++i) {
        const std::string rare = "r" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i);
        names.push_back({"mueller", rare});
        names.push_back({rare, "thomas"});
    }
    names.push_back({"mueller", "thomas"});
    names.push_back({"mueller", "hans thomas"});
    return Persons(std::move(names));
}

}  // namespace

TEST(SearchPerson, FindsANameInTheFormsThatPeopleType) {
    EXPECT_EQ(persons().first("Ottilie Quittenbaum"), "quittenbaum|ottilie (exact)");
    EXPECT_EQ(persons().first("QUITTENBAUM, Ottilie"), "quittenbaum|ottilie (exact)");
    EXPECT_EQ(persons().first("maria quittenbaum ottilie"), "quittenbaum|ottilie maria (exact)");
    EXPECT_EQ(persons().first("schlörzig"), "quittenbaum schloerzig|xaver (words)");
    EXPECT_EQ(persons().first("Otilie Quitenbaum"), "quittenbaum|ottilie (corrected)");
    EXPECT_EQ(persons().first("Quiddenpaum"), "quittenbaum|ottilie (phonetic)");
    EXPECT_EQ(persons().first("quitt ott"), "quittenbaum|ottilie (prefix)");
    EXPECT_EQ(persons().first("x quitt"), "quittenbaum schloerzig|xaver (prefix)");
    EXPECT_EQ(persons().first("Walburga von der Heckenwiese"), "heckenwiese von der|walburga (exact)");
    EXPECT_EQ(persons().first("hans peter meyzinger"), "meyzinger|hanspeter (words)");
    EXPECT_EQ(persons().first("hanspeter maizinger"), "maizinger|hans peter (words)");
    EXPECT_EQ(persons().first("ottokar"), "|ottokar (exact)");
}

TEST(SearchPerson, NoWordIsALegalFormOrLeftOut) {
    EXPECT_EQ(persons().first("bau und"), "und|bau (exact)");
    EXPECT_EQ(persons().first("und"), "und|bau (words)");
}

TEST(SearchPerson, AllWordsMustBeThere) {
    EXPECT_EQ(persons().first("ottilie meyzinger"), "");
    EXPECT_EQ(persons().first("ottilie quittenbaum bonn"), "");
    EXPECT_EQ(persons().first("peter peter"), "peter|peter (exact)");
    EXPECT_EQ(persons().first("ottokar ottokar"), "");
    EXPECT_EQ(persons().first("1971-03-04"), "");
}

TEST(SearchPerson, WordsThatWereNotAskedForCostALittle) {
    const std::vector<PersonHit> hits = persons().search("quittenbaum ottilie");
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].rank, 1'000'000);
    EXPECT_LT(hits[1].rank, hits[0].rank);
    EXPECT_GT(hits[1].rank, 900'000);
    EXPECT_EQ(hits[1].kind, "words");
}

TEST(SearchPerson, OrderOfWordsMakesNoDifference) {
    const std::vector<PersonHit> one = persons().search("otilie quitten maria");
    const std::vector<PersonHit> other = persons().search("maria otilie quitten");
    ASSERT_EQ(one.size(), 1U);
    ASSERT_EQ(other.size(), 1U);
    EXPECT_EQ(one[0].rank, other[0].rank);
}

TEST(SearchPerson, FewOfManyWithFrequentNamesAreFound) {
    const Persons all = frequent();
    for (const std::string text : {"mueller thomas", "Thomas Müller", "mue tho", "mueler tomas"}) {
        const std::vector<PersonHit> hits = all.search(text, 50);
        ASSERT_GE(hits.size(), 2U) << text;
        EXPECT_EQ(hits[0].name.first_names, "thomas") << text;
        EXPECT_EQ(hits[0].name.last_name, "mueller") << text;
        EXPECT_EQ(hits[1].name.first_names, "hans thomas") << text;
    }
    EXPECT_EQ(all.search("thomas", 50).size(), 50U);
}

TEST(SearchPerson, AnyTextIsAQuery) {
    for (const std::string text :
         {"", "   ", "&", "\x01\x02", "\xff\xfe", "u", "a b c d e f g h i j k l m n o p q r s t"})
        persons().search(text);
    EXPECT_TRUE(persons().search(std::string(100'000, 'x')).empty());
}
