// Every document at hand without each of its elements, with each of them twice, and with each reference
// pointing nowhere: all are read with defined results, or refused with a documented error.
#include "xjustiz_support.hpp"

#include "support/register_content_check.hpp"
#include "support/xml_elements.hpp"

#include <algorithm>
#include <cstdio>

namespace hr::core::xjustiz::testing {
namespace {

using test::XmlElement;

std::vector<std::string> documents_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".xml") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> documents;
    for (const std::filesystem::path& path : paths) documents.push_back(file(path));
    return documents;
}

/// Reads what `change` makes of a document at each of its elements; how many were read.
template <class Change>
std::size_t read_changed(const std::vector<std::string>& documents, const Change& change) {
    std::size_t count = 0;
    for (const std::string& document : documents)
        for (const XmlElement& element : test::xml_elements(document)) {
            const std::string changed = change(document, element);
            if (changed.empty()) continue;
            ++count;
            const std::string fault = test::fault_of_reading(changed);
            EXPECT_EQ(fault, "") << element.name << " at byte " << element.begin << " of\n"
                                 << document.substr(0, 400);
            if (!fault.empty()) return count;
        }
    return count;
}

void expect_defined(const std::vector<std::string>& documents) {
    const auto drop = [](const std::string& document, const XmlElement& element) {
        return test::without(document, element);
    };
    const auto twice = [](const std::string& document, const XmlElement& element) {
        return element.begin == 0 ? std::string() : test::with_twice(document, element);
    };
    const auto nowhere = [](const std::string& document, const XmlElement& element) {
        return test::is_reference(element) ? test::with_content(document, element, "4711") : std::string();
    };
    const std::size_t elements = read_changed(documents, drop);
    std::printf("%zu documents, %zu elements, %zu doubled, %zu references\n", documents.size(), elements,
                read_changed(documents, twice), read_changed(documents, nowhere));
    EXPECT_GT(elements, 100 * documents.size());
}

TEST(XjustizElement, OfTheSamplesEachMayBeMissing) {
    std::vector<std::string> documents;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(HR_SOURCE_DIR) + "/sample"))
        if (entry.path().extension() == ".xml") documents.push_back(file(entry.path()));
    documents.push_back(complete_document());
    documents.push_back(complete_document("3.4.1"));
    ASSERT_GE(documents.size(), 10u);
    expect_defined(documents);
}

TEST(XjustizElement, OfTheReferenceDocumentsEachMayBeMissing) {
    const std::filesystem::path folder = shared_folder() / "data" / "si";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not present";
    const std::vector<std::string> documents = documents_in(folder);
    ASSERT_GE(documents.size(), 100u);
    expect_defined(documents);
}

/// What a reference leads to may be missing: what it would have said is told as a finding.
TEST(XjustizElement, AParticipantWithoutContentIsAFinding) {
    const std::string document = file(std::string(HR_SOURCE_DIR) + "/sample/kg_with_branch.xml");
    std::size_t count = 0, told = 0;
    for (const XmlElement& element : test::xml_elements(document)) {
        if (element.name != "beteiligter") continue;
        ++count;
        const Reading reading = read(test::without(document, element));
        told += std::any_of(reading.findings.begin(), reading.findings.end(), [](const std::string& finding) {
            return finding.find("has no content") != std::string::npos ||
                   finding.find("has no name") != std::string::npos;
        });
    }
    EXPECT_GE(count, 3u);
    EXPECT_EQ(told, count);
}

/// A branch of which only a reference says that it is there.
TEST(XjustizElement, AReferenceThatLeadsToNothingIsAFinding) {
    std::string document = file(std::string(HR_SOURCE_DIR) + "/sample/kg_with_branch.xml");
    const auto branches = [](const Reading& reading) {
        return facts_of(reading.entities.at(0), history::Attribute::branch).size();
    };
    ASSERT_EQ(branches(read(document)), 1u);
    for (const XmlElement& element : test::xml_elements(document))
        if (element.name.starts_with("gleicheFirma")) {
            document = test::without(document, element);
            break;
        }
    EXPECT_EQ(branches(read(document)), 1u);
    const std::size_t branch = document.find("auswahl_artZweigniederlassung");
    for (const XmlElement& element : test::xml_elements(document))
        if (element.begin > branch && element.name == "ref.rollennummer") {
            document = test::with_content(document, element, "4711");
            break;
        }
    const Reading reading = read(document);
    EXPECT_EQ(test::fault_of(reading), "");
    EXPECT_EQ(branches(reading), 0u);
    EXPECT_EQ(std::count(reading.findings.begin(), reading.findings.end(),
                         "branch: nothing is stated about the one with the role number \"4711\""),
              1);
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
