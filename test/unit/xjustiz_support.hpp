// Owns what tests of the register content reader share: documents, and facts as lines to compare.
#pragma once

#include "core/error.hpp"
#include "core/xjustiz/reader.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace hr::core::xjustiz::testing {

inline std::string file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    EXPECT_TRUE(stream.good()) << path;
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// Each element that is read, once and more; in another layout, what differs is rewritten.
inline std::string complete_document(std::string_view xjustiz_version = "3.5.1") {
    std::string document = file(std::string(HR_SOURCE_DIR) + "/test/unit/data/complete_3.5.1.xml");
    if (xjustiz_version == "3.5.1") return document;
    EXPECT_EQ(xjustiz_version, "3.4.1");
    document = replaced(document, "xjustizVersion=\"3.5.1\"", "xjustizVersion=\"3.4.1\"");
    document = replaced(document, "RegisterVersion=\"3.4\"", "RegisterVersion=\"3.3\"");
    const std::size_t begin = document.find("<tns:auswahl_bezeichnung><tns:dienstbezeichnung");
    const std::string end = "</tns:auswahl_bezeichnung>";
    document.replace(begin, document.find(end, begin) + end.size() - begin,
                     "<tns:naehereBezeichnung>Notar</tns:naehereBezeichnung>");
    document =
        replaced(document, "<tns:auswahl_bezeichnung><tns:sonstigeBezeichnung>", "<tns:naehereBezeichnung>");
    return replaced(document, "</tns:sonstigeBezeichnung></tns:auswahl_bezeichnung>",
                    "</tns:naehereBezeichnung>");
}

/// The reference material, where it is present.
inline std::filesystem::path shared_folder() {
    const char* folder = std::getenv("HR_SHARED");
    return folder ? std::filesystem::path(folder) : std::filesystem::path(HR_SOURCE_DIR) / ".." / "shared";
}

/// "officer kind=person; role_code=086; last_name=Muster": without lists, versions and labels of codes.
inline std::string line(const history::Fact& fact) {
    const history::AttributeInfo& info = history::info(fact.attribute);
    std::string text(info.name);
    for (std::size_t i = 0; i < fact.value.size(); ++i) {
        const std::string column(info.columns[i].name);
        const bool is_list =
            column == "list" || (column.size() > 5 && column.substr(column.size() - 5) == "_list");
        if (fact.value[i] && info.columns[i].significant && !is_list)
            text += " " + column + "=" + *fact.value[i] + ";";
    }
    return text;
}

inline std::vector<std::string> lines(const Entity& entity) {
    std::vector<std::string> out;
    for (const history::Fact& fact : entity.facts) out.push_back(line(fact));
    return out;
}

/// The one value of an attribute's column, "-" where it is absent.
inline std::string value(const Entity& entity, history::Attribute attribute, std::string_view column) {
    for (const history::Fact& fact : entity.facts)
        if (fact.attribute == attribute)
            return fact.value[history::column_index(attribute, column)].value_or("-");
    return "-";
}

inline std::vector<const history::Fact*> facts_of(const Entity& entity, history::Attribute attribute) {
    std::vector<const history::Fact*> out;
    for (const history::Fact& fact : entity.facts)
        if (fact.attribute == attribute) out.push_back(&fact);
    return out;
}

/// The error that reading ends with.
inline Error error_of(std::string_view document) {
    try {
        read(document);
    } catch (const Error& error) {
        return error;
    }
    return Error("00000", "no error");
}

}  // namespace hr::core::xjustiz::testing
