#include "core/reference/reference.hpp"

#include "core/identity/register_type.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>

namespace hr::core::reference {
namespace {

const Reference* find(std::string_view kind, std::string_view code, std::string_view category = {}) {
    for (const Reference& row : references(kind))
        if (row.code == code && (category.empty() || row.category == category)) return &row;
    return nullptr;
}

TEST(Reference, ValuesOfEachKind) {
    ASSERT_NE(find("role", "086"), nullptr);
    EXPECT_EQ(find("role", "086")->name, "Geschäftsführer(in)");
    EXPECT_EQ(find("role", "086")->english_name, "managing director");
    EXPECT_EQ(find("legal_form", "GmbH")->elf_code, "2HBR");
    EXPECT_EQ(find("legal_form", "221110")->elf_code, "2HBR");
    EXPECT_EQ(find("entry_type", "024")->name, "Verschmelzung");
    EXPECT_EQ(find("representation_rule", "002", "special")->name, "Einzelprokura");
    EXPECT_EQ(find("country", "423")->iso_code, "AF");
    EXPECT_TRUE(references("nothing").empty());
    EXPECT_TRUE(references("").empty());
}

TEST(Reference, CodesAreUniqueAndRolesHaveBothNames) {
    for (const char* kind :
         {"legal_form", "role", "entry_type", "representation_rule", "exemption", "procuration",
          "legal_status", "articles", "register_type", "address_type", "country", "currency"}) {
        std::set<std::pair<std::string_view, std::string_view>> keys;
        for (const Reference& row : references(kind)) {
            EXPECT_FALSE(row.code.empty() || row.name.empty()) << kind;
            EXPECT_TRUE(keys.emplace(row.category, row.code).second) << kind << " " << row.code;
            const std::string_view known = row.kind;
            EXPECT_TRUE(known != "role" || !row.english_name.empty()) << row.code;
        }
        EXPECT_FALSE(keys.empty()) << kind;
    }
}

TEST(Reference, RegisterTypesAreThoseOfTheParser) {
    for (const Reference& row : references("register_type")) EXPECT_EQ(identity::type_of(row.code), row.code);
    EXPECT_EQ(references("register_type").size(), 7u);
}

/// A kind whose lines did not stand together, or a line with a field too few, would be lost.
TEST(Reference, EveryLineOfTheSourceIsInTheTable) {
    std::ifstream file(std::string(HR_SOURCE_DIR) + "/src/core/reference/reference.tsv");
    std::map<std::string, std::size_t> lines;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) ++lines[line.substr(0, line.find('\t'))];
    EXPECT_EQ(lines.size(), 12u);
    for (const auto& [kind, count] : lines) EXPECT_EQ(references(kind).size(), count) << kind;
}

}  // namespace
}  // namespace hr::core::reference
