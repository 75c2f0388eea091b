// For each field of the reference's table, in each version that has it: a random token planted there lands in
// exactly the columns that data/fields.tsv names, and nowhere else.
#include "xjustiz_reference.hpp"

#include <iostream>
#include <map>
#include <random>

namespace hr::core::xjustiz::testing {
namespace {

using Places = std::set<std::string>;

struct Field {
    std::string kind;
    std::vector<std::string> places;  ///< one that ends with "_" or "." stands for the four columns of a code
    std::size_t participant = 0;
};

/// By name, or by name and last step of the path where a field has several.
std::map<std::string, Field> expected_fields() {
    std::map<std::string, Field> out;
    for (const auto& row : table_in(file(std::string(HR_SOURCE_DIR) + "/test/unit/data/fields.tsv"))) {
        Field field{row.at(1), {}, row.size() > 3 ? std::stoul(row[3]) : 0};
        std::istringstream places(row.at(2));
        for (std::string place; std::getline(places, place, ',');) field.places.push_back(place);
        out[row.at(0)] = field;
    }
    return out;
}

std::mt19937& random() {
    static std::mt19937 source{std::random_device{}()};
    return source;
}

/// Characters of a set; without 0 and 9 a number is no part of what the documents say.
std::string some(std::size_t count, std::string_view characters) {
    std::string text;
    while (text.size() < count) text += characters[random()() % characters.size()];
    return text;
}
std::string digits(std::size_t count) {
    return some(count, "12345678");
}
std::string word() {
    return "Q" + some(14, "abcdefghijklmnopqrstuvwxyz");
}
std::string one_of(const std::vector<std::string>& all) {
    return all[random()() % all.size()];
}
/// Of years that a register can state and the documents do not.
std::string month() {
    return one_of({"18", "21"}) + digits(2) + "-0" + digits(1);
}
std::string day() {
    return month() + "-2" + digits(1);
}

/// What is written, and what of it is looked for.
struct Token {
    std::string written, sought;
};

Token token(const std::string& kind) {
    const auto same = [](std::string text) { return Token{text, text}; };
    if (kind == "amount") return same(digits(12) + ".25");
    if (kind == "whole") return same(digits(9));
    if (kind == "number") return same(digits(6));
    if (kind == "date") return same(day());
    if (kind == "partial") return same(month());
    if (kind == "time") return same("1" + digits(1) + ":4" + some(1, "2345") + ":5" + digits(1));
    if (kind == "version") return same("9." + some(1, "678") + "." + some(1, "678"));
    if (kind == "register") return same(one_of({"VR", "PR", "GnR"}));
    if (kind == "suffix") return same(one_of({"EC", "NO", "KI"}));
    if (kind == "court") return same("Z" + digits(4));
    if (kind == "entry") {
        const std::string number = digits(6);
        return {"HRA " + number, number};
    }
    if (kind == "moment") {
        const std::string date = day();
        return {date + "T01:02:03Z", date + " 01:02:03"};
    }
    if (kind == "boolean") return same("true");
    return same(word());
}

std::vector<std::string> steps_of(const std::string& path) {
    std::istringstream text(path.substr(1));
    std::vector<std::string> steps;
    for (std::string step; std::getline(text, step, '/');) steps.push_back(step);
    return steps;
}

/// The element at a path, made where it is missing; of a choice that lies on the way the others go.
pugi::xml_node reach(pugi::xml_node from, const std::string& path, std::size_t participant) {
    for (const std::string& step : steps_of(path)) {
        if (step[0] == '@') return from;
        const std::string_view parent = local_name(from);
        const auto found = elements(from, step);
        if (parent.substr(0, 8) == "auswahl_" && parent != "auswahl_artZweigniederlassung")
            for (pugi::xml_node child = from.first_child(); child;) {
                const pugi::xml_node next = child.next_sibling();
                if (local_name(child) != step) from.remove_child(child);
                child = next;
            }
        const std::size_t index = step == "beteiligung" && participant > 0 ? participant - 1 : 0;
        from = index < found.size() ? found[index] : from.append_child(("tns:" + step).c_str());
    }
    return from;
}

/// What the field needs beside it to mean something.
void prepare(pugi::xml_node root, const std::string& field, const std::string& path, pugi::xml_node element) {
    const auto refer = [&](const std::string& around, const std::string& to) {
        set_text(reach(root, path.substr(0, path.find(around) + around.size()) + "/ref.rollennummer", 0), to);
    };
    if (field.rfind("gmbh.contribution", 0) == 0)
        set_text(reach(root, path.substr(0, path.find("/einlage/")) + "/beteiligter/ref.rollennummer", 0),
                 "3");
    if (field == "history.reason")
        set_text(reach(root, path.substr(0, path.rfind('/')) + "/ref.rechtstraeger/ref.rollennummer", 0),
                 "4");
    if (field == "branch.kind_same") refer("auswahl_artZweigniederlassung", "4");
    if (field == "person.residence_37" && path.find("wohnortText") != std::string::npos)
        refer("wohnort", "3");
    if (field == "register.zusatzkennung") {
        pugi::xml_node parent = element.parent();
        parent.remove_child("tns:zusatz");
    }
}

struct Planted {
    std::string document;
    std::map<std::string, Places> expected;  ///< token: where it must be found
};

std::string cell(const history::Fact& fact, std::size_t column) {
    const history::AttributeInfo& info = history::info(fact.attribute);
    return std::string(info.name) + "." + std::string(info.columns[column].name);
}

/// All places of a reading that contain the token.
Places places(const Reading& reading, const std::string& token) {
    Places found;
    const auto look = [&](const std::string& text, const std::string& place) {
        if (text.find(token) != std::string::npos) found.insert(place);
    };
    const MessageData& m = reading.message;
    look(reading.xjustiz_version, "reading.xjustiz_version");
    look(reading.fach_version, "reading.fach_version");
    for (const auto& [text, place] : {std::pair{&m.id, "id"},
                                      {&m.created, "created"},
                                      {&m.sender_court, "sender_court"},
                                      {&m.sender_reference, "sender_reference"},
                                      {&m.event, "event"},
                                      {&m.notice, "notice"},
                                      {&m.product, "product"},
                                      {&m.matter, "matter"},
                                      {&m.reference_year, "reference_year"},
                                      {&m.reference_prefix, "reference_prefix"}})
        look(*text, std::string("message.") + place);
    for (const auto& [texts, place] : {std::pair{&m.party_numbers, "party_numbers"},
                                       {&m.role_numbers, "role_numbers"},
                                       {&m.role_counts, "role_counts"},
                                       {&m.role_ids, "role_ids"}})
        for (const std::string& text : *texts) look(text, std::string("message.") + place);
    for (const std::string& finding : reading.findings) look(finding, "finding");
    for (const Entity& entity : reading.entities) {
        look(entity.id.court, "entity.court");
        look(entity.id.type, "entity.type");
        look(std::to_string(entity.id.number), "entity.number");
        look(entity.id.suffix, "entity.suffix");
        look(entity.retrieved, "entity.retrieved");
        look(entity.last_entry, "entity.last_entry");
        look(std::to_string(entity.entry_count), "entity.entry_count");
        look(entity.last_change, "entity.last_change");
        for (const history::Fact& fact : entity.facts)
            for (std::size_t i = 0; i < fact.value.size(); ++i)
                if (fact.value[i]) look(*fact.value[i], cell(fact, i));
    }
    return found;
}

std::vector<std::string> sorted_lines(const Reading& reading) {
    std::vector<std::string> out = reading.findings;
    for (const Entity& entity : reading.entities)
        for (const std::string& text : lines(entity)) out.push_back(text);
    std::sort(out.begin(), out.end());
    return out;
}

class XjustizField : public XjustizReference {
protected:
    /// One field of one version; the path of a field in a participant is followed in the named one.
    void check(const std::string& schema, const std::string& name, const std::string& path,
               const Field& field) {
        pugi::xml_document tree;
        ASSERT_TRUE(
            tree.load_string(official_document(name == "rep.person_ref" ? "gmbh" : "kg", schema).c_str(),
                             pugi::parse_default | pugi::parse_comments));
        const pugi::xml_node root = tree.document_element();
        if (field.kind == "reference") return check_reference(tree, name, path, field.participant);
        const pugi::xml_node element = reach(root, path, field.participant);
        prepare(root, name, path, element);
        if (field.kind == "present") {
            EXPECT_EQ(value(read(written(tree)).entities.at(0), history::Attribute::branch, "kind"),
                      "same_name");
            return;
        }
        const std::map<std::string, Places> expected = plant(element, path, field);
        const Reading reading = read(written(tree));
        for (const auto& [text, where] : expected) EXPECT_EQ(places(reading, text), where) << text;
        tokens_ += expected.size();
    }

