#include "core/identity/mention.hpp"

#include "core/ascii.hpp"
#include "core/identity/court.hpp"

namespace hr::core::identity {
namespace {

constexpr std::size_t kMaxDigits = 6;
constexpr std::size_t kReach = 160;  // bytes before and behind a number in which its court is looked for
constexpr std::size_t kMaxCourtWords = 7;  // "Ludwigshafen a. Rhein (Ludwigshafen)" has four

struct Spelling {
    std::string_view written;
    std::string_view type;
};
constexpr Spelling kSpellings[] = {{"HRA", "HRA"}, {"HRB", "HRB"}, {"GnR", "GnR"},
                                   {"GNR", "GnR"}, {"GsR", "GsR"}, {"GSR", "GsR"},
                                   {"PR", "PR"},   {"VR", "VR"},   {"GR", "GR"}};

// What courts put behind their numbers. Other capitals there are words: "HRB 1 AG Hamburg", "HRB 2 UG".
constexpr std::string_view kSuffixes[] = {"B",  "FL", "NI", "SL",  "HU", "KA", "KI", "RD", "NM",
                                          "SE", "EC", "NO", "BB",  "PL", "HL", "AH", "SB", "EU",
                                          "GE", "RE", "MÖ", "OL",  "BS", "OD", "RZ", "PI", "IZ",
                                          "ME", "EL", "HB", "BHV", "NP", "P",  "CB", "FF"};

constexpr std::string_view kCourtWords[] = {
    "Amtsgericht", "Amtsgerichts", "Amtsgerichtes", "Amtsgerichte", "Registergericht", "Registergerichts",
    "AG"};
constexpr std::string_view kRegisterWords[] = {
    "Handelsregister",        "Handelsregisters",      "Vereinsregister",    "Genossenschaftsregister",
    "Partnerschaftsregister", "Gesellschaftsregister", "Güterrechtsregister"};

/// "Amtsgericht Köln unter der Nummer HRB 7": words between a court and its number.
constexpr std::string_view kLinks[] = {
    "unter",        "der", "die", "dem",         "Nr",  "Nummer", "Registernummer", "Handelsregisternummer",
    "Aktenzeichen", "zu",  "mit", "eingetragen", "und", "Blatt",  "Abteilung",      "als",
    "Register",     "zur", "Akte"};
/// "HRB 7, eingetragen im Handelsregister des Amtsgerichts Köln", "Handelsregister von Köln".
constexpr std::string_view kLeads[] = {"beim",
                                       "bei",
                                       "im",
                                       "in",
                                       "des",
                                       "der",
                                       "dem",
                                       "am",
                                       "vom",
                                       "von",
                                       "eingetragen",
                                       "Handelsregister",
                                       "Vereinsregister",
                                       "Genossenschaftsregister",
                                       "Partnerschaftsregister",
                                       "Gesellschaftsregister"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&list)[N]) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// Blanks, also U+00A0, that the text has at `at`, in bytes.
std::size_t blank_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (text[at] == ' ' || (text[at] >= 9 && text[at] <= 13)) return 1;
    return text.substr(at, 2) == "\xC2\xA0" ? 2 : 0;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (const std::size_t length = blank_at(text, at)) at += length;
    return at;
}

bool is_word_at(std::string_view text, std::size_t at) {
    return at < text.size() && (is_letter(text[at]) || is_digit(text[at])) && blank_at(text, at) == 0;
}

struct Word {
    std::size_t begin;
    std::size_t end;
};

/// The words of a part of the text: letters, digits and what is written inside a name ("v.d.H.",
/// "Frankfurt/Oder").
std::vector<Word> words_in(std::string_view text, std::size_t begin, std::size_t end) {
    std::vector<Word> words;
    for (std::size_t at = begin; at < end;) {
        if (const std::size_t blank = blank_at(text, at)) {
            at += blank;
            continue;
        }
        const std::size_t start = at;
        while (at < end && blank_at(text, at) == 0) ++at;
        words.push_back({start, at});
    }
    return words;
}

