// For each element of each layout: a random token planted there lands in exactly its columns and nowhere
// else.
#include "xjustiz_edit.hpp"
#include "xjustiz_layout_support.hpp"
#include "xjustiz_support.hpp"

#include "core/xjustiz/layout.hpp"

#include <map>
#include <random>
#include <set>
#include <sstream>

namespace hr::core::xjustiz::testing {
namespace {

using Places = std::set<std::string>;
using Cells = std::map<std::string, Places>;  // token: where it must be found
using Rows = std::vector<const Row*>;

std::mt19937& random() {
    static std::mt19937 source{std::random_device{}()};
    return source;
}

std::string token() {
    std::string text = "Q";
    for (int i = 0; i < 14; ++i) text += static_cast<char>('a' + random()() % 26);
    return text;
}

/// Without 0 and 9: a year made of it is none that the template has.
std::string number(int digits) {
    std::string text;
    for (int i = 0; i < digits; ++i) text += static_cast<char>('1' + random()() % 8);
    return text;
}

std::string cell(history::Attribute attribute, std::size_t column) {
    const history::AttributeInfo& info = history::info(attribute);
    return std::string(info.name) + "." + std::string(info.columns[column].name);
}

/// Where the value of an item is kept as it is; empty for those that serve another purpose.
std::string place_of(Item item) {
    static const std::map<Item, std::string> kPlaces = {{Item::message_id, "message.id"},
                                                        {Item::sender_reference, "message.sender_reference"},
                                                        {Item::event, "message.event"},
                                                        {Item::notice, "message.notice"},
                                                        {Item::product, "message.product"},
                                                        {Item::matter, "message.matter"},
                                                        {Item::reference_year, "message.reference_year"},
                                                        {Item::reference_prefix, "message.reference_prefix"},
                                                        {Item::party_number, "message.party_numbers"},
                                                        {Item::role_count, "message.role_counts"},
                                                        {Item::role_id, "message.role_ids"},
                                                        {Item::last_change, "entity.last_change"},
                                                        {Item::last_change_text, "entity.last_change"}};
    const auto found = kPlaces.find(item);
    return found == kPlaces.end() ? std::string() : found->second;
}

/// Rows of one element, which may feed several columns.
using Elements = std::map<std::pair<Source, std::string>, Rows>;

Elements elements_of(const Layout& layout) {
    // Other ways to state what the template states already: see XjustizReader.
    static const std::set<std::string> kAlternatives = {
        "registereintragungNatuerlichePerson/verwendeteFirma",
        "registereintragungNatuerlichePerson/angabenZurRechtsform/rechtsform",
        "registereintragungNatuerlichePerson/angabenZurRechtsform/weitereBezeichnung",
        "registereintragung/auswahl_registerbehoerde/sonstigeRegisterbehoerde/registerbehoerde",
        "registereintragung/auswahl_registerbehoerde/sonstigeRegisterbehoerde/registerbezeichnung"};
    Elements out;
    for (const Row& row : layout.rows) {
        if (row.kind == Kind::constant || row.kind == Kind::boolean || row.kind == Kind::reference) continue;
        if (plain_path(row).find("ra.kanzlei/bezeichnung/bezeichnung.alt") != std::string::npos) continue;
        if (row.item != Item::none && place_of(row.item).empty()) continue;
        if (row.source == Source::entity && kAlternatives.count(plain_path(row))) continue;
        if (plain_path(row) == "auswahl_zusatzangaben/genossenschaft/dauerDesRechtstraegers") continue;
        if (row.column == "acts_for") continue;  // see XjustizParticular
        // The register entry of a trader: see XjustizTrader.
        if (row.path.find("natuerlichePerson/registereintragungNatuerlichePerson/re") !=
                std::string_view::npos ||
            row.path.find("natuerlichePerson/registereintragungNatuerlichePerson/a") !=
                std::string_view::npos)
            continue;
        if (row.source == Source::entity && row.path.substr(0, 20) == "registereintragungNa") continue;
        out[{row.source, plain_path(row)}].push_back(&row);
    }
    return out;
}

/// The layouts for which there is a template; the others are looked at in XjustizField.
std::vector<Layout> layouts_with_template() {
    std::vector<Layout> out;
    for (const Layout& layout : layouts())
        if (layout.schema == "3.4.1" || layout.schema == "3.5.1") out.push_back(layout);
    return out;
}

/// Participants of the template that can be what the source stands for: [first, last], counted from 1.
std::pair<std::size_t, std::size_t> participants(Source source, const std::string& path) {
    if (path.find("natuerlichePerson/anschrift/") != std::string::npos)
        return {6, 6};  // not only a residence
    if (source == Source::branch) return {9, 12};
    if (source == Source::succession) return {13, 16};
    return {2, 8};  // the first is the entity itself
}

pugi::xml_node target(pugi::xml_node root, const Layout& layout, Source source, const std::string& path) {
    const bool related = source == Source::branch || source == Source::succession;
    if (source != Source::participant && source != Source::role && !related)
        return first_element(root, path_of(layout, source) + path);
    const auto all = elements(root, layout.structure.participants);
    const auto [first, last] = participants(source, path);
    const std::string roles = std::string(layout.structure.roles) + "/";
    for (std::size_t i = first - 1; i < last; ++i) {
        pugi::xml_node from = all.at(i);
        if (related) from = elements(from, layout.structure.party).at(0).first_child();
        if (const pugi::xml_node found = first_element(from, (source == Source::role ? roles : "") + path))
            return found;
    }
    return {};
}

void set_text(pugi::xml_node element, const std::string& text) {
    while (element.first_child()) element.remove_child(element.first_child());
    element.append_child(pugi::node_pcdata).set_value(text.c_str());
}

/// Plants a code; returns list, version, code and label.
std::vector<std::string> plant_code(pugi::xml_node element) {
    const std::vector<std::string> tokens = {token(), token(), token(), token()};
    while (element.first_child()) element.remove_child(element.first_child());
    while (element.first_attribute()) element.remove_attribute(element.first_attribute());
    element.append_attribute("listURI") = ("urn:xoev-de:xjustiz:codeliste:" + tokens[0]).c_str();
    element.append_attribute("listVersionID") = tokens[1].c_str();
    element.append_child(pugi::node_comment).set_value((" " + tokens[3] + " ").c_str());
    set_text(element.append_child("code"), tokens[2]);
    return tokens;
}

bool is_code(Kind kind) {
    return kind == Kind::code || kind == Kind::code_value || kind == Kind::code_label ||
           kind == Kind::joined_code;
}

/// Of a year that a register can state and the documents do not.
std::string month() {
    return "21" + number(2) + "-0" + number(1);
}

std::string value_for(Kind kind) {
    switch (kind) {
        case Kind::amount:
            return number(12) + ".25";
        case Kind::whole:
            return number(9);
        case Kind::date:
            return month() + "-2" + number(1);
        case Kind::partial_date:
            return month();
        default:
            return token();
    }
}

/// Plants tokens and tells where they must be found.
Cells plant(pugi::xml_node element, const Rows& rows) {
    Cells expected;
    const bool coded = is_code(rows.front()->kind);
    const std::vector<std::string> tokens =
        coded ? plant_code(element) : std::vector<std::string>{value_for(rows.front()->kind)};
    if (!coded) set_text(element, tokens[0]);
    for (const Row* row : rows) {
        EXPECT_EQ(is_code(row->kind), coded);
        if (row->item != Item::none) {
            expected[tokens[coded ? 2 : 0]].insert(place_of(row->item));
            continue;
        }
        const std::size_t column = history::column_index(row->attribute, row->column);
        if (row->kind == Kind::code)
            for (std::size_t i = 0; i < 4; ++i) expected[tokens[i]].insert(cell(row->attribute, column + i));
        else
            expected[tokens[!coded                          ? 0
                            : row->kind == Kind::code_label ? 3
                                                            : 2]]
                .insert(cell(row->attribute, column));
    }
    return expected;
}

/// All places of a reading that contain the token.
Places places(const Reading& reading, const std::string& token) {
    Places found;
    const auto look = [&](const std::string& text, const std::string& place) {
        if (text.find(token) != std::string::npos) found.insert(place);
    };
    const MessageData& message = reading.message;
    look(message.id, "message.id");
    look(message.sender_reference, "message.sender_reference");
    look(message.event, "message.event");
    look(message.notice, "message.notice");
    look(message.product, "message.product");
    look(message.matter, "message.matter");
    look(message.reference_year, "message.reference_year");
    look(message.reference_prefix, "message.reference_prefix");
    for (const std::string& text : message.party_numbers) look(text, "message.party_numbers");
    for (const std::string& text : message.role_counts) look(text, "message.role_counts");
    for (const std::string& text : message.role_ids) look(text, "message.role_ids");
    look(message.created + message.sender_court, "message");
    for (const std::string& finding : reading.findings) look(finding, "finding");
    for (const Entity& entity : reading.entities) {
        look(label(entity.id) + entity.retrieved + entity.last_entry, "entity");
        look(entity.last_change, "entity.last_change");
        for (const history::Fact& fact : entity.facts)
            for (std::size_t i = 0; i < fact.value.size(); ++i)
                if (fact.value[i]) look(*fact.value[i], cell(fact.attribute, i));
    }
    return found;
}

std::string written(const pugi::xml_document& tree) {
    std::ostringstream out;
    tree.save(out, "", pugi::format_raw);
    return out.str();
}

TEST(XjustizToken, LandsInItsColumnsAndNowhereElse) {
    for (const Layout& layout : layouts_with_template()) {
        const std::string document = complete_document(layout.xjustiz_version);
        ASSERT_EQ(read(document).findings, std::vector<std::string>{});
        std::size_t planted = 0;
        for (const auto& [place, rows] : elements_of(layout)) {
            SCOPED_TRACE(std::string(layout.xjustiz_version) + " " + path_of(layout, place.first) +
                         place.second);
            pugi::xml_document tree;
            ASSERT_TRUE(tree.load_string(document.c_str(), pugi::parse_default | pugi::parse_comments));
            const pugi::xml_node element = target(tree.document_element(), layout, place.first, place.second);
            ASSERT_TRUE(element) << "the template lacks the element";
            const Cells expected = plant(element, rows);
            const Reading reading = read(written(tree));
            for (const auto& [text, where] : expected) EXPECT_EQ(places(reading, text), where) << text;
            ++planted;
        }
        EXPECT_EQ(planted, layout.xjustiz_version == "3.4.1" ? 168u : 169u);
    }
}

TEST(XjustizToken, EveryColumnIsFed) {
    std::map<std::string, bool> fed;
    for (const history::Attribute attribute : history::kAttributes)
        for (std::size_t i = 0; i < history::info(attribute).columns.size(); ++i)
            fed[cell(attribute, i)] = false;
    for (const Layout& layout : layouts())
        for (const Row& row : layout.rows) {
            if (row.item != Item::none || row.kind == Kind::reference) continue;
            const std::size_t column = history::column_index(row.attribute, row.column);
            for (std::size_t i = 0; i < (row.kind == Kind::code ? 4u : 1u); ++i)
                fed[cell(row.attribute, column + i)] = true;
        }
    for (const auto& [column, is_fed] : fed) EXPECT_TRUE(is_fed) << column;
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