    /// A reference is kept as what it says: the number may be any, and names somebody.
    void check_reference(pugi::xml_document& tree, const std::string& name, const std::string& path,
                         std::size_t whom) {
        const pugi::xml_node root = tree.document_element();
        const std::string below =
            path.substr(path.rfind('/') + 1) == "referenz" ? path + "/ref.rollennummer" : path;
        if (whom == 4) drop_contributions(root);  // of a branch and the like there are none
        pugi::xml_node element = reach(root, below, name == "party.role_ref" ? 3 : whom);
        set_text(element, std::to_string(whom));
        const std::vector<std::string> stated = sorted_lines(read(written(tree)));
        set_text(element, "nobody");
        if (name != "fach.subject_ref") {  // others may say as well who it is
            EXPECT_NE(sorted_lines(read(written(tree))), stated);
        }
        set_text(element, std::to_string(whom));
        const std::string number = word();
        renumber(root, std::to_string(whom), number);
        const Reading reading = read(written(tree));
        EXPECT_EQ(sorted_lines(reading), stated);
        EXPECT_EQ(places(reading, number), Places{"message.role_numbers"});
        ++tokens_;
    }

    std::size_t tokens_ = 0;

private:
    static void drop_contributions(pugi::xml_node root) {
        for (const char* content : {"fachdatenRegister", "fachdaten_Register"})
            for (const char* more : {"auswahl_zusatzangaben", "auswahl_Zusatzangaben"})
                first_element(root, content).remove_child(first_element(first_element(root, content), more));
    }

