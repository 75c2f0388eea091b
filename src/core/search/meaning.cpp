#include "core/search/meaning.hpp"

#include "core/name/edit_distance.hpp"
#include "core/search/correction.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace hr::core::search {
namespace {

constexpr std::size_t kMostMeanings = 8;
constexpr float kAsLikely = 0.1F;  ///< meanings that differ by less are about as likely

/// Words that the index lists under the keys of a word; those of its sound stand behind the others.
struct Listed {
    std::vector<ListedWord> words;
    std::size_t by_letters = 0;
};

Listed listed_for(const QueryWord& word, const Answers& answers) {
    Listed listed;
    const auto add = [&](const Evidence* found) {
        if (found != nullptr)
            listed.words.insert(listed.words.end(), found->words.begin(), found->words.end());
    };
    for (const std::string& part : keys_to_correct(word.text)) add(answers.find(key(Kind::correction, part)));
    listed.by_letters = listed.words.size();
    add(answers.find(key(Kind::sound, word.sound)));
    return listed;
}

float likeness_by_letters(std::string_view asked, std::string_view word) {
    const unsigned most = asked.size() >= 8 ? 2 : 1;
    const std::size_t distance = core::name::edit_distance(asked, word, most);
    if (distance <= most)
        return 1.0F -
               0.9F * static_cast<float>(distance) / static_cast<float>(std::max(asked.size(), word.size())) -
               0.02F;
    return 0;
}

/// Of words that sound alike.
float likeness_by_sound(std::string_view asked, std::string_view word) {
    const unsigned most = static_cast<unsigned>(std::max<std::size_t>(asked.size() / 3, 1));
    const std::size_t distance = core::name::edit_distance(asked, word, most);
    if (distance <= most)
        return 0.9F - 0.5F * static_cast<float>(distance) / static_cast<float>(asked.size());
    return 0;
}

struct Choice {
    float rank, likeness;
    std::string_view word;
};

/// Those that are alike enough, the likeliest first. Borrows the words.
std::vector<Choice> choices(const QueryWord& word, const Listed& listed) {
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < listed.words.size(); ++i) {
        const ListedWord& other = listed.words[i];
        if (other.word == word.text) continue;
        float like = likeness_by_letters(word.text, other.word);
        if (i >= listed.by_letters) like = std::max(like, likeness_by_sound(word.text, other.word));
        if (like > 0)
            choices.push_back({like + 0.01F * static_cast<float>(other.magnitude), like, other.word});
    }
    std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
        return a.rank != b.rank ? a.rank > b.rank : a.word < b.word;
    });
    return choices;
}

/// Calls `visit` with the two halves of a word that is not known, wherever it may be two written as one.
template <class Visit>
void each_split(const QueryWord& word, Visit visit) {
    constexpr std::size_t kShortestOfTwo = 5, kShortestHalf = 2;
    const std::string_view text = word.text;
    if (word.is_known || text.size() < kShortestOfTwo) return;
    for (std::size_t at = kShortestHalf; at + kShortestHalf <= text.size(); ++at)
        visit(text.substr(0, at), text.substr(at));
}

/// Two words as one, also with the s that German puts between them.
std::array<std::string, 2> joined(const std::string& a, const std::string& b) {
    return {a + b, a + 's' + b};
}

}  // namespace

void add_meanings(QueryWord& word, const Answers& answers) {
    const Listed listed = listed_for(word, answers);
    for (const Choice& choice : choices(word, listed)) {
        if (word.meanings.size() > kMostMeanings) break;
        if (std::none_of(word.meanings.begin(), word.meanings.end(),
                         [&](const Meaning& m) { return m.word == choice.word; }))
            word.meanings.push_back({std::string(choice.word), choice.likeness, 0});
    }
}

// The rarer half leads to the name.
void add_halves(QueryWord& word, const Answers& answers) {
    each_split(word, [&](std::string_view first, std::string_view second) {
        const Evidence* left = answers.find(key(Kind::word, first));
        const Evidence* right = answers.find(key(Kind::word, second));
        if (left == nullptr || right == nullptr) return;
        word.meanings.push_back({std::string(left->names < right->names ? first : second), 0.6F, 0});
    });
}

void want_halves(const QueryWord& word, Wanted& wanted) {
    each_split(word, [&](std::string_view first, std::string_view second) {
        wanted.keys.insert(key(Kind::word, first));
        wanted.keys.insert(key(Kind::word, second));
    });
}

void add_joined(QueryWord& word, const std::string& a, const std::string& b, const Answers& answers) {
    for (const std::string& both : joined(a, b))
        if (answers.find(key(Kind::word, both)) != nullptr) word.meanings.push_back({both, 0.95F, 0});
}

void want_joined(const std::string& a, const std::string& b, Wanted& wanted) {
    for (const std::string& both : joined(a, b)) wanted.keys.insert(key(Kind::word, both));
}

std::uint64_t names_of(const QueryWord& word) {
    if (word.is_known) return word.meanings.front().names;
    float best = 0;
    for (const Meaning& meaning : word.meanings) best = std::max(best, meaning.likeness);
    std::uint64_t names = 0;
    for (const Meaning& meaning : word.meanings)
        if (meaning.likeness >= best - kAsLikely) names = std::max(names, meaning.names);
    return names;
}

}  // namespace hr::core::search
