// Native numbers of register entries: our own sample always, all those of OffeneRegister where they are.
#include "core/identity/register_id.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <set>
#include <unordered_map>

namespace hr::core::identity {
namespace {

std::string key_of(const RegisterId& id) {
    return id.court + "|" + id.type + "|" + std::to_string(id.number) + "|" + id.suffix + "|" +
           id.former_court;
}

/// Takes rows of company number and native number; says what does not hold.
class Census {
public:
    void take(const std::string& company_number, const std::string& native) {
        ++rows;
        try {
            const RegisterId id = parse_register_id(native);
            const Court* court = find_court_by_code(id.court);
            const auto number = euid(id);
            if (court && id.former_court.empty()) courts_with_euid.insert(id.court);
            if (number.has_value() != (court && id.former_court.empty())) complain("EUID", native);
            if (number && parse_register_id(*number) != id) complain("round trip of the EUID", native);
            if (!number && euid_problem(id).empty()) complain("reason", native);
            if (parse_register_id(company_number) != id)
                complain("company number", company_number + " " + native);
            const auto [first, is_new] = keys.emplace(key_of(id), native);
            if (!is_new && first->second == native) duplicates.insert(native);
            if (!is_new && first->second != native) complain("key", native + " = " + first->second);
        } catch (const std::exception& error) {
            complain(error.what(), native);
        }
    }

    std::size_t rows = 0;
    std::set<std::string> courts_with_euid;
    std::set<std::string> duplicates;  ///< the same number in two rows
    std::size_t problems = 0;

private:
    void complain(const std::string& what, const std::string& row) {
        if (++problems <= 20) ADD_FAILURE() << what << ": " << row;
    }

    std::unordered_map<std::string, std::string> keys;
};

TEST(IdentityCompanies, Sample) {
    Census census;
    for (const auto& [company_number, native] :
         {std::pair("U1308_HRB33517", "Leipzig HRB 33517"),
          std::pair("X1112R_HRA8195FL", "Flensburg HRA 8195 FL"),
          std::pair("F1103R_HRB158855B", "Berlin (Charlottenburg) HRB 158855"),
          std::pair("M1114_M1112_HRB840", "Offenbach am Main früher Langen HRB 840"),
          std::pair("P2613_M1112_HRB840", "Tostedt früher Langen HRB 840"),
          std::pair("H1101_H1101_HRB840", "Bremen früher Bremen HRB 840"),
          std::pair("R2103_R2104_VR7", "Gütersloh früher Halle VR 7"),
          std::pair("B1204_GnR7", "Freiburg GnR 7"), std::pair("V1110_PR7", "Saarlouis PR 7"),
          std::pair("G1207_VR7", "Frankfurt/Oder VR 7")})
        census.take(company_number, native);
    EXPECT_EQ(census.problems, 0u);
    EXPECT_EQ(census.courts_with_euid.size(), 5u);
    census.take("G1207_VR7", "Frankfurt/Oder VR 7");
    EXPECT_EQ(census.duplicates.size(), 1u);
}

std::string companies() {
    const char* shared = std::getenv("HR_SHARED");
    return (shared ? std::string(shared) : std::string(HR_SOURCE_DIR) + "/../shared") +
           "/data/companies/companies.tsv.xz";
}

TEST(IdentityCompanies, AllOfOffeneRegister) {
    if (!std::filesystem::exists(companies())) GTEST_SKIP() << companies() << " is not there";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("xz -dc '" + companies() + "'").c_str(), "r"),
                                                     pclose);
    ASSERT_TRUE(pipe);
    Census census;
    char* buffer = nullptr;
    std::size_t capacity = 0;
    for (ssize_t length; (length = getline(&buffer, &capacity, pipe.get())) > 0;) {
        const std::string line(buffer, static_cast<std::size_t>(length));
        const std::size_t tab = line.find('\t');
        ASSERT_NE(tab, std::string::npos);
        census.take(line.substr(0, tab), line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1));
    }
    std::free(buffer);
    std::printf("%zu rows, %zu courts with an EUID, %zu true duplicates\n", census.rows,
                census.courts_with_euid.size(), census.duplicates.size());
    for (const std::string& native : census.duplicates) std::printf("  twice: %s\n", native.c_str());
    EXPECT_EQ(census.rows, 1205727u);
    EXPECT_EQ(census.problems, 0u);
    // All but Bremen's, which come with the former courts Bremen and Bremerhaven.
    EXPECT_EQ(census.courts_with_euid.size(), 115u);
}

}  // namespace
}  // namespace hr::core::identity
