#include "core/search/builder.hpp"
#include "core/search/candidates.hpp"
#include "core/search/rank.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace hr::core::search;

namespace {

/// The index in memory, and the names beside it.
class Register {
public:
    explicit Register(std::vector<std::string> names) : names_(std::move(names)) {
        Builder builder;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            builder.add_name(static_cast<std::int64_t>(i), names_[i]);
            builder.add_seat(static_cast<std::int64_t>(i), seat(i));
        }
        builder.write([&](const std::string& first, const std::string& content) {
            blocks_.emplace_back(first, content);
        });
    }

    std::vector<Hit> search(const std::string& text, Mode mode = Mode::smart) const {
        Query query = read_query(text, mode);
        Answers answers;
        look_up(first_wanted(query), answers);
        look_up(interpret(query, answers), answers);
        look_up(weigh(query, answers), answers);
        std::vector<Candidate> found;
        for (const std::int64_t company : candidates(query, answers, 100).companies)
            found.push_back({company, names_[static_cast<std::size_t>(company)],
                             seat(static_cast<std::size_t>(company)), false, true});
        return rank(query, text, found);
    }

    std::string first(const std::string& text, Mode mode = Mode::smart) const {
        const std::vector<Hit> hits = search(text, mode);
        return hits.empty() ? "" : hits.front().name + " (" + std::string(hits.front().kind) + ")";
    }

private:
    static std::string_view seat(std::size_t company) { return company % 2 == 0 ? "Köln" : "Bad Ems"; }

    void look_up(Wanted wanted, Answers& answers) const {
        answers.ask(wanted);
        for (const auto& [first, content] : blocks_) answers.add_block(wanted, content);
        answers.settle();
    }

    std::vector<std::string> names_;
    std::vector<std::pair<std::string, std::string>> blocks_;
};

const Register& companies() {
    static const Register all({"Anger Maschinenbau GmbH", "Anger Maschinenhandel GmbH", "Böttcher & Söhne KG",
                               "Turnverein 1888 Stockheim e.V.", "Turnverein 1890 Stockheim e.V.",
                               "Werkzeugfachhandel Gehrig", "Trefzger Metallbau GmbH",
                               "Goga-Druck Horst Adler", "Anger Maschinenbau Verwaltungs GmbH",
                               "Maier Bau GmbH", "Meyer Bau GmbH"});
    return all;
}

}  // namespace

TEST(SearchFind, FindsANameInTheFormsThatPeopleType) {
    EXPECT_EQ(companies().first("Anger Maschinenbau GmbH"), "Anger Maschinenbau GmbH (exact)");
    EXPECT_EQ(companies().first("anger maschinenbau"), "Anger Maschinenbau GmbH (exact)");
    EXPECT_EQ(companies().first("maschinenbau anger"), "Anger Maschinenbau GmbH (words)");
    EXPECT_EQ(companies().first("Boettcher und Soehne"), "Böttcher & Söhne KG (exact)");
    EXPECT_EQ(companies().first("gogadruck horst adler"), "Goga-Druck Horst Adler (exact)");
    EXPECT_EQ(companies().first("Anger Maschinenh"), "Anger Maschinenhandel GmbH (prefix)");
    EXPECT_EQ(companies().first("Gehrig Wrekzeugfachhandel"), "Werkzeugfachhandel Gehrig (corrected)");
    EXPECT_EQ(companies().first("Trephzger Metalbau"), "Trefzger Metallbau GmbH (corrected)");
    EXPECT_EQ(companies().first("Stockheim Turnverein 1890"), "Turnverein 1890 Stockheim e.V. (words)");
    EXPECT_EQ(companies().first("xylophon"), "");
}

TEST(SearchFind, TheSeatTellsNamesApart) {
    EXPECT_EQ(companies().first("maier bau bad ems"), "Maier Bau GmbH (words)");
}

TEST(SearchFind, ModesLeaveOutWhatDoesNotFit) {
    EXPECT_EQ(companies().search("anger bau", Mode::all).size(), 0U);
    EXPECT_EQ(companies().search("bau maier", Mode::all).size(), 1U);
    EXPECT_EQ(companies().search("maier horst", Mode::any).size(), 2U);
    EXPECT_EQ(companies().search("anger maschinenbau", Mode::exact).size(), 1U);
    EXPECT_EQ(companies().search("anger maschinen", Mode::prefix).size(), 3U);
    EXPECT_EQ(companies().search("mayr bau", Mode::phonetic).size(), 2U);
}

TEST(SearchFind, OrderDoesNotDependOnChance) {
    const std::vector<Hit> hits = companies().search("turnverein stockheim");
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].rank, hits[1].rank);
    EXPECT_LT(hits[0].company, hits[1].company);
}

TEST(SearchFind, AnyTextIsAQuery) {
    for (const std::string text :
         {"", "   ", "&", "\x01\x02", "\xff\xfe", "u", "a b c d e f g h i j k l m n o p q r s t"})
        companies().search(text);
    EXPECT_TRUE(companies().search(std::string(100'000, 'x')).empty());
}
