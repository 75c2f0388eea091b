// Dates that no register can state are findings, in documents and in announcements; others stay as they are.
#include "xjustiz_support.hpp"

#include "core/announcement/announcement.hpp"
#include "core/bulk/when.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>

namespace hr::core::xjustiz::testing {
namespace {

using Texts = std::vector<std::string>;

TEST(RegisterDate, YearsOfTheRegister) {
    for (const char* date :
         {"1800", "1800-01-01", "1965-04", "2025-06-02", "2199-12-31", "2199-12-31 23:59:59"})
        EXPECT_TRUE(is_register_date(date)) << date;
    for (const char* date : {"", "0001", "0202-05-01", "1799-12-31", "2200", "9999-12-31", "20"})
        EXPECT_FALSE(is_register_date(date)) << date;
}

Texts findings_of(const Reading& reading, const std::string& about) {
    Texts found;
    for (const std::string& finding : reading.findings)
        if (finding.starts_with(about)) found.push_back(finding);
    return found;
}

TEST(RegisterDate, OthersAreFindingsOfADocument) {
    const std::string document = complete_document();
    for (const auto& [element, value] : {std::pair{"geburtsdatum", "9999-12-31"},
                                         {"geburtsdatum", "0979"},
                                         {"geburtsdatum", "2200-01"},
                                         {"letzteEintragung", "4738-01-01"},
                                         {"abrufdatum", "1492-10-12"},
                                         {"aktuellesSatzungsdatum", "9999-12-31"},
                                         {"gruendungsdatum", "0001-01-01"}}) {
        const std::size_t begin = document.find("<tns:" + std::string(element) + ">");
        ASSERT_NE(begin, std::string::npos) << element;
        const std::size_t text = document.find('>', begin) + 1, end = document.find('<', text);
        const std::string changed = std::string(document).replace(text, end - text, value);
        const Reading reading = read(changed);
        EXPECT_EQ(findings_of(reading, element),
                  Texts{std::string(element) + ": \"" + value +
                        "\" is not a date that a register can state and was left out"});
        for (const Entity& entity : reading.entities) {
            EXPECT_EQ(entity.last_entry.find(value), std::string::npos);
            EXPECT_EQ(entity.retrieved.find(value), std::string::npos);
            for (const history::Fact& fact : entity.facts)
                for (const auto& column : fact.value) EXPECT_NE(column, value) << line(fact);
        }
        EXPECT_EQ(read(document).findings.size() + 1, reading.findings.size());
    }
}

TEST(RegisterDate, TheMomentOfAMessageToo) {
    const std::string document = complete_document();
    const std::size_t begin = document.find("<tns:erstellungszeitpunkt>");
    const std::size_t text = document.find('>', begin) + 1, end = document.find('<', text);
    std::string changed = std::string(document).replace(text, end - text, "9999-12-31T11:21:36");
    EXPECT_EQ(read(changed).message.created, "");
    EXPECT_EQ(findings_of(read(changed), "erstellungszeitpunkt").size(), 1u);
}

std::string announcement(const std::string& published, const std::string& entered, const std::string& body) {
    return published +
           " (Bekanntmachungsdatum)\n\nBerlin Amtsgericht Berlin (Charlottenburg) HRB 1 B\n"
           "Löschungsankündigung " +
           entered +
           " (Eintragungsdatum)\n\nMuster GmbH\n"
           "Gesellschaft mit beschränkter Haftung\nBerlin\n\n" +
           body;
}

TEST(RegisterDate, OthersAreFindingsOfAnAnnouncement) {
    const std::string body = "Die Gesellschafterversammlung vom 31.12.9999 hat beschlossen.";
    const auto good = announcement::parse(announcement("27.09.2024", "26.09.2024", "Text."));
    EXPECT_EQ(good.findings, Texts{});
    EXPECT_EQ(good.entered, "2024-09-26");
    const auto entered = announcement::parse(announcement("27.09.2024", "26.09.9999", "Text."));
    EXPECT_EQ(entered.entered, std::nullopt);
    EXPECT_EQ(entered.findings,
              Texts{"entered: \"9999-09-26\" is not a date that a register can state and was left out"});
    const auto resolved = announcement::parse(announcement("27.09.2024", "26.09.2024", body));
    EXPECT_EQ(resolved.dates.resolution, std::nullopt);
    EXPECT_EQ(resolved.findings,
              Texts{"resolution: \"9999-12-31\" is not a date that a register can state and was left out"});
    EXPECT_EQ(resolved.body, body);
}

TEST(RegisterDate, AnAnnouncementIsOfADayThatThePortalCanState) {
    for (const std::string day : {"27.09.9999", "27.09.1492"}) try {
            announcement::parse(announcement(day, "26.09.2024", "Text."));
            FAIL() << day;
        } catch (const Error& error) {
            EXPECT_EQ(error.sqlstate(), "22023");
            EXPECT_NE(error.detail().find("is not a date that a register can state"), std::string::npos)
                << error.detail();
        }
}

TEST(RegisterDate, ALineOfBulkDataIsOfATimeOfTheRegister) {
    EXPECT_EQ(bulk::local_time("2199-12-31"), "2199-12-31 00:00:00");
    EXPECT_EQ(bulk::local_time("2200-01-01"), std::nullopt);
    EXPECT_EQ(bulk::local_time("9999-12-31T00:00:00Z"), std::nullopt);
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
