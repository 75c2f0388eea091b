#include "core/name/normalize.hpp"

#include "core/name/legal_words.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

#include <vector>

namespace hr::core::name {
namespace {

constexpr char32_t kDiaeresis = 0x308;  // combining: a file system's "ü" is u + this

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    constexpr unsigned char kLead[] = {0, 0xc0, 0xe0, 0xf0};
    out += static_cast<char>(kLead[more] | (c >> (6 * more)));
    for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f));
}

/// Collects folded characters into words.
class Words {
public:
    void add(char32_t c) {
        if (const std::string_view letters = latin(c); !letters.empty()) {
            word_.text += letters;
        } else if (c == kDiaeresis && (previous_ | 0x20) < 0x80 && is_umlaut_base(previous_ | 0x20)) {
            word_.text += 'e';
        } else if (c == '&' || c == '+') {
            end();
            words_.push_back({"und", false});
        } else if (c == '.' || (parts_words(c) && !is_invisible(c))) {
            word_.dotted = c == '.';
            end();
        } else if (!is_invisible(c)) {
            append_utf8(word_.text, lower(c));
        }
        previous_ = c;
    }

    std::vector<Word> take() {
        end();
        return std::move(words_);
    }

private:
    static bool is_umlaut_base(char32_t c) { return c == 'a' || c == 'o' || c == 'u'; }

    void end() {
        if (!word_.text.empty()) words_.push_back(word_);
        word_ = {};
    }

    Word word_;
    std::vector<Word> words_;
    char32_t previous_ = 0;
};

std::string_view cut(std::string_view utf8) {
    if (utf8.size() <= kMaxNameBytes) return utf8;
    std::size_t end = kMaxNameBytes;
    for (int i = 0; i < 3 && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80; ++i) --end;
    return utf8.substr(0, end);
}

/// "Maler- u. Putzbetrieb", "GmbH u Co", but not "u. a.".
void spell_out_und(std::vector<Word>& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i].text == "u" && words[i + 1].text.size() > 1 &&
            (words[i].dotted || words[i + 1].text == "co"))
            words[i].text = "und";
}

}  // namespace

NormalizedName parse_company_name(std::string_view utf8) {
    Words collected;
    for (std::string_view rest = cut(utf8); !rest.empty();) {
        const CodePoint next = first_code_point(rest);
        collected.add(next.valid ? next.value : U' ');
        rest.remove_prefix(next.length);
    }
    std::vector<Word> words = collected.take();
    spell_out_und(words);
    NormalizedName result;
    for (Word& word : without_legal_forms(words)) result.words.push_back(std::move(word.text));
    return result;
}

std::string joined(const NormalizedName& name) {
    std::string result;
    for (const std::string& word : name.words) {
        if (!result.empty()) result += ' ';
        result += word;
    }
    return result;
}

std::string normalize_company_name(std::string_view utf8) {
    return joined(parse_company_name(utf8));
}

}  // namespace hr::core::name
