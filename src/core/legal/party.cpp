#include "core/legal/party.hpp"

#include "core/ascii.hpp"
#include "core/identity/mention.hpp"
#include "core/name/words.hpp"

#include <algorithm>
#include <set>

namespace hr::core::legal {
namespace {

constexpr std::size_t kMaxBefore = 400;
constexpr std::size_t kMaxBehind = 120;

std::string_view trimmed(std::string_view text, std::string_view characters = " \n\t\r,;:(-/") {
    const std::size_t begin = text.find_first_not_of(characters);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(characters) - begin + 1);
}

bool is_capital(char c) {
    return (c >= 'A' && c <= 'Z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// "eingetragen im Handelsregister des Amtsgerichts X unter" and the like, as far as it stands at the end.
std::string_view without_entered(std::string_view text) {
    for (const std::string_view mark :
         {"eingetragen im", "eingetragen beim", "eingetragen unter", "eingetragen", "geführt im",
          "registriert", "im Handelsregister", "im Vereinsregister", "Handelsregister"})
        if (const std::size_t at = text.rfind(mark); at != std::string_view::npos && text.size() - at < 90)
            text = text.substr(0, at);
    return trimmed(text);
}

/// "X GmbH mit dem Sitz in Köln" or "X GmbH, Köln": what stands behind the name goes into `seat`.
std::string_view without_seat(std::string_view text, std::string& seat) {
    for (const std::string_view mark :
         {"mit dem Satzungssitz in ", "mit Satzungssitz in ", "mit dem Sitz in ", "mit Sitz in ",
          "mit dem Sitz ", "mit der Niederlassung in ", "mit Niederlassung in ", "Sitz: ", "Sitz in "})
        if (const std::size_t at = text.rfind(mark); at != std::string_view::npos && text.size() - at < 90) {
            seat = trimmed(text.substr(at + mark.size()));
            return trimmed(text.substr(0, at));
        }
    const std::size_t comma = text.rfind(',');
    if (comma == std::string_view::npos || text.size() - comma > 60) return text;
    const std::string_view place = trimmed(text.substr(comma + 1));
    const std::string_view before = trimmed(text.substr(0, comma));
    if (place.empty() || before.empty() || !is_capital(place.front())) return text;
    seat = place;
    return before;
}

/// A noun that is followed by "der X GmbH" without being part of the name.
bool introduces(std::string_view word) {
    if (word.empty() || !is_capital(word.front()) || is_digit(word.front())) return true;
    for (const std::string_view end : {"schmelzung",
                                       "wechsel",
                                       "wechsels",
                                       "vertrag",
                                       "vertrags",
                                       "vertrages",
                                       "gliederung",
                                       "spaltung",
                                       "plan",
                                       "plans",
                                       "planes",
                                       "nternehmens",
                                       "esellschaft",
                                       "echtsträger",
                                       "ermögens",
                                       "eschäftsbetriebs",
                                       "eils",
                                       "eilbetriebs",
                                       "irma",
                                       "itwirkung",
                                       "ründung",
                                       "mwandlung",
                                       "usgliederungsvertrages",
                                       "ersammlung",
                                       "ufnahme",
                                       "aturalien",
                                       "echtsnachfolgerin"})
        if (word.ends_with(end)) return true;
    return false;
}

bool begins_name(std::string_view text) {
    return !text.empty() && (is_capital(text.front()) || text.front() == '"');
}

/// What can only stand before a company, whatever its name begins with.
constexpr std::string_view kStrong[] = {" mit der ",
                                        " zwischen der ",
                                        " auf die ",
                                        " an der ",
                                        " an die ",
                                        " zwischen ihr und der ",
                                        " zwischen ",
                                        " unter der Firma ",
                                        " unter Firma ",
                                        " unter den Firmen ",
                                        " und der ",
                                        " Verschmelzung der ",
                                        " Vermögensteilen der ",
                                        " Vermögen der ",
                                        " Einzelunternehmens ",
                                        " neu gegründete "};
constexpr std::string_view kArticles[] = {" der ", " die ",  " dem ",   " den ",
                                          " des ", " eine ", " einer ", " mit "};

/// Length of what introduces a name at this place; 0 where nothing does.
std::size_t introduction_at(std::string_view text, std::size_t at) {
    for (const std::string_view words : kStrong)
        if (text.substr(at, words.size()) == words) return words.size();
    for (const std::string_view article : kArticles) {
        if (text.substr(at, article.size()) != article || !begins_name(text.substr(at + article.size())))
            continue;
        const std::string_view before = text.substr(0, at);
        const std::size_t blank = before.find_last_of(" \n(,");
        if (introduces(blank == std::string_view::npos ? before : before.substr(blank + 1)))
            return article.size();
    }
    constexpr std::string_view kAnd = " und ";
    const bool behind_entry =
        text.substr(at, kAnd.size()) == kAnd && trimmed(text.substr(0, at), " ").ends_with(")");
    return behind_entry ? kAnd.size() : 0;
}

/// Length of an opening quote that no other one follows; a closing one at the end does not count.
std::size_t quote_at(std::string_view text, std::size_t at) {
    for (const std::string_view quote : {"\"", "„", "»"}) {
        if (text.substr(at, quote.size()) != quote) continue;
        const std::string_view behind = text.substr(at + quote.size());
        const std::size_t closing =
            std::min({behind.find('"'), behind.find("“"), behind.find("”"), behind.find("«")});
        const bool is_inside = closing != std::string_view::npos && behind.size() - closing > 3;
        if (begins_name(behind) && !is_inside) return quote.size();
    }
    return 0;
}

/// Behind the last quote, line end, or words that introduce a name.
std::size_t name_begin(std::string_view text) {
    for (std::size_t at = text.size(); at-- > 0;) {
        const bool ends_phrase = text[at] == ':' && text.substr(at + 1, 1) == " ";
        if (text[at] == '\n' || text[at] == ';' || ends_phrase) return at + 1;
        if (const std::size_t length = quote_at(text, at); length > 0) return at + length;
        if (const std::size_t length = text[at] == ' ' ? introduction_at(text, at) : 0; length > 0)
            return at + length;
    }
    return 0;
}

/// "a) ", "1. "
std::string_view without_number(std::string_view name) {
    const std::size_t end = name.find_first_of(").");
    const bool is_number =
        end != std::string_view::npos && end >= 1 && end <= 2 && name.substr(end + 1, 1) == " ";
    return is_number ? trimmed(name.substr(end + 1)) : name;
}

/// "Elbe GmbH (vormals Alster GmbH": what it was called is not its name.
std::string_view without_former(std::string_view name) {
    for (const std::string_view mark :
         {" (vormals", " (früher", " (ehemals", " (bisher", " als Rechtsnachfolger"})
        if (const std::size_t at = name.find(mark); at != std::string_view::npos) name = name.substr(0, at);
    return name;
}

/// A name has a capital letter or digit, and is no sentence.
std::string plausible(std::string name) {
    constexpr std::size_t kMaxName = 200;
    const std::string padded = ' ' + name + ' ';
    for (const std::string_view word :
         {" ist ", " hat ", " wurde ", " vom ", " sind ", " innerhalb ", " bei ", " dass ", " beabsichtigt "})
        if (padded.find(word) != std::string::npos) return {};
    const bool has_capital = std::any_of(name.begin(), name.end(), is_capital);
    return has_capital && name.size() > 3 && name.size() <= kMaxName ? name : std::string();
}

std::string_view without_article(std::string_view name) {
    while (name.starts_with(")") || name.starts_with("-") || name.starts_with(" ")) name.remove_prefix(1);
    for (const std::string_view article :
         {"Mit der ", "Mit dem ", "Die ", "Der ", "Das ", "Dem ", "die ", "der ", "das ", "dem ", "den ",
          "Zur ", "und ", "sowie ", "Gesellschaft ", "Gesellschaften ", "Firma "})
        if (name.substr(0, article.size()) == article) return without_article(name.substr(article.size()));
    return name;
}

/// Quotes of all sorts at both ends.
std::string_view without_quotes(std::string_view name) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view quote : {"\"", "„", "“", "”", "'", "»", "«"}) {
            if (name.substr(0, quote.size()) == quote) name.remove_prefix(quote.size()), again = true;
            if (!name.empty() && name.ends_with(quote)) name.remove_suffix(quote.size()), again = true;
        }
        name = trimmed(name, " \n\t,;");
    }
    return name;
}

