#include "history_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace hr::core::history::testing {
namespace {

/// Small alphabets, so that values, names, days and keys meet often.
class Source {
public:
    explicit Source(unsigned seed) : random_(seed) {}

    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

    std::string one_of(std::initializer_list<const char*> texts) {
        return *(texts.begin() + below(static_cast<int>(texts.size())));
    }

    std::vector<Snapshot> snapshots() {
        std::vector<Snapshot> all;
        for (int i = 0, count = 1 + below(6); i < count; ++i) {
            const std::string day = "2024-01-0" + std::to_string(1 + below(5));
            const std::string last_entry =
                below(3) ? "2024-01-0" + std::to_string(1 + below(5)) : std::string();
            Snapshot one = snapshot(i + 1, day, facts(), below(4) - 1, last_entry);
            one.sha256 = std::to_string(below(1000)) + "/" + std::to_string(i);
            all.push_back(one);
        }
        shuffle(all);  // document numbers say nothing about the order
        return all;
    }

    template <typename T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[static_cast<std::size_t>(below(static_cast<int>(i)))]);
    }

private:
    std::vector<Fact> facts() {
        std::vector<Fact> facts;
        if (below(8)) facts.push_back(name(one_of({"A", "B"})));
        if (below(2)) facts.push_back(capital(one_of({"1", "2"})));
        for (int i = 0, count = below(4); i < count; ++i) {
            const std::string first = one_of({"Erika", "Hans"});
            const std::string last = one_of({"Muster", "Huber"});
            const std::string born = one_of({"", "1980", "1980-02-01"});
            const std::string key = first + last + born;
            Fact one = officer(key, first, last, born, one_of({"Berlin", "Ulm"}));
            one.value[column_index(Attribute::officer, "role_label")] = one_of({"GF", "Geschäftsführer"});
            facts.push_back(one);
            if (below(2)) facts.push_back(authority(key + "/1", one_of({"allein", "gemeinsam"})));
        }
        return facts;
    }

    std::mt19937 random_;
};

using RowIdentity = std::tuple<Attribute, std::string, std::int64_t>;

RowIdentity identity(const Row& row) {
    return {row.attribute, row.key, row.document};
}

/// The tables and the feed as the registry keeps them.
struct Tables {
    std::map<RowIdentity, Row> rows;
    std::map<std::string, Event> feed;  // what is not retracted

    void apply(const Difference& difference) {
        for (const Row& row : difference.deleted) EXPECT_EQ(rows.erase(identity(row)), 1U);
        for (const Row& row : difference.inserted) EXPECT_TRUE(rows.emplace(identity(row), row).second);
        for (const Row& row : difference.updated) rows.at(identity(row)) = row;
        for (const Event& event : difference.retracted) EXPECT_EQ(feed.erase(event.identity), 1U);
        for (const Event& event : difference.emitted) EXPECT_TRUE(feed.emplace(event.identity, event).second);
    }

    void expect_equal(const History& history) const {
        ASSERT_EQ(rows.size(), history.rows.size());
        for (const Row& row : history.rows) EXPECT_EQ(rows.at(identity(row)), row);
        ASSERT_EQ(feed.size(), history.events.size());
        for (const Event& event : history.events) EXPECT_EQ(feed.at(event.identity), event);
    }
};

void expect_sound(const History& history) {
    std::set<RowIdentity> identities;
    const Row* before = nullptr;
    for (const Row& row : history.rows) {
        EXPECT_TRUE(identities.insert(identity(row)).second);
        EXPECT_LE(row.valid_from, row.valid_to.value_or("9999-12-31"));
        if (before && before->attribute == row.attribute && before->key == row.key) {
            ASSERT_TRUE(before->valid_to);
            EXPECT_LE(*before->valid_to, row.valid_from);
        }
        before = &row;
    }
    for (const Event& event : history.events) {
        EXPECT_EQ(event.identity.size(), 32U);
        for (const std::string& text :
             {event.subject, event.old_value.value_or(""), event.new_value.value_or("")})
            EXPECT_EQ(text.find("1980"), std::string::npos);
    }
}

TEST(HistoryRandom, AnyOrderGivesTheSameHistory) {
    for (unsigned seed = 0; seed < 1500; ++seed) {
        Source source(seed);
        std::vector<Snapshot> snapshots = source.snapshots();
        const History expected = fold(snapshots);
        expect_sound(expected);
        for (int i = 0; i < 3; ++i) {
            source.shuffle(snapshots);
            const History again = fold(snapshots);
            ASSERT_EQ(again.rows, expected.rows) << "seed " << seed;
            ASSERT_EQ(again.events, expected.events) << "seed " << seed;
        }
    }
}

TEST(HistoryRandom, AnyArrivalEndsInTheWholeFold) {
    for (unsigned seed = 5000; seed < 6500; ++seed) {
        Source source(seed);
        const std::vector<Snapshot> snapshots = source.snapshots();
        Tables tables;
        History before;
        for (std::size_t arrived = 0; arrived < snapshots.size();) {
            arrived = std::min(snapshots.size(), arrived + 1 + static_cast<std::size_t>(source.below(2)));
            History after =
                fold({snapshots.begin(), snapshots.begin() + static_cast<std::ptrdiff_t>(arrived)});
            tables.apply(difference(before, after));
            before = std::move(after);
        }
        tables.expect_equal(fold(snapshots));
        ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
    }
}

TEST(HistoryRandom, FactsSurviveStorage) {
    for (unsigned seed = 0; seed < 500; ++seed)
        for (const Snapshot& one : Source(seed).snapshots()) ASSERT_EQ(decode(encode(one.facts)), one.facts);
}

}  // namespace
}  // namespace hr::core::history::testing