    static void renumber(pugi::xml_node from, const std::string& number, const std::string& other) {
        for (pugi::xml_node child : from.children()) {
            const std::string_view name = local_name(child);
            const bool is_number = name == "ref.rollennummer" || name == "rollennummer";
            if (is_number && child.child_value() == number) set_text(child, other);
            renumber(child, number, other);
        }
    }

    static std::map<std::string, Places> plant(pugi::xml_node element, const std::string& path,
                                               const Field& field) {
        const std::size_t at = path.find("/@");
        if (at != std::string::npos) {
            const Token planted = token(field.kind);
            element.attribute(path.substr(at + 2).c_str()) = planted.written.c_str();
            return {{planted.sought, {field.places.begin(), field.places.end()}}};
        }
        if (field.kind == "code" || field.kind == "value" || field.kind == "label" || field.kind == "court" ||
            field.kind == "register" || field.kind == "currency")
            return plant_code(element, field);
        const Token planted = token(field.kind);
        set_text(element, planted.written);
        return {{planted.sought, {field.places.begin(), field.places.end()}}};
    }

    static std::map<std::string, Places> plant_code(pugi::xml_node element, const Field& field) {
        const std::string list = word(), version = word(), label = word(), code = token(field.kind).written;
        while (element.first_child()) element.remove_child(element.first_child());
        while (element.first_attribute()) element.remove_attribute(element.first_attribute());
        element.append_attribute("listURI") = ("urn:xoev-de:xjustiz:codeliste:" + list).c_str();
        element.append_attribute("listVersionID") = version.c_str();
        element.append_child(pugi::node_comment).set_value((" " + label + " ").c_str());
        set_text(element.append_child("code"), code);
        std::map<std::string, Places> expected = {{list, {}}, {version, {}}, {label, {}}, {code, {}}};
        for (const std::string& place : field.places) {
            if (place.back() != '_' && place.back() != '.') {
                expected[field.kind == "label" ? label : code].insert(place);
                continue;
            }
            expected[list].insert(place + "list");
            expected[version].insert(place + "version");
            expected[code].insert(place + "code");
            expected[label].insert(place + "label");
        }
        return expected;
    }
};

TEST_F(XjustizField, LandsInItsColumnsAndNowhereElse) {
    const std::map<std::string, Field> fields = expected_fields();
    std::map<std::string, std::map<std::string, int>> tested;  // schema: what
    for (const auto& row : field_table()) {
        const std::string &name = row.at(0), &schema = row.at(1), &path = row.at(5);
        SCOPED_TRACE(schema + " " + name + " " + path);
        const auto by_step = fields.find(name + "@" + path.substr(path.rfind('/') + 1));
        Field field = (by_step == fields.end() ? fields.find(name) : by_step)->second;
        const bool is_code = row.at(3).find("Code.") != std::string::npos;
        // Before 3 a currency is a text.
        if (field.kind == "currency")
            field = is_code ? Field{"code", field.places, field.participant}
                            : Field{"text", {field.places.at(0) + "text"}, field.participant};
        if (name == "register.number_text") field.kind = "entry";
        tokens_ = 0;
        const bool failed_before = HasFailure();
        check(schema, name, path, field);
        ++tested[schema]["paths"];
        tested[schema]["tokens"] += static_cast<int>(tokens_);
        if (HasFailure() && !failed_before) ++tested[schema]["failed"];
    }
    std::printf("schema  paths  tokens\n");
    for (auto& [schema, count] : tested)
        std::printf("%-7s %5d %7d\n", schema.c_str(), count["paths"], count["tokens"]);
    EXPECT_EQ(tested.size(), layouts().size());
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
