#include "core/bulk/field.hpp"
#include "core/error.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hr::core::bulk {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kCompanyColumns = 11;
constexpr std::size_t kFormerNameColumns = 3;
/// Deeper than any line of the format.
constexpr int kMaxDepth = 16;

std::vector<std::string_view> columns_of(std::string_view line) {
    std::vector<std::string_view> columns;
    for (;;) {
        const std::size_t tab = line.find('\t');
        columns.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return columns;
        line.remove_prefix(tab + 1);
    }
}

Statement read_tsv(std::string_view line) {
    const std::vector<std::string_view> column = columns_of(line);
    if (column.size() == kFormerNameColumns) {
        Statement statement;
        statement.number = checked_number(column[0]);
        statement.facts.push_back(former_name(column[1]));
        return statement;
    }
    if (column.size() != kCompanyColumns)
        refuse("the line has " + std::to_string(column.size()) +
               " columns; a company has 11, a former name 3");
    return statement_of(
        {column[0], column[1], column[4], column[6], column[7], column[8], column[9], column[10], {}});
}

/// Members of an object. What is asked for counts as taken over, what has something in it and is not asked
/// for as left out.
class Object {
public:
    Object(const Json& json, std::string path, std::initializer_list<std::string_view> idle)
        : json_(json), path_(std::move(path)), known_(idle) {}

    std::string_view text(std::string_view name) {
        const Json* member = find(name);
        if (!member) return {};
        if (!member->is_string()) refuse("\"" + path_ + std::string(name) + "\" is not a text");
        return member->get_ref<const std::string&>();
    }

    const Json* member(std::string_view name, Json::value_t type) {
        const Json* member = find(name);
        if (member && member->type() != type)
            refuse("\"" + path_ + std::string(name) + "\" has another type than expected");
        return member;
    }

    void note_others(std::vector<std::string>& left_out) const {
        for (const auto& [name, value] : json_.items()) {
            if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
            const bool says_nothing =
                value.is_null() || (value.is_structured() && value.empty()) || value == "";
            if (!says_nothing) left_out.push_back(shortened(path_ + name, 100));
        }
    }

private:
    const Json* find(std::string_view name) {
        known_.push_back(name);
        const auto found = json_.find(name);
        return found == json_.end() || found->is_null() ? nullptr : &*found;
    }

    const Json& json_;
    std::string path_;
    std::vector<std::string_view> known_;
};

Json parsed(std::string_view line) {
    bool too_deep = false;
    const auto watch = [&](int level, Json::parse_event_t, Json&) {
        too_deep = too_deep || level > kMaxDepth;
        return !too_deep;
    };
    Json json = Json::parse(line, watch, false);
    if (too_deep) refuse("the object is nested too deeply");
    if (json.is_discarded()) refuse("the line is not JSON");
    if (!json.is_object()) refuse("the line is not a JSON object");
    return json;
}

void take_former_names(const Json& list, Fields& fields, std::vector<std::string>& left_out) {
    for (const Json& entry : list) {
        if (!entry.is_object()) refuse("\"previous_names\" holds something that is not an object");
        Object former(entry, "previous_names.", {});
        fields.former_names.push_back(former.text("company_name"));
        former.note_others(left_out);
    }
}

Statement read_json(std::string_view line) {
    const Json json = parsed(line);
    std::vector<std::string> left_out;
    Fields fields;
    Object company(json, "", {});
    const std::string_view jurisdiction = company.text("jurisdiction_code");
    if (!jurisdiction.empty() && jurisdiction != "de")
        refuse("the company is of jurisdiction \"" + shortened(jurisdiction, 20) + "\", not \"de\"");
    fields.number = company.text("company_number");
    fields.status = company.text("current_status");
    fields.name = company.text("name");
    fields.address = company.text("registered_address");
    fields.retrieved = company.text("retrieved_at");
    if (const Json* names = company.member("previous_names", Json::value_t::array))
        take_former_names(*names, fields, left_out);
    const Json* attributes = company.member("all_attributes", Json::value_t::object);
    if (attributes) {
        // Said by the native number too, or which documents the portal offered that day.
        Object all(*attributes, "all_attributes.",
                   {"_registerArt", "_registerNummer", "federal_state", "additional_data"});
        fields.native_number = all.text("native_company_number");
        fields.registrar = all.text("registrar");
        if (!all.text("former_registrar").empty()) fields.registrar = {};  // not the whole key
        fields.seat = all.text("registered_office");
        all.note_others(left_out);
    }
    company.note_others(left_out);
    Statement statement = statement_of(fields);
    std::sort(left_out.begin(), left_out.end());
    left_out.erase(std::unique(left_out.begin(), left_out.end()), left_out.end());
    statement.left_out = std::move(left_out);
    return statement;
}

}  // namespace

std::optional<Format> format_of(std::string_view name) {
    if (name == "jsonl") return Format::jsonl;
    if (name == "tsv") return Format::tsv;
    return std::nullopt;
}

Statement read_line(std::string_view line, Format format) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trimmed(line).empty()) refuse("the line is empty");
    return format == Format::tsv ? read_tsv(line) : read_json(line);
}

}  // namespace hr::core::bulk
