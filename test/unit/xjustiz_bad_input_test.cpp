#include "xjustiz_support.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace hr::core::xjustiz::testing {
namespace {

struct Bad {
    const char* name;
    std::string document;
    const char* sqlstate;
    const char* detail;  ///< part of it
};

std::string wrapped(const std::string& content) {
    return "<t:nachricht.reg.0400003 xmlns:t=\"http://www.xjustiz.de\">" + content +
           "</t:nachricht.reg.0400003>";
}

std::string nested(int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += "<a>";
    for (int i = 0; i < depth; ++i) text += "</a>";
    return text;
}

std::string many_attributes(int count) {
    std::string text = "<a";
    for (int i = 0; i < count; ++i) text += " a" + std::to_string(i) + "=''";
    return text + "/>";
}

class XjustizBadInput : public ::testing::TestWithParam<Bad> {};

TEST_P(XjustizBadInput, IsRefused) {
    const Error error = error_of(GetParam().document);
    EXPECT_EQ(error.sqlstate(), GetParam().sqlstate) << error.message();
    EXPECT_NE(error.detail().find(GetParam().detail), std::string::npos) << error.detail();
    EXPECT_FALSE(error.message().empty());
    EXPECT_NE(error.message().back(), '.');
}

INSTANTIATE_TEST_SUITE_P(
    All, XjustizBadInput,
    ::testing::Values(
        Bad{"empty", "", "2200M", "byte 0."}, Bad{"blank", " \n", "2200M", "byte 2."},
        Bad{"text", "Keine Daten", "2200M", "byte 0."}, Bad{"pdf", "%PDF-1.4\n", "2200M", "byte 0."},
        Bad{"truncated_text", wrapped("<a>b").substr(0, 60), "2200M", "byte 60."},
        Bad{"truncated_tag", "<a><b att=\"x", "2200M", "byte 12."},
        Bad{"truncated_comment", "<a><!-- x", "2200M", "byte 9."},
        Bad{"mismatch", "<a><b></c></a>", "2200M", "byte "},
        Bad{"unopened", "<a></a></a>", "2200M", "byte 7."}, Bad{"two_roots", "<a/><b/>", "2200M", "byte 4."},
        Bad{"text_behind", "<a/>x", "2200M", "byte 4."},
        Bad{"html_with_doctype", "<!DOCTYPE html><html></html>", "2200M", "byte 0."},
        Bad{"html", "<html><body><p>Fehler</p></body></html>", "22023", "\"html\""},
        Bad{"doctype", "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"x\"><a/>", "2200M", "byte 21."},
        Bad{"entity_bomb", "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>", "2200M",
            "byte 0."},
        Bad{"late_doctype", "<a><!DOCTYPE a></a>", "2200M", "byte 3."},
        Bad{"undefined_entity", "<a>&nbsp;</a>", "2200M", "byte 3."},
        Bad{"bare_ampersand", "<a>a & b</a>", "2200M", "byte 5."},
        Bad{"entity_in_attribute", "<a b=\"&x;\"/>", "2200M", "byte 6."},
        Bad{"nul_reference", "<a>&#0;</a>", "2200M", "byte 3."},
        Bad{"nul_reference_hex", "<a>&#x000;</a>", "2200M", "byte 3."},
        Bad{"surrogate_reference", "<a>&#xD800;</a>", "2200M", "byte 3."},
        Bad{"huge_reference", "<a>&#99999999;</a>", "2200M", "byte 3."},
        Bad{"empty_reference", "<a>&#;</a>", "2200M", "byte 3."},
        Bad{"nul", std::string("<a>x\0</a>", 9), "2200M", "byte 4."},
        Bad{"control", "<a>\x01</a>", "2200M", "byte 3."},
        Bad{"latin1_as_utf8", "<a>M\xFCller</a>", "2200M", "byte 4."},
        Bad{"overlong", "<a>\xC0\x80</a>", "2200M", "byte 3."},
        Bad{"utf16_of_something_else", std::string("\xFF\xFE<\0a\0/\0>\0", 10), "22023", "\"a\""},
        Bad{"utf16_half_a_character", std::string("\0<\0a\0/\0>\0", 9), "2200M", "byte 9."},
        Bad{"utf16_half_a_pair", std::string("\0<\0a\0>\xD8\0\0<\0/\0a\0>", 16), "2200M", "byte 6."},
        Bad{"utf16_wrong_half_of_a_pair", std::string("\0<\0a\0>\xDC\0\0<\0/\0a\0>", 16), "2200M", "byte 6."},
        Bad{"utf16_nul", std::string("\0<\0a\0>\0\0\0<\0/\0a\0>", 16), "2200M", "byte 3."},
        Bad{"utf16_mark_alone", std::string("\xFE\xFF", 2), "2200M", "byte 0."},
        Bad{"utf16_declared_only", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "0A000", "utf-16"},
        Bad{"utf32", std::string("\xFF\xFE\0\0<\0\0\0", 8), "0A000", "UTF-32"},
        Bad{"ebcdic", "\x4C\x6F\xA7\x94\x93", "2200M", "byte "},
        Bad{"attribute_twice", "<a b=\"1\" b='2'/>", "2200M", "byte 11."},
        Bad{"attribute_without_name", "<a \"1\"/>", "2200M", "byte 3."},
        Bad{"attribute_without_value", "<a b/>", "2200M", "byte "},
        Bad{"too_many_attributes", many_attributes(300), "54000", "256 attributes"},
        Bad{"json", "{\"company\": {\"name\": \"Muster GmbH\"}}", "2200M", "byte 0."},
        Bad{"csv", "HRB;123;Muster GmbH\n", "2200M", "byte 0."},
        Bad{"zip", std::string("PK\x03\x04\0\0", 6), "2200M", "byte "},
        Bad{"invented", "<company><name>Muster GmbH</name></company>", "22023", "\"company\""},
        Bad{"external_entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "2200M",
            "byte 0."},
        Bad{"parameter_entity", "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://example.org/\"> %x;]><a/>",
            "2200M", "byte 0."},
        Bad{"many_roots", wrapped("") + wrapped(""), "2200M", "byte "},
        Bad{"other_encoding", "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a/>", "0A000",
            "windows-1251"},
        Bad{"too_deep", wrapped(nested(300)), "54000", "256 levels"},
        Bad{"far_too_deep", nested(500000), "54000", "byte 768."},
        Bad{"wrong_root", "<nachricht.gds.basisnachricht xmlns=\"http://www.xjustiz.de\"/>", "22023",
            "basisnachricht"},
        Bad{"no_namespace", "<nachricht.reg.0400003/>", "22023", "namespace \"\""},
        Bad{"other_namespace", "<t:nachricht.reg.0400003 xmlns:t=\"http://example.org\"/>", "22023",
            "http://example.org"},
        Bad{"other_prefix", "<t:nachricht.reg.0400003 xmlns=\"http://www.xjustiz.de\"/>", "22023",
            "namespace \"\""},
        Bad{"no_content", wrapped("<t:nachrichtenkopf xjustizVersion=\"3.5.1\"/>"), "22023",
            "fachdatenRegister"},
        Bad{"no_identity", wrapped("<t:fachdatenRegister/>"), "22023", "aktenzeichen"},
        Bad{"old_layout_without_content", wrapped("<t:grunddaten xjustizVersion=\"2.4.0\"/>"), "22023",
            "fachdaten_Register"},
        Bad{"old_layout_without_identity", wrapped("<t:fachdaten_Register/>"), "22023", "aktenzeichen"},
        Bad{"other_message", "<t:nachricht.reg.0400002 xmlns:t=\"http://www.xjustiz.de\"/>", "22023",
            "0400002"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(XjustizReaderRobustness, EveryPrefixIsRefusedCleanly) {
    const std::string document = complete_document();
    const std::size_t whole = document.find_last_not_of('\n');
    for (std::size_t size = 0; size < whole; ++size)
        ASSERT_EQ(error_of(std::string_view(document).substr(0, size)).sqlstate(), "2200M") << size;
}

TEST(XjustizReaderRobustness, AHugeTextIsReadAsOne) {
    const std::string purpose = "Herstellung von Werkzeugen.";
    const std::string huge(100u << 20, 'x');
    const std::clock_t begin = std::clock();
    const Reading reading = read(replaced(complete_document(), purpose, huge));
    std::printf("100 MB: %.2f s\n", static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    EXPECT_EQ(value(reading.entities.at(0), history::Attribute::purpose, "purpose").size(), huge.size());
    EXPECT_EQ(error_of(huge).sqlstate(), "2200M");
}

/// What is not read is not guessed: of a document without its facts only the identity is left.
TEST(XjustizReaderRobustness, NothingIsMadeUp) {
    const std::string bare = wrapped(
        "<t:grunddaten><t:verfahrensdaten><t:instanzdaten><t:auswahl_instanzbehoerde><t:gericht><code>U1308</"
        "code>"
        "</t:gericht></"
        "t:auswahl_instanzbehoerde><t:aktenzeichen><t:auswahl_aktenzeichen><t:aktenzeichen.freitext>HRB 1"
        "</t:aktenzeichen.freitext></t:auswahl_aktenzeichen></t:aktenzeichen></t:instanzdaten></"
        "t:verfahrensdaten>"
        "</t:grunddaten><t:fachdatenRegister/>");
    const Reading reading = read(bare);
    ASSERT_EQ(reading.entities.size(), 1u);
    EXPECT_TRUE(reading.entities[0].facts.empty());
    EXPECT_TRUE(reading.layout_guessed);
}

TEST(XjustizReaderRobustness, WrongNumberIsNamed) {
    const Error error = error_of(replaced(complete_document(), ">32007<", ">abc<"));
    EXPECT_EQ(error.sqlstate(), "22023");
    EXPECT_NE(error.detail().find("\"abc\""), std::string::npos) << error.detail();
}

TEST(XjustizReaderRobustness, ManyEqualElementsTakeLinearTime) {
    const auto seconds = [](int count) {
        std::string subjects, parties;
        for (int i = 0; i < count; ++i) {
            subjects += "<fachdatenRegister/>";
            parties +=
                "<beteiligung><rolle/"
                "><beteiligter><auswahl_beteiligter><natuerlichePerson><vollerName><nachname>Ahorn"
                "</nachname></vollerName></natuerlichePerson></auswahl_beteiligter></beteiligter></"
                "beteiligung>";
        }
        const std::string document =
            "<nachricht.reg.0400003 xmlns='http://www.xjustiz.de'><grunddaten><verfahrensdaten><instanzdaten>"
            "<auswahl_instanzbehoerde><gericht><code>U1308</code></gericht></"
            "auswahl_instanzbehoerde><aktenzeichen>"
            "<auswahl_aktenzeichen><aktenzeichen.freitext>HRB "
            "1</aktenzeichen.freitext></auswahl_aktenzeichen></aktenzeichen>"
            "</instanzdaten>" +
            parties + "</verfahrensdaten></grunddaten>" + subjects + "</nachricht.reg.0400003>";
        const std::clock_t begin = std::clock();
        EXPECT_EQ(read(document).entities.size(), 1u);
        return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    const auto least = [&](int count) {  // what else the machine does only ever adds to it
        return std::min({seconds(count), seconds(count), seconds(count)});
    };
    EXPECT_LT(least(16000), 60 * (least(1000) + 0.002));  // 16 times the work; quadratic would be 256 times
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
