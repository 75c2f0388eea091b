#include "core/name/match.hpp"

#include "core/ascii.hpp"
#include "core/name/edit_distance.hpp"
#include "core/name/word_alignment.hpp"

#include <algorithm>
#include <cmath>

namespace hr::core::name {
namespace {

constexpr std::size_t kMostLetters = 128;  // that are compared one by one
constexpr std::size_t kLeastSpelling = 4;  // one letter of so many may differ
constexpr float kEnough = 5;               // evidence: more says no more
constexpr float kNothing = 0.06F;          // of a name: a connecting word
constexpr float kAlikeSpelling = 0.8F;     // below, letters say nothing

/// Which division of the register enters the form; 0 where none does.
char division(const LegalForm& form) {
    switch (form.kind) {
        case FormKind::partnership:
            return form.label.starts_with("PartG")                       ? 'P'
                   : form.label.find("GbR") == 0 || form.label == "eGbR" ? 'G'
                                                                         : 'A';
        case FormKind::trader:
            return 'A';
        case FormKind::limited:
        case FormKind::stock:
            return 'B';
        case FormKind::association:
            return form.label == "VVaG" ? 'B' : 'V';
        case FormKind::cooperative:
            return 'C';
        default:
            return '\0';
    }
}

FormAgreement agreement(const LegalForm& a, const LegalForm& b) {
    if (a.label.empty() || b.label.empty()) return FormAgreement::unknown;
    if (a.label == b.label) return FormAgreement::same;
    if (a.kind == FormKind::corporate || b.kind == FormKind::corporate) return FormAgreement::unknown;
    if (a.kind == b.kind && division(a) == division(b)) return FormAgreement::related;
    if (division(a) == 'A' && division(b) == 'A') return FormAgreement::related;
    return FormAgreement::different;
}

/// Such companies must bear their form in the name, unlike merchants and associations of old.
bool must_tell(const LegalForm& form) {
    return form.kind == FormKind::limited || form.kind == FormKind::stock;
}

/// Weights of the words of one name.
struct Side {
    float all = 0;
    float equal = 0;
    float alike = 0;
    float missing = 0;
    float heaviest_missing = 0;
    bool is_number_missing = false;
    bool is_serial_missing = false;
};

/// A number that is no year, in which an association may have been founded.
bool is_serial(std::string_view word) {
    const bool is_year = word.size() == 4 && word >= "1500" && word <= "2100" &&
                         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    return has_digit(word) && !is_year;
}

Side sum(const NormalizedName& name, const std::vector<AlignedWord>& words) {
    Side side;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const AlignedWord& word = words[i];
        side.all += word.weight;
        if (word.at >= 0) {
            (word.is_equal ? side.equal : side.alike) += word.weight * word.quality;
        } else {
            side.missing += word.weight;
            side.heaviest_missing = std::max(side.heaviest_missing, word.weight);
            side.is_number_missing = side.is_number_missing || has_digit(name.words[i]);
            side.is_serial_missing = side.is_serial_missing || is_serial(name.words[i]);
        }
    }
    return side;
}

bool is_reordered(const std::vector<AlignedWord>& words) {
    std::int32_t last = -1;
    for (const AlignedWord& word : words) {
        if (word.at < 0) continue;
        if (word.at < last) return true;
        last = word.at;
    }
    return false;
}

std::string letters(const NormalizedName& name) {
    std::string result;
    for (const std::string& word : name.words) {
        result += word;
        if (result.size() > kMostLetters) break;
    }
    result.resize(std::min(result.size(), kMostLetters));
    return result;
}

float spelling(const NormalizedName& a, const NormalizedName& b) {
    const std::string x = letters(a), y = letters(b);
    const std::size_t longer = std::max(x.size(), y.size());
    if (longer == 0) return 0;
    const std::size_t most = longer / kLeastSpelling;
    const std::size_t distance = edit_distance(x, y, most);
    return distance > most ? 0 : 1.0F - static_cast<float>(distance) / static_cast<float>(longer);
}

/// The weights come from logistic regression on two sets of labelled pairs (those of the bench section
/// matcher), rounded by hand with all of these pairs in view; so are the thresholds. What the bench prints is
/// therefore no blind measure.
float score(const NameMatch& match) {
    const float less = std::min(match.only_a, match.only_b), more = std::max(match.only_a, match.only_b);
    float x = 0.5F * std::min(match.evidence, kEnough) / kEnough + 0.4F * match.alike - 0.6F * less -
              0.7F * match.open;
    if (less < kNothing) x += 0.6F;  // one contains the other
    if (more < kNothing) x += 0.8F;
    x += 1.7F * std::max(0.0F, match.spelling - kAlikeSpelling) / (1.0F - kAlikeSpelling);
    if (match.legal_form == FormAgreement::different) x -= 3.3F;  // they stand in different registers
    if (match.lacks_form) x -= 0.3F;
    if (match.number_added && !match.numbers_differ) x -= 0.8F;
    return 1.0F / (1.0F + std::exp(-2.0F * x));
}

/// Companies of one group differ by their numbers: "Musterhof Objekt GmbH", "2. Musterhof Objekt GmbH".
Decision decide(float score, bool is_numbered_apart) {
    if (score >= kSameScore && !is_numbered_apart) return Decision::same;
    return score >= kPossibleScore ? Decision::possible : Decision::different;
}

}  // namespace

NameMatch match_names(const NormalizedName& a, const NormalizedName& b, std::span<const float> weights_a,
                      std::span<const float> weights_b) {
    const AlignedWords aligned = align_words(a, b, weights_a, weights_b);
    const Side x = sum(a, aligned.a), y = sum(b, aligned.b);
    NameMatch match;
    if (x.all <= 0 || y.all <= 0) return match;
    match.shared = (x.equal + y.equal) / (x.all + y.all);
    match.alike = (x.alike + y.alike) / (x.all + y.all);
    match.only_a = x.missing / x.all;
    match.only_b = y.missing / y.all;
    match.evidence = (x.equal + x.alike + y.equal + y.alike) / 2;
    match.open = std::max(x.heaviest_missing, y.heaviest_missing);
    match.spelling = spelling(a, b);
    match.legal_form = agreement(a.legal_form, b.legal_form);
    match.lacks_form = (a.legal_form.label.empty() && must_tell(b.legal_form)) ||
                       (b.legal_form.label.empty() && must_tell(a.legal_form));
    match.numbers_differ = x.is_number_missing && y.is_number_missing;
    match.number_added = x.is_number_missing || y.is_number_missing;
    match.is_reordered = is_reordered(aligned.a);
    match.score = score(match);
    match.decision = decide(match.score, x.is_serial_missing || y.is_serial_missing);
    return match;
}

}  // namespace hr::core::name
