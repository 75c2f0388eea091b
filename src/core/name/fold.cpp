#include "core/name/fold.hpp"

#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hr::core::name {
namespace {

constexpr char32_t kDiaeresis = 0x308;  // combining: a file system's "ü" is u + this
constexpr std::size_t kMostBytesOfOne = 4;

// Which the capital at their beginning parts from a word.
constexpr std::string_view kGluedForms[] = {"gmbh", "mbh", "ag", "kg", "ohg", "ug", "se", "ev"};

constexpr bool is_umlaut_base(char c) {
    return c == 'a' || c == 'o' || c == 'u';
}

constexpr bool is_apostrophe(char32_t c) {
    return c == '\'' || c == '`' || c == 0xb4 || c == 0x2018 || c == 0x2019 || c == 0x201b || c == 0x2032;
}

constexpr bool is_hyphen(char32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/// Of ASCII: the letter or digit it folds to, or 0.
constexpr auto kFolded = [] {
    std::array<char, 128> folded{};
    for (char c = '0'; c <= '9'; ++c) folded[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) folded[static_cast<unsigned char>(c)] = c;
    for (char c = 'A'; c <= 'Z'; ++c) folded[static_cast<unsigned char>(c)] = static_cast<char>(c | 0x20);
    return folded;
}();

class Folder {
public:
    explicit Folder(std::size_t bytes) {
        // Nothing folds to more than twice its bytes, "&" apart, which becomes a word without letters here.
        result_.letters.resize(2 * bytes + kMostBytesOfOne);
        begin_ = end_ = result_.letters.data();
        result_.words.reserve(12);
    }

    void add_ascii(char c) {
        if (const char folded = kFolded[static_cast<unsigned char>(c)]; folded != 0) {
            const bool is_capital = folded != c;
            if (is_capital) note_capital();
            *end_++ = folded;
            count(is_capital);
            was_small_ = c >= 'a';
        } else {
            add_mark(static_cast<unsigned char>(c));
        }
    }

    void add(char32_t c) {
        if (const std::string_view letters = latin(c); !letters.empty()) {
            end_ = std::copy(letters.begin(), letters.end(), end_);
            count(false);
            was_small_ = true;
        } else if (c == kDiaeresis && end_ != begin_ && is_umlaut_base(end_[-1])) {
            *end_++ = 'e';
        } else if (is_invisible(c)) {
        } else if (parts_words(c)) {
            add_mark(c);
        } else {
            end_ = put_code_point(end_, lower(c));
            count(false);
        }
    }

    FoldedName take() {
        finish();
        if (!result_.words.empty()) result_.words.back().glued = result_.words.back().hyphened = false;
        return std::move(result_);
    }

private:
    void count(bool is_capital) {
        if (characters_++ == 0) is_capital_ = is_capital;
    }

    void note_capital() {
        if (!was_small_) return;
        hump_before_ = hump_;
        hump_ = end_;
    }

    void add_mark(char32_t c) {
        if (is_apostrophe(c) && end_ != begin_) return;  // "McDonald's" is "McDonalds"
        finish();
        if (c == '&' || c == '+') {
            result_.words.push_back({.text = "und"});
            marks_ = 0;
            return;
        }
        ++marks_;
        if (result_.words.empty()) return;
        Word& last = result_.words.back();
        if (c == '.' && marks_ == 1) {
            last.dotted = last.glued = true;
            marks_ = 0;
        } else if (is_hyphen(c)) {
            last.hyphened = true;
            last.wide = marks_ > 1;
        } else {
            last.glued = false;
            last.wide = marks_ > 1;
        }
    }

    void finish() {
        if (end_ == begin_) return;
        if (hump_ != nullptr) part_glued_form();
        push(begin_, end_, characters_ == 1, is_capital_);
        begin_ = end_;
        characters_ = marks_ = 0;
        hump_ = hump_before_ = nullptr;
        was_small_ = is_capital_ = false;
    }

    void push(const char* begin, const char* end, bool is_single, bool is_capital) {
        const std::string_view text(begin, static_cast<std::size_t>(end - begin));
        result_.words.push_back({.text = text, .single = is_single, .capital = is_capital});
    }

    void part_glued_form() {
        for (const char* hump : {hump_before_, hump_}) {
            if (hump == nullptr || hump - begin_ < 3) continue;
            const std::string_view tail(hump, static_cast<std::size_t>(end_ - hump));
            if (hump - begin_ == 3 && tail.size() == 2) continue;  // "InvAG"
            if (std::find(std::begin(kGluedForms), std::end(kGluedForms), tail) == std::end(kGluedForms))
                continue;
            push(begin_, hump, false, is_capital_);
            begin_ += hump - begin_;
            is_capital_ = true;
            return;
        }
    }

    FoldedName result_;
    char* begin_;  ///< of the word that is being read
    char* end_;
    const char* hump_ = nullptr;  ///< the last capital behind a small letter
    const char* hump_before_ = nullptr;
    std::size_t characters_ = 0;
    int marks_ = 0;  ///< since the last word
    bool was_small_ = false;
    bool is_capital_ = false;
};

}  // namespace

FoldedName fold(std::string_view utf8) {
    Folder folder(utf8.size());
    while (!utf8.empty()) {
        if (static_cast<unsigned char>(utf8.front()) < 0x80) {
            folder.add_ascii(utf8.front());
            utf8.remove_prefix(1);
        } else {
            const CodePoint next = first_code_point(utf8);
            folder.add(next.valid ? next.value : U' ');
            utf8.remove_prefix(next.length);
        }
    }
    return folder.take();
}

}  // namespace hr::core::name