std::string single_line(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

/// "transferring" or "acquiring" by the word with which the text begins; `other` turns it round.
std::string role_at(std::string_view words, bool other) {
    for (const std::string_view filler : {"als ", "die ", "der ", "dem ", "den ", "weitere ", "weiterer "})
        if (words.starts_with(filler)) words.remove_prefix(filler.size());
    const bool gives = words.starts_with("uebertragend");
    if (!gives && !words.starts_with("uebernehmend") && !words.starts_with("aufnehmend")) return {};
    return gives != other ? "transferring" : "acquiring";
}

/// What stands right behind a company says what it is: "(als übertragende …)", and of the announcing company
/// "und der hiesigen Gesellschaft (übernehmender …)". Else what stands before: "auf die X".
std::string role_of(std::string_view before, std::string_view behind) {
    const std::string words = name::words(behind);
    for (const std::string_view self :
         {"und der hiesigen gesellschaft ", "und der gesellschaft ", "mit der gesellschaft "})
        if (words.starts_with(self)) return role_at(std::string_view(words).substr(self.size()), true);
    if (const std::string role = role_at(words, false); words.starts_with("als ") && !role.empty()) return role;
    const std::string lead = name::words(before);
    for (const std::string_view self : {"der gesellschaft als ", "ihr als "})
        if (const std::size_t at = lead.rfind(self); at != std::string::npos && lead.size() - at < 70)
            return role_at(std::string_view(lead).substr(at + self.size()), true);
    for (const std::string_view towards : {"auf die ", "auf den ", "an die ", "auf das ", "in die "})
        if (before.ends_with(towards)) return "acquiring";
    return {};
}

using identity::Mention;

bool is_known(const Mention& mention) {
    return !mention.id.court.empty() && !mention.is_court_guessed;
}

/// The portal leaves out the letters of some courts: a missing suffix is no difference.
bool is_own(const Mention& mention, const identity::RegisterId& own) {
    const identity::RegisterId& id = mention.id;
    const bool same_suffix = id.suffix == own.suffix || id.suffix.empty() || own.suffix.empty();
    return (!is_known(mention) || id.court == own.court) && id.type == own.type && id.number == own.number &&
           same_suffix;
}

/// "HRB 12 B".
std::string label_of(const identity::RegisterId& id) {
    return id.type + ' ' + std::to_string(id.number) + (id.suffix.empty() ? "" : ' ' + id.suffix);
}

}  // namespace