/// Without punctuation at either side: "(Köln," -> "Köln".
std::string_view bare(std::string_view word) {
    constexpr std::string_view kMarks = "()[],;:.\"'/-";
    while (!word.empty() && kMarks.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
    while (!word.empty() && kMarks.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    return word;
}

class Finder {
public:
    explicit Finder(std::string_view text) : text_(text) {}

    std::vector<Mention> all() {
        for (std::size_t at = 0; at < text_.size();) {
            const bool starts = std::string_view("HGPV").find(text_[at]) != std::string_view::npos &&
                                (at == 0 || !is_word_at(text_, at - 1));
            if (starts && number_at(at))
                at = found_.back().end;
            else
                ++at;
        }
        return std::move(found_);
    }

private:
    /// Appends the mention whose type is written at `at`.
    bool number_at(std::size_t at) {
        for (const Spelling& spelling : kSpellings) {
            if (text_.substr(at, spelling.written.size()) != spelling.written) continue;
            Mention mention;
            mention.id.type = spelling.type;
            mention.begin = at;
            if (!read_number(mention, at + spelling.written.size())) continue;
            if (!court_before(mention)) court_behind(mention);
            if (mention.id.suffix.empty())
                mention.id.suffix = own_letters(mention.id, find_court_by_code(mention.id.court));
            found_.push_back(std::move(mention));
            return true;
        }
        return false;
    }

    /// "12345", ". 12345", " Nr. 12345 HL" from `at`.
    bool read_number(Mention& mention, std::size_t at) const {
        for (const std::string_view mark : {".", "-", ":", "Nr.", "Nummer", ":"}) {
            at = skip_blanks(text_, at);
            if (!mark.empty() && text_.substr(at, mark.size()) == mark) at += mark.size();
        }
        at = skip_blanks(text_, at);
        while (at < text_.size() && text_[at] == '0') ++at;
        std::size_t end = at;
        for (; end < text_.size() && is_digit(text_[end]) && end - at <= kMaxDigits; ++end)
            mention.id.number = mention.id.number * 10 + (text_[end] - '0');
        if (end == at || end - at > kMaxDigits) return false;
        const bool goes_on = end + 1 < text_.size() && is_digit(text_[end + 1]);
        if (goes_on && (text_[end] == '/' || text_[end] == '.' || text_[end] == ',')) return false;
        mention.end = read_suffix(mention, end);
        return mention.end > end || !is_word_at(text_, end);
    }

    std::size_t read_suffix(Mention& mention, std::size_t at) const {
        const std::size_t start = skip_blanks(text_, at);
        std::size_t end = start;
        while (is_word_at(text_, end) && end - start < 5) ++end;
        const std::string_view word = text_.substr(start, end - start);
        if (!is_one_of(word, kSuffixes)) return at;
        mention.id.suffix = word;
        return end;
    }

    /// A court whose name, but for words that link the two, ends where the number begins.
    bool court_before(Mention& mention) const {
        const std::size_t last = found_.empty() ? 0 : found_.back().end;
        std::size_t from = mention.begin > last + kReach ? mention.begin - kReach : last;
        while (from < mention.begin && is_word_at(text_, from) && from > last) ++from;
        const std::vector<Word> words = words_in(text_, from, mention.begin);
        std::size_t end = words.size();
        while (end > 0 &&
               (bare(word(words[end - 1])).empty() || is_one_of(bare(word(words[end - 1])), kLinks)))
            --end;
        for (std::size_t first = end; first-- > 0 && end - first <= kMaxCourtWords;) {
            if (closes(word(words[first])) && first + 1 < end) return false;
            if (!introduces(words, first) || first + 1 >= end) continue;
            if (!set_court(mention, words, first + 1, end)) return false;
            // "Amtsgericht Amtsgericht Köln", as forms make it
            while (first > 0 && is_one_of(bare(word(words[first - 1])), kCourtWords)) --first;
            mention.begin = words[first].begin + word(words[first]).find(bare(word(words[first])));
            return true;
        }
        return false;
    }

    /// "HRB 1 Amtsgericht Köln", "HRB 1 B im Handelsregister des Amtsgerichts Charlottenburg".
    bool court_behind(Mention& mention) const {
        const std::vector<Word> words =
            words_in(text_, mention.end, std::min(text_.size(), mention.end + kReach));
        std::size_t at = 0;
        while (at < words.size() && !is_one_of(bare(word(words[at])), kCourtWords) &&
               (bare(word(words[at])).empty() || is_one_of(bare(word(words[at])), kLeads)))
            ++at;
        if (at >= words.size() || !is_one_of(bare(word(words[at])), kCourtWords)) return false;
        std::size_t most = at + 1;
        while (most < words.size() && most - at <= kMaxCourtWords && !closes(word(words[most - 1]))) ++most;
        for (std::size_t end = most; end > at + 1; --end)
            if (take_court(mention, part(words, at + 1, end), find_any_court(part(words, at + 1, end)))) {
                const std::string_view last = word(words[end - 1]);
                mention.end = words[end - 1].begin + last.find(bare(last)) + bare(last).size();
                return true;
            }
        return false;
    }

    /// "Amtsgericht", or "Handelsregister" before a name that no "Amtsgericht" follows.
    bool introduces(const std::vector<Word>& words, std::size_t at) const {
        const std::string_view given = bare(word(words[at]));
        if (is_one_of(given, kCourtWords)) return true;
        return is_one_of(given, kRegisterWords);
    }

    /// The court that the words begin with; where none is known, all of them, if they stand behind
    /// "Amtsgericht".
    bool set_court(Mention& mention, const std::vector<Word>& words, std::size_t begin,
                   std::size_t end) const {
        const std::string_view lead = bare(word(words[begin - 1]));
        while (begin + 1 < end && is_one_of(bare(word(words[begin])), kLeads)) ++begin;
        const std::size_t former = find_former(words, begin, end);
        if (former + 1 < end) return set_former(mention, words, begin, former, end);
        for (std::size_t last = end; last > begin; --last)
            if (take_court(mention, part(words, begin, last), find_any_court(part(words, begin, last))))
                return true;
        if (lead == "AG" || !is_one_of(lead, kCourtWords)) return false;
        const std::string name = part(words, begin, end);
        if (!take_court(mention, name, guess_court(name))) mention.court_name = name;
        return true;
    }

    std::size_t find_former(const std::vector<Word>& words, std::size_t begin, std::size_t end) const {
        while (begin < end && word(words[begin]) != "früher") ++begin;
        return begin;
    }

    /// "Stendal früher Halle": both courts or none, for without the former one it is another entry.
    bool set_former(Mention& mention, const std::vector<Word>& words, std::size_t begin, std::size_t mark,
                    std::size_t end) const {
        const FoundCourt court = find_any_court(part(words, begin, mark));
        const std::string name = part(words, mark + 1, end);
        const FoundCourt former = find_any_court(name, court.court);
        mention.court_name = part(words, begin, end);
        if (!court.court) return true;
        mention.id.court = court.court->code;
        mention.id.former_court = former.court ? std::string(former.court->code) : name;
        return true;
    }

    static bool take_court(Mention& mention, std::string name, const FoundCourt& found) {
        if (!found.court) return false;
        mention.id.court = found.court->code;
        mention.court_name = std::move(name);
        mention.is_court_guessed = found.match == CourtMatch::guess;
        return true;
    }

    /// Whether a name cannot go on behind the word: "Köln)," but not "i.".
    static bool closes(std::string_view word) {
        return !word.empty() && std::string_view(",;:").find(word.back()) != std::string_view::npos;
    }

    std::string_view word(const Word& word) const { return text_.substr(word.begin, word.end - word.begin); }

    std::string part(const std::vector<Word>& words, std::size_t begin, std::size_t end) const {
        std::string name;
        for (; begin < end; ++begin) name += (name.empty() ? "" : " ") + std::string(word(words[begin]));
        while (!name.empty() && std::string_view(",;:(").find(name.back()) != std::string_view::npos)
            name.pop_back();
        return name;
    }

    std::string_view text_;
    std::vector<Mention> found_;
};

}  // namespace

std::vector<Mention> find_register_mentions(std::string_view text) {
    return Finder(text).all();
}

}  // namespace hr::core::identity
