// The parser accepts what pugixml and the checks of the markup both accept, and makes the same tree of it.
#include "core/error.hpp"
#include "core/xjustiz/tree.hpp"
#include "core/xjustiz/wellformed.hpp"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <random>

namespace hr::core::xjustiz::testing {
namespace {

constexpr std::string_view kPieces[] = {"<a>",
                                        "</a>",
                                        "<b x='1'>",
                                        "</b>",
                                        "<c/>",
                                        "<c />",
                                        "<p:a>",
                                        "</p:a>",
                                        "<",
                                        "</",
                                        ">",
                                        "/>",
                                        "<!--",
                                        "-->",
                                        "<!-- & -->",
                                        "<![CDATA[",
                                        "]]>",
                                        "<![CDATA[]]>",
                                        "<?p x?>",
                                        "<?",
                                        "?>",
                                        "<?1?>",
                                        "&amp;",
                                        "&#13;",
                                        "&#x41;",
                                        "&x;",
                                        "&",
                                        "\r\n",
                                        "\r",
                                        "\n",
                                        " ",
                                        "\t",
                                        "x",
                                        " y='2'",
                                        " z=\"3'&lt;\"",
                                        " w = 'a\tb'",
                                        "=",
                                        "'",
                                        "\"",
                                        "\xC3\xA4",
                                        "/",
                                        "!",
                                        "<d e='1' e='2'>",
                                        "<d e='1'f='2'>",
                                        "</d >",
                                        "</d x>",
                                        "<1>",
                                        "<\xC3\xA4>",
                                        "        "};

std::string random_document(std::mt19937& source) {
    std::string text = "<r>";
    for (std::size_t left = source() % 12; left > 0; --left) text += kPieces[source() % std::size(kPieces)];
    return text + "</r>";
}

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string marked(char mark, std::string_view text) {
    return mark + std::to_string(text.size()) + ":" + std::string(text) + "\n";
}

void write(pugi::xml_node node, std::string& out) {
    out += marked('<', local_name(node.name()));
    for (const pugi::xml_attribute each : node.attributes())
        out += marked('@', each.name()) + marked('=', each.value());
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_element) write(child, out);
        if (child.type() == pugi::node_comment) out += marked('!', child.value());
        const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
        if (is_text) out += marked('"', child.value());
    }
    out += ">\n";
}

void write(Element element, std::string& out) {
    out += marked('<', element.name());
    for (const auto& [name, value] : element.attributes()) out += marked('@', name) + marked('=', value);
    if (!element.leading_text().empty()) out += marked('"', element.leading_text());
    for (const Element child : element.children()) {
        if (child.is_element()) write(child, out);
        if (child.is_comment()) out += marked('!', child.text());
        if (child.is_text()) out += marked('"', child.text());
    }
    out += ">\n";
}

/// By the scan of the markup and by pugixml; empty where either refuses.
std::string expected_tree(const std::string& document) {
    try {
        check_characters(document);
        check_markup(document);
    } catch (const Error&) {
        return {};
    }
    pugi::xml_document parsed;
    constexpr unsigned kOptions = pugi::parse_default | pugi::parse_comments;
    if (!parsed.load_buffer(document.data(), document.size(), kOptions, pugi::encoding_utf8)) return {};
    std::string out;
    write(parsed.document_element(), out);
    return out;
}

std::string tree_of(const std::string& document) {
    std::string out;
    try {
        write(Tree(document).root(), out);
    } catch (const Error&) {
        return {};
    }
    return out;
}

TEST(XjustizParser, MakesTheTreeThatPugixmlMakes) {
    constexpr int kDocuments = 60000;
    std::mt19937 source{std::random_device{}()};
    int accepted = 0;
    for (int i = 0; i < kDocuments; ++i) {
        const std::string document = random_document(source);
        const std::string expected = expected_tree(document);
        ASSERT_EQ(tree_of(document), expected) << document;
        accepted += expected.empty() ? 0 : 1;
    }
    EXPECT_GT(accepted, kDocuments / 50);
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
