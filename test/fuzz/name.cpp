// Two names, parted by a line feed: their words are clean and normalise to themselves where they are one, and
// a judgement on the two is within its bounds, and the same for equal names.
#include "core/name/edit_distance.hpp"
#include "core/name/letter.hpp"
#include "core/name/match.hpp"
#include "core/name/normalize.hpp"
#include "core/name/phonetic.hpp"

#include <cstdlib>

namespace {

using namespace hr::core::name;  // NOLINT: one file

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_share(float value) {
    return value >= 0 && value <= 1.0001F;
}

void check_words(const NormalizedName& name, std::string_view text) {
    std::size_t bytes = 0;
    for (const std::string& word : name.words) {
        require(!word.empty());
        for (const char c : word) require(c != ' ' && c != '.' && c != '&' && !(c >= 'A' && c <= 'Z'));
        require(phonetic(word).size() <= kMaxPhonetic);
        bytes += word.size();
    }
    require(bytes <= 16 * kMaxNameBytes);
    require(normalize_company_name(text) == joined(name));
    require(name.legal_form.code.empty() || !name.legal_form.label.empty());
}

void check_match(const NormalizedName& a, const NormalizedName& b) {
    const NameMatch match = match_names(a, b);
    for (const float share :
         {match.score, match.shared, match.alike, match.only_a, match.only_b, match.spelling, match.open})
        require(is_share(share));
    require(match.decision != Decision::same || match.score >= kSameScore);  // numbers may part them
    require((match.decision == Decision::different) == (match.score < kPossibleScore));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = text.find('\n');
    const std::string_view first = text.substr(0, end);
    const std::string_view second = end == std::string_view::npos ? first : text.substr(end + 1);
    const NormalizedName a = parse_company_name(first), b = parse_company_name(second);
    check_words(a, first);
    check_words(b, second);
    check_match(a, b);
    const NameMatch self = match_names(a, a);
    require(a.words.empty() || (self.shared > 0.999F && self.only_a == 0));
    require(edit_distance(first.substr(0, 200), second.substr(0, 200), 9) ==
            edit_distance(second.substr(0, 200), first.substr(0, 200), 9));
    return 0;
}
