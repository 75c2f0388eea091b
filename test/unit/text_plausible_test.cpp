#include "core/text/plausible.hpp"

#include "core/history/eraser.hpp"

#include <gtest/gtest.h>

namespace hr::core::text {
namespace {

using history::Eraser;
using history::Person;

const Person kTabea{"Quellm\u00fcller", "Tabea", "1957-03-14"};

std::string utf16(std::string_view latin1, bool is_little) {
    std::string out;
    for (const char c : latin1) {
        if (!is_little) out += '\0';
        out += c;
        if (is_little) out += '\0';
    }
    return out;
}

bool knows(const std::vector<Person>& persons) {
    for (const Person& person : persons)
        if (person_key(person) == person_key(kTabea)) return true;
    return false;
}

/// One person in every form of bytes that nobody could read.
std::vector<std::string> documents() {
    const std::string latin1 = "<v>Tabea</v><n>Quellm\xFCller</n><g>1957-03-14";
    return {"<v>Tabea</v><n>Quellm\u00fcller</n><g>1957-03-14</g>",
            "<v>Tabea</v><n>Quellmu\u0308ller</n><g>14.03.1957",
            latin1,
            utf16(latin1, true),
            utf16(latin1, false),
            "x" + utf16(latin1, false),
            "x" + utf16(latin1, true),
            "<v>Tabea</v><n>Quellm&#252;ller</n><g>1957-03-14",
            "<v>Tabea</v><n>Quellm&#xFC;ller</n><g>1957/03/14",
            "<v>Tabea</v><n>Quellmu&#x308;ller</n><g>19570314",
            "<td>Quellm&uuml;ller, Tabea, geb. am 14.&nbsp;M&auml;rz&nbsp;1957</td>",
            R"({"name": "Quellm\u00fcller", "first": "Tabea", "born": "1957-03-14")",
            R"({"text": "Prokura:\nQuellm\u00FCller, Tabea,\n*14.3.57)",
            "Quellm\u00c3\u00bcller, Tabea, K\u00c3\u00b6ln, *14.03.1957",
            "<person last=\"Quellm\u00fcller\" first='Tabea' born=\"1957-03-14\"",
            "&lt;n&gt;Quellm\u00fcller&lt;/n&gt;&lt;v&gt;Tabea&lt;/v&gt; 14.III.1957"};
}

TEST(TextPlausible, ThePersonIsFoundInBytesThatNobodyCouldRead) {
    const Eraser eraser(1, kTabea);
    for (const std::string& document : documents()) {
        EXPECT_TRUE(eraser.is_identified_in(document)) << document;
        EXPECT_TRUE(knows(history::persons_in_bytes(document))) << document;
    }
}

TEST(TextPlausible, OthersAreNot) {
    const Eraser eraser(1, kTabea);
    for (const char* document : {"", "<v>Tabea</v><n>Quellm\u00fcller</n><g>1958-03-14",
                                 "<v>Tabea</v><n>Quellm\u00fchler</n><g>1957-03-14",
                                 "Quellm\u00fcller GmbH, 14.03.1957", "\xFF\xFE\0\0"})
        EXPECT_FALSE(eraser.is_identified_in(document)) << document;
}

TEST(TextPlausible, NeverFails) {
    std::string bytes;
    for (int i = 0; i < 2000; ++i) bytes += static_cast<char>((i * 7919) >> 3);
    for (std::size_t size = 0; size < bytes.size(); size += 37)
        for (const std::string& text : plausible_texts(std::string_view(bytes).substr(0, size)))
            EXPECT_LE(text.size(), 4 * bytes.size());
}

TEST(TextPlausible, TextsTellOfThePersonInEveryForm) {
    const Eraser eraser(1, kTabea);
    for (const char* text :
         {"Quellm\u00fcller, Tabea, K\u00f6ln, *14.03.1957",
          "Tabea Quellmu\u0308ller, geb. 14.\u00a0M\u00e4rz\u00a01957",
          "Quellm\u00fcller,\n  Tabea,\n geb.am 1957/03/14",
          "Gesch\u00e4fte von Quellm\u00fcller, Tabea, *14.3.57", "TABEA QUELLM\u00dcLLER 19570314",
          "die am 14.03.1957 geborene Tabea Quellm\u00fcller wurde bestellt",
          "Quellm\u00fcller, Tabea (geb. 14-03-1957)", "Tabea\tQuellm\u00fcller,\tgeboren am 14. 3. 1957",
          "Quellmueller, Tabea, K\u00f6ln, 14.III.1957"}) {
        EXPECT_TRUE(eraser.is_meant_in(text)) << text;
        EXPECT_TRUE(knows(history::persons_in_text(text))) << text;
    }
}

}  // namespace
}  // namespace hr::core::text