std::vector<Party> find_parties(std::string_view text, const identity::RegisterId* own) {
    std::vector<Party> parties;
    std::set<identity::RegisterId> ids;
    std::set<std::string> labels;  // of those without an id
    std::size_t from = 0;
    for (const Mention& mention : identity::find_register_mentions(text)) {
        const std::size_t begin = std::max(from, mention.begin > kMaxBefore ? mention.begin - kMaxBefore : 0);
        const std::string_view before = text.substr(begin, mention.begin - begin);
        from = mention.end;
        if (own && is_own(mention, *own)) continue;
        Party party;
        std::string_view name = without_seat(without_entered(trimmed(before)), party.seat);
        const std::size_t start = name_begin(name);
        party.role = role_of(name.substr(0, start), text.substr(mention.end, kMaxBehind));
        const std::string_view given = without_number(trimmed(name.substr(start)));
        party.name = plausible(single_line(without_quotes(without_article(without_former(given)))));
        party.seat = single_line(without_quotes(party.seat));
        party.label = label_of(mention.id);
        party.court = mention.court_name;
        if (is_known(mention)) party.id = mention.id;
        if (labels.contains(party.label)) continue;
        if (party.id ? ids.insert(*party.id).second : labels.insert(party.label).second)
            parties.push_back(std::move(party));
    }
    return parties;
}

}  // namespace hr::core::legal
