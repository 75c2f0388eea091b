// Owns what tests against the reference material share: its tables, and documents in every layout.
#pragma once

#include "xjustiz_edit.hpp"
#include "xjustiz_support.hpp"

#include "core/xjustiz/layout.hpp"

#include <cstdio>
#include <memory>
#include <set>
#include <sstream>

namespace hr::core::xjustiz::testing {

using Table = std::vector<std::vector<std::string>>;

/// Rows of tab-separated text; the first line, with titles, may be left out.
inline Table table_in(const std::string& text, bool has_titles = true) {
    std::istringstream lines(text);
    Table rows;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
    }
    if (has_titles) rows.erase(rows.begin());
    return rows;
}

/// Skips the test where the reference material is not present; fails where it must be.
class XjustizReference : public ::testing::Test {
protected:
    void SetUp() override {
        if (std::filesystem::exists(shared_folder() / "spec")) return;
        if (std::getenv("CI")) FAIL() << shared_folder() << " is missing";
        GTEST_SKIP() << shared_folder() << " is not present";
    }
};

/// Field, version, cardinality, type, code list, path below the root.
inline Table field_table() {
    return table_in(file(shared_folder() / "spec" / "field_xpath.tsv"));
}

inline std::string official_document(std::string_view company, std::string_view schema) {
    return file(shared_folder() / "data" / "si" / "official_layouts" /
                (std::string(company) + "_" + std::string(schema) + ".xml"));
}

struct SchemaPath {
    std::string path;  ///< from the root on: "/nachrichtenkopf", "/grunddaten/@xjustizVersion"
    bool is_code = false;
};

/// Every path that a schema allows.
inline std::vector<SchemaPath> paths_of(std::string_view schema) {
    const std::string command = "tar xJOf '" +
                                (shared_folder() / "spec" / "all_paths_by_version.tar.xz").string() +
                                "' 'paths_" + std::string(schema) + ".tsv'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string text;
    char buffer[65536];
    for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe.get())) > 0;) text.append(buffer, n);
    std::vector<SchemaPath> paths;
    const std::string root = "/nachricht.reg.0400003";
    for (const auto& row : table_in(text, false)) {
        EXPECT_EQ(row.at(0).substr(0, root.size()), root);
        const bool is_code = row.size() > 2 && row[2].substr(0, 5) == "Code.";
        if (row[0].size() > root.size()) paths.push_back({row[0].substr(root.size()), is_code});
    }
    return paths;
}

inline std::string written(const pugi::xml_document& tree) {
    std::ostringstream out;
    tree.save(out, "", pugi::format_raw);
    return out.str();
}

inline void set_text(pugi::xml_node element, const std::string& text) {
    while (element.first_child()) element.remove_child(element.first_child());
    element.append_child(pugi::node_pcdata).set_value(text.c_str());
}

}  // namespace hr::core::xjustiz::testing
