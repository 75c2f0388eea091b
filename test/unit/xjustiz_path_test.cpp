// Every path that a schema allows is read, or left out on purpose; no field is left out.
#include "xjustiz_reference.hpp"

#include "core/xjustiz/coverage.hpp"
#include "core/xjustiz/reader.hpp"

#include <iostream>
#include <map>

namespace hr::core::xjustiz::testing {
namespace {

/// Whether the rule stands for the path, which begins with a slash.
bool covers(const NotKept& rule, const std::string& path) {
    std::string_view wanted = rule.path;
    const bool anywhere = wanted.substr(0, 3) == "**/";
    if (anywhere) wanted.remove_prefix(3);
    const std::string inside = path + "/", step = "/" + std::string(wanted) + "/";
    return anywhere ? inside.find(step) != std::string::npos : inside.substr(0, step.size()) == step;
}

bool is_left_out(const std::string& path) {
    for (const NotKept& rule : not_kept())
        if (covers(rule, path)) return true;
    return false;
}

/// A document with each of the paths once.
void build(pugi::xml_document& tree, const std::vector<SchemaPath>& paths) {
    pugi::xml_node root = tree.append_child("t:nachricht.reg.0400003");
    root.append_attribute("xmlns:t") = "http://www.xjustiz.de";
    std::map<std::string, pugi::xml_node> elements = {{"", root}};
    for (const auto& [path, is_code] : paths) {
        const std::size_t slash = path.rfind('/');
        const std::string name = path.substr(slash + 1);
        pugi::xml_node parent = elements.at(path.substr(0, slash));
        if (name[0] == '@') {
            parent.append_attribute(name.substr(1).c_str()) = "1";
            continue;
        }
        pugi::xml_node element = parent.append_child(("t:" + name).c_str());
        if (is_code) set_text(element.append_child("code"), "1");
        elements[path] = element;
    }
    for (auto& [path, element] : elements)
        if (!element.first_child()) element.append_child(pugi::node_pcdata).set_value("1");
}

class XjustizPath : public XjustizReference {};

TEST_F(XjustizPath, EveryPathIsReadOrLeftOutOnPurpose) {
    std::cout << "schema   paths    read  left out\n";
    for (const Layout& layout : layouts()) {
        SCOPED_TRACE(layout.schema);
        const std::vector<SchemaPath> paths = paths_of(layout.schema);
        ASSERT_GT(paths.size(), 600u);
        pugi::xml_document tree;
        build(tree, paths);
        const Coverage coverage(layout);
        EXPECT_EQ(coverage.unread(Tree(written(tree)).root()), std::vector<std::string>{});
        const auto left_out = std::count_if(paths.begin(), paths.end(),
                                            [](const SchemaPath& path) { return is_left_out(path.path); });
        std::printf("%s %8zu %7zu %9zu\n", std::string(layout.schema).c_str(), paths.size(),
                    paths.size() - static_cast<std::size_t>(left_out), static_cast<std::size_t>(left_out));
    }
}

TEST_F(XjustizPath, WhatIsLeftOutIsNoField) {
    std::set<std::string> fields, rules;
    for (const auto& row : field_table()) fields.insert(row.at(5));
    for (const std::string& field : fields)
        for (const NotKept& rule : not_kept()) EXPECT_FALSE(covers(rule, field)) << rule.path << " " << field;
    EXPECT_GT(fields.size(), 300u);
}

TEST_F(XjustizPath, EveryRuleIsNeeded) {
    std::set<std::string> paths;
    for (const Layout& layout : layouts())
        for (SchemaPath& path : paths_of(layout.schema)) paths.insert(std::move(path.path));
    for (const NotKept& rule : not_kept()) {
        EXPECT_FALSE(rule.reason.empty()) << rule.path;
        if (rule.path.substr(0, 4) == "**/@") continue;  // no schema declares what XML itself does
        EXPECT_TRUE(std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
            return covers(rule, path);
        })) << rule.path;
    }
}

TEST_F(XjustizPath, NothingOfTheReferenceDocumentsIsUnmapped) {
    std::size_t documents = 0;
    for (const char* folder : {"official_layouts", "near_real", "real_facts_3.5.1"})
        for (const auto& entry :
             std::filesystem::directory_iterator(shared_folder() / "data" / "si" / folder)) {
            if (entry.path().extension() != ".xml") continue;
            EXPECT_EQ(read(file(entry.path())).unmapped, std::vector<std::string>{}) << entry.path();
            ++documents;
        }
    EXPECT_EQ(documents, 103u);
}

using Lines = std::vector<std::string>;

TEST(XjustizUnmapped, IsToldWithItsPath) {
    const auto unmapped = [](const std::string& from, const std::string& to) {
        return read(replaced(complete_document(), from, to)).unmapped;
    };
    EXPECT_EQ(read(complete_document()).unmapped, Lines{});
    const std::string purpose = "<tns:gegenstand>H";
    EXPECT_EQ(
        unmapped(purpose, "<tns:neu><tns:a>1</tns:a><tns:b c='2'/></tns:neu>" + purpose),
        (Lines{"fachdatenRegister/basisdatenRegister/neu/a", "fachdatenRegister/basisdatenRegister/neu/b/@c",
               "fachdatenRegister/basisdatenRegister/neu/b"}));
    EXPECT_EQ(unmapped(purpose, "<tns:gegenstand seit='2020'>H"),
              Lines{"fachdatenRegister/basisdatenRegister/gegenstand/@seit"});
    EXPECT_EQ(unmapped(purpose, "lose" + purpose), Lines{"fachdatenRegister/basisdatenRegister/text()"});
    const std::string seat = "<tns:sitz><tns:ort>Leipzig";
    EXPECT_EQ(
        unmapped(seat, "<tns:sitz><tns:ort>Halle</tns:ort></tns:sitz>" + seat),
        Lines{"grunddaten/verfahrensdaten/beteiligung/beteiligter/auswahl_beteiligter/organisation/sitz[2]"});
    EXPECT_EQ(unmapped("<tns:nachrichtenkopf ", "<tns:nachrichtenkopf xmlns:xsi='u' xsi:nil='false' "),
              Lines{});
}

TEST(XjustizUnmapped, IsBounded) {
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "<n" + std::to_string(i) + "/>";
    const std::string longest(5000, 'x');
    const std::string at = "<tns:gegenstand>H";
    const Lines paths = read(replaced(complete_document(), at, "<" + longest + "/>" + many + at)).unmapped;
    EXPECT_EQ(paths.size(), Coverage::kMostPaths);
    EXPECT_EQ(paths.at(0).size(), Coverage::kLongestPath);
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
