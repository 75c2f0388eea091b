// Every field of the reference's table is read, or stands in not_kept.tsv with the reason why it is not.
#include "xjustiz_layout_support.hpp"
#include "xjustiz_support.hpp"

#include <map>
#include <set>
#include <sstream>

namespace hr::core::xjustiz::testing {
namespace {

using Lines = std::set<std::string>;

std::vector<std::vector<std::string>> table(const std::filesystem::path& path) {
    std::istringstream text(file(path));
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(text, line);) {
        std::istringstream cells(line);
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
    }
    rows.erase(rows.begin());  // titles
    return rows;
}

/// Path: reason.
std::map<std::string, std::string> not_kept() {
    std::map<std::string, std::string> out;
    for (const auto& row : table(std::string(HR_SOURCE_DIR) + "/src/core/xjustiz/not_kept.tsv")) {
        EXPECT_EQ(row.size(), 2u) << row[0];
        out[row[0]] = row.at(1);
    }
    return out;
}

/// Paths of all elements that a layout reads, and of those around them.
Lines mapped(const Layout& layout) {
    Lines paths = {"nachrichtenkopf/@xjustizVersion",
                   std::string(layout.structure.subjects) + "/@fachdatenRegisterVersion"};
    for (const Row& row : layout.rows) {
        // Of a branch and the like the participant's rows are looked at: a field must be read of everybody.
        if (row.source == Source::branch || row.source == Source::succession) continue;
        const std::string path = absolute_path(layout, row);
        paths.insert(path);
        for (std::size_t slash = path.find('/'); slash != std::string::npos;
             slash = path.find('/', slash + 1))
            paths.insert(path.substr(0, slash));
    }
    return paths;
}

class XjustizCoverage : public ::testing::Test {
protected:
    void SetUp() override {
        if (std::filesystem::exists(fields_)) return;
        if (std::getenv("CI")) FAIL() << fields_ << " is missing";
        GTEST_SKIP() << fields_ << " is not present";
    }

    /// Paths of the fields of a version.
    Lines fields(std::string_view version) const {
        Lines paths;
        for (const auto& row : table(fields_))
            if (row.at(1) == version) paths.insert(row.at(5).substr(1));
        return paths;
    }

    const std::filesystem::path fields_ = shared_folder() / "spec" / "field_xpath.tsv";
};

TEST_F(XjustizCoverage, EveryFieldIsReadOrNotKeptForAReason) {
    const auto reasons = not_kept();
    for (const Layout& layout : layouts()) {
        const Lines all = fields(layout.xjustiz_version);
        ASSERT_GT(all.size(), 150u) << layout.xjustiz_version;
        const Lines read = mapped(layout);
        for (const std::string& path : all) {
            const bool kept = read.count(path) > 0;
            EXPECT_NE(kept, reasons.count(path) > 0)
                << layout.xjustiz_version << " " << path << (kept ? " is read" : " is not read");
        }
        for (const auto& [path, reason] : reasons) {
            EXPECT_TRUE(all.count(path)) << path << " is no field of " << layout.xjustiz_version;
            EXPECT_FALSE(reason.empty()) << path;
        }
    }
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
