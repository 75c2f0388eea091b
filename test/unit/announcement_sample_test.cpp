// Announcements as the portal has shown them: 200 checked by hand, and all of the reference material.
#include "core/announcement/announcement.hpp"
#include "core/error.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace hr::core::announcement {
namespace {

using nlohmann::json;

std::filesystem::path shared_announcements() {
    const char* folder = std::getenv("HR_SHARED");
    const std::filesystem::path shared =
        folder ? std::filesystem::path(folder) : std::filesystem::path(HR_SOURCE_DIR) / ".." / "shared";
    return shared / "data" / "announcements";
}

std::string text(const std::optional<std::string>& value) {
    return value.value_or("");
}

/// What was read, in the form of the sample.
json understood(const Announcement& a) {
    json parties = json::array();
    for (const legal::Party& party : a.parties)
        parties.push_back({{"name", party.name},
                           {"seat", party.seat},
                           {"number", party.label + (party.court.empty() ? "" : " " + party.court)},
                           {"role", party.role}});
    return {{"kind", legal::code(a.event.kind)},
            {"stage", legal::code(a.event.stage)},
            {"cross_border", a.event.cross_border},
            {"agreement", text(a.dates.agreement)},
            {"resolution", text(a.dates.resolution)},
            {"effective", text(a.dates.effective)},
            {"filed", text(a.dates.filed)},
            {"parties", parties},
            {"published", a.published},
            {"entered", text(a.entered)},
            {"register", a.id ? identity::label(*a.id) : ""},
            {"name", a.name},
            {"seat", a.seat},
            {"legal_form", a.legal_form}};
}

TEST(AnnouncementSample, IsUnderstoodAsAPersonDoes) {
    std::ifstream sample(std::string(HR_SOURCE_DIR) + "/test/unit/data/announcements.jsonl");
    std::map<std::string, int> kinds;
    for (std::string line; std::getline(sample, line);) {
        const json item = json::parse(line);
        const Announcement read = parse(item["details"].get<std::string>());
        EXPECT_EQ(understood(read), item["expected"]) << item["details"].get<std::string>();
        ++kinds[item["expected"]["kind"]];
    }
    EXPECT_EQ(kinds.size(), 10U);
    for (const auto& [kind, count] : kinds) EXPECT_EQ(count, 20) << kind;
}

/// Lines of a compressed file; xz is part of every build machine.
class Lines {
public:
    explicit Lines(const std::filesystem::path& file)
        : pipe_(popen(("xz -dc '" + file.string() + "'").c_str(), "r"), pclose) {}

    bool next(std::string& line) {
        line.clear();
        std::array<char, 65536> buffer{};
        while (std::fgets(buffer.data(), buffer.size(), pipe_.get())) {
            line += buffer.data();
            if (line.back() == '\n') return true;
        }
        return !line.empty();
    }

private:
    std::unique_ptr<FILE, int (*)(FILE*)> pipe_;
};

/// How often the header says something else than the fields beside it, which another program took from the
/// page.
int contradictions(const Announcement& read, const json& item) {
    const auto field = [&](const char* key) {
        return item.contains(key) && item[key].is_string() ? item[key].get<std::string>() : std::string();
    };
    const std::string number = field("registernummer");
    int wrong = read.published != field("date");
    if (!field("amtsgericht").empty()) wrong += "Amtsgericht " + read.court != field("amtsgericht");
    if (!number.empty())
        wrong += !read.id ||
                 identity::label(*read.id).find(read.id->type + " " + std::to_string(read.id->number)) ==
                     std::string::npos ||
                 number.find(read.id->type + " " + std::to_string(read.id->number)) != 0;
    return wrong;
}

TEST(AnnouncementCorpus, HasEveryHeaderAndNearlyEveryBodyTyped) {
    const auto file = shared_announcements() / "2024-09_to_2026-05.jsonl.xz";
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "no reference material";
    Lines lines(file);
    int all = 0, headers = 0, bodies = 0, typed = 0, wrong = 0, withdrawn = 0;
    for (std::string line; lines.next(line);) {
        ++all;
        try {
            const Announcement read = parse(line);
            ++headers;
            wrong += contradictions(read, json::parse(line));
            withdrawn += read.withdrawn_at.has_value();
            EXPECT_FALSE(read.name.empty());
            bodies += !read.body.empty();
            typed += !read.body.empty() && read.event.kind != legal::Kind::kOther;
        } catch (const Error& error) {
            ADD_FAILURE() << error.detail() << "\n" << line.substr(0, 300);
        }
    }
    std::printf("announcements %d, headers %d, withdrawn %d, bodies %d, typed %d (%.2f %%)\n", all, headers,
                withdrawn, bodies, typed, 100.0 * typed / bodies);
    EXPECT_EQ(all, 64167);
    EXPECT_EQ(headers, all);
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(withdrawn, 19);
    EXPECT_GE(typed, 0.99 * bodies);
}

TEST(AnnouncementCorpus, ReadsTheFormerLayout) {
    const auto folder = shared_announcements() / "pre2022";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no reference material";
    int read = 0;
    for (const char* name : {"berlin_2022_05.jsonl", "regisstar.jsonl"}) {
        std::ifstream lines(folder / name);
        for (std::string line; std::getline(lines, line);) {
            json item = json::parse(line);
            if (!item.contains("published")) item["published"] = "2022-05-01";
            const Announcement announcement = parse(item.dump());
            EXPECT_TRUE(announcement.former_layout);
            EXPECT_TRUE(announcement.id) << line;
            EXPECT_FALSE(announcement.name.empty()) << line;
            EXPECT_FALSE(announcement.seat.empty()) << line;
            EXPECT_EQ(announcement.seat.find_first_of(",.0123456789"), std::string::npos)
                << announcement.seat;
            ++read;
        }
    }
    EXPECT_EQ(read, 9);
    std::ifstream page(folder / "maxwellium_content.html", std::ios::binary);
    const Announcement announcement = parse(std::string{std::istreambuf_iterator<char>(page), {}});
    EXPECT_EQ(identity::label(announcement.id.value()), "Amtsgericht Ulm HRB 731772");
    EXPECT_EQ(announcement.published, "2015-02-16");
    EXPECT_EQ(announcement.event.kind, legal::Kind::kNewEntry);
}

}  // namespace
}  // namespace hr::core::announcement
