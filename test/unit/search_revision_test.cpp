#include "core/search/builder.hpp"
#include "core/search/revision.hpp"
#include "core/search/word_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace hr::core::search;

namespace {

using Names = std::set<std::pair<std::int64_t, std::string>>;
using Blocks = std::map<std::string, std::string>;

Blocks blocks_of(const Names& names) {
    Builder builder;
    for (const auto& [company, name] : names) builder.add_name(company, name);
    Blocks blocks;
    builder.write(
        [&](const std::string& first, const std::string& content) { blocks.emplace(first, content); });
    return blocks;
}

Values values_of(const Blocks& blocks) {
    Values values;
    for (const auto& [first, content] : blocks)
        each_entry(content, [&](std::string_view key, std::string_view value) {
            return values.emplace(key, value).second;
        });
    return values;
}

/// How frequent words are is told when the index is made, and not anew.
Values without_magnitudes(Values values) {
    for (auto& [key, value] : values) {
        if (key[0] != 'c' && key[0] != 'k') continue;
        std::vector<ListedWord> listed;
        decode(value, 1'000'000, listed);
        for (ListedWord& word : listed) word.magnitude = 0;
        value = encode(listed);
    }
    return values;
}

std::string first_difference(const Values& some, const Values& others) {
    const Values a = without_magnitudes(some), b = without_magnitudes(others);
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return left != a.end() ? left->first : right != b.end() ? right->first : "";
}

void revise(Blocks& blocks, const Changes& changes) {
    const Values old = values_of(blocks);
    NewValues revised = revise_postings(changes, old);
    revise_leads(new_words(changes, old, revised), old, revised);
    for (auto from = revised.begin(); from != revised.end();) {
        const auto next = blocks.upper_bound(from->first);
        const auto to = next == blocks.end() ? revised.end() : revised.lower_bound(next->first);
        Blocks written;
        const auto sink = [&](const std::string& first, const std::string& content) {
            EXPECT_TRUE(written.emplace(first, content).second);
        };
        if (next == blocks.begin()) {
            rewrite({}, from, to, sink);
        } else {
            const auto block = std::prev(next);
            rewrite(block->second, from, to, sink);
            blocks.erase(block);
        }
        blocks.merge(written);
        EXPECT_TRUE(written.empty());
        from = to;
    }
}

std::string random_name(std::mt19937& random) {
    static const char* const kWords[] = {"Bau", "Handel", "Verwaltung", "Nord", "Süd", "Müller", "Meier"};
    std::string name = kWords[random() % std::size(kWords)];
    name += ' ' + std::to_string(random() % 300) + ' ';
    for (int i = 0; i < 6; ++i) name += static_cast<char>('a' + random() % 6);
    return name;
}

}  // namespace

TEST(SearchRevision, BlocksThatAreChangedHoldWhatNewOnesWould) {
    std::mt19937 random(11);
    Names names;
    for (std::int64_t company = 1; company <= 6000; ++company) names.emplace(company, random_name(random));
    Blocks blocks = blocks_of(names);
    for (int round = 0; round < 6; ++round) {
        Changes changes;
        std::set<std::int64_t> changed;  // each once: what comes and goes in one step stays
        for (int i = 0; i < 400; ++i) {
            const auto one = names.lower_bound({static_cast<std::int64_t>(random() % 6000), {}});
            if (one == names.end() || !changed.insert(one->first).second) continue;
            remove_name(changes, entries_of_name(one->first, one->second));
            const std::int64_t company = one->first;
            names.erase(one);
            const std::string name = random_name(random);
            for (auto at = names.lower_bound({company, {}}); at != names.end() && at->first == company; ++at)
                add_name(changes, entries_of_name(company, at->second));
            add_name(changes, entries_of_name(company, name));
            names.emplace(company, name);
        }
        revise(blocks, changes);
        EXPECT_EQ(first_difference(values_of(blocks), values_of(blocks_of(names))), "");
    }
    std::size_t most = 0;
    for (const auto& [first, content] : blocks) most = std::max(most, content.size());
    EXPECT_LT(most, kBlockBytes + kPartPostings * 4);
}

TEST(SearchRevision, AnIndexMayBeginAndEndEmpty) {
    Blocks blocks;
    Changes come, go;
    add_name(come, entries_of_name(7, "Anger Maschinenbau GmbH"));
    revise(blocks, come);
    EXPECT_EQ(values_of(blocks), values_of(blocks_of({{7, "Anger Maschinenbau GmbH"}})));
    remove_name(go, entries_of_name(7, "Anger Maschinenbau GmbH"));
    revise(blocks, go);
    EXPECT_TRUE(blocks.empty());
}

TEST(SearchRevision, WhatGoesAndStaysIsThere) {
    Blocks blocks = blocks_of({{7, "Anger"}});
    Changes changes;
    remove_name(changes, entries_of_name(7, "Anger"));
    add_name(changes, entries_of_name(7, "Anger"));
    revise(blocks, changes);
    EXPECT_EQ(values_of(blocks), values_of(blocks_of({{7, "Anger"}})));
}

TEST(SearchRevision, ABlockThatGrowsIsParted) {
    NewValues values;
    for (int i = 0; i < 100; ++i) values["w" + std::to_string(1000 + i)] = std::string(60, 'x');
    std::vector<std::size_t> sizes;
    rewrite({}, values.begin(), values.end(),
            [&](const std::string&, const std::string& content) { sizes.push_back(content.size()); });
    ASSERT_EQ(sizes.size(), 4U);
    for (const std::size_t size : sizes) EXPECT_LE(size, kBlockBytes);
    EXPECT_GT(sizes.back(), kBlockBytes / 3);
}
