#include "registry/history.hpp"

#include "pg/database.hpp"

#include <array>
#include <map>
#include <string>

namespace hr::registry {
namespace {

using core::history::Attribute;
using core::history::AttributeInfo;
using core::history::Row;

/// The statements of one table, made once from the catalogue.
struct Statements {
    std::string insert, update, remove, clear;
};

std::string list_of(const AttributeInfo& info, std::string_view prefix) {
    std::string list;
    for (const auto& column : info.columns) list.append(", ").append(prefix).append(column.name);
    return list;
}

std::string cast_list_of(const AttributeInfo& info) {
    std::string list;
    for (const auto& column : info.columns) {
        list.append(", t.").append(column.name);
        if (column.type != "text") list.append("::").append(column.type);
    }
    return list;
}

/// unnest($1, $2, …) as t (…): the identity of a row, its validity and, if wanted, its values.
std::string source_of(const AttributeInfo& info, bool with_values) {
    std::string source =
        "unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::boolean[], $6::text[], "
        "$7::boolean[]";
    const std::size_t values = with_values ? info.columns.size() : 0;
    for (std::size_t i = 0; i < values; ++i)
        source.append(", $").append(std::to_string(8 + i)).append("::text[]");
    source +=
        ") as t (company_id, item, document_id, valid_from, valid_from_is_bound, valid_to, valid_to_is_bound";
    return source + (with_values ? list_of(info, "") : "") + ")";
}

Statements make_statements(const AttributeInfo& info) {
    const std::string table(info.table);
    const std::string same_row =
        std::string("h.company_id = t.company_id and h.document_id = t.document_id") +
        (info.keyed ? " and h.item = t.item" : "");
    Statements made;
    made.insert =
        "insert into " + table + " (company_id, " + (info.keyed ? "item, " : "") +
        "document_id, valid_from, valid_from_is_bound, valid_to, valid_to_is_bound" + list_of(info, "") +
        ") select t.company_id, " + (info.keyed ? "t.item, " : "") +
        "t.document_id, t.valid_from::date, t.valid_from_is_bound, t.valid_to::date, t.valid_to_is_bound" +
        cast_list_of(info) + " from " + source_of(info, true);
    made.update = "update " + table +
                  " h set valid_from = t.valid_from::date, "
                  "valid_from_is_bound = t.valid_from_is_bound, valid_to = t.valid_to::date, "
                  "valid_to_is_bound = t.valid_to_is_bound";
    for (const auto& column : info.columns) {
        made.update.append(", ").append(column.name).append(" = t.").append(column.name);
        if (column.type != "text") made.update.append("::").append(column.type);
    }
    made.update += " from " + source_of(info, true) + " where " + same_row;
    made.remove = "delete from " + table +
                  " h using unnest($1::bigint[], $2::text[], $3::bigint[]) "
                  "as t (company_id, item, document_id) where " +
                  same_row;
    made.clear = "delete from " + table + " h where h.company_id = any ($1)";
    return made;
}

/// Immutable after the first call; the texts' addresses are the keys of the kept plans.
const Statements& statements(Attribute attribute) {
    static const std::array<Statements, core::history::kAttributes.size()> all = [] {
        std::array<Statements, core::history::kAttributes.size()> made;
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = make_statements(core::history::info(core::history::kAttributes[i]));
        return made;
    }();
    return all[static_cast<std::size_t>(attribute) - 1];
}

/// Rows of one table as columns.
struct Columns {
    std::vector<std::int64_t> company, document;
    std::vector<std::string> item, valid_from;
    std::vector<bool> from_is_bound, to_is_bound;
    std::vector<pg::OptionalText> valid_to;
    std::vector<std::vector<pg::OptionalText>> values;

    void add(std::int64_t company_id, const Row& row) {
        company.push_back(company_id);
        item.push_back(row.key);
        document.push_back(row.document);
        valid_from.push_back(row.valid_from);
        from_is_bound.push_back(row.valid_from_is_bound);
        valid_to.push_back(row.valid_to);
        to_is_bound.push_back(row.valid_to_is_bound);
        values.resize(row.value.size());
        for (std::size_t i = 0; i < row.value.size(); ++i) values[i].push_back(row.value[i]);
    }

    std::vector<pg::Param> params(const AttributeInfo& info) const {
        static const std::vector<pg::OptionalText> kNone;
        std::vector<pg::Param> all = {&company,       &item,     &document,   &valid_from,
                                      &from_is_bound, &valid_to, &to_is_bound};
        for (std::size_t i = 0; i < info.columns.size(); ++i)
            all.emplace_back(i < values.size() ? &values[i] : &kNone);
        return all;
    }
};

using Tables = std::map<Attribute, Columns>;

void add_rows(Tables& tables, std::int64_t company, const std::vector<Row>& rows) {
    for (const Row& row : rows) tables[row.attribute].add(company, row);
}

}  // namespace

// A row that goes and one that comes can never have one identity, so the order of the three does not matter.
void write_history(const std::vector<CompanyDifference>& differences) {
    Tables inserted, updated, deleted;
    for (const auto& [company, difference] : differences) {
        add_rows(inserted, company, difference.inserted);
        add_rows(updated, company, difference.updated);
        add_rows(deleted, company, difference.deleted);
    }
    for (const Attribute attribute : core::history::kAttributes) {
        const AttributeInfo& info = core::history::info(attribute);
        const Statements& sql = statements(attribute);
        if (const auto rows = deleted.find(attribute); rows != deleted.end())
            pg::query(sql.remove.c_str(),
                      {&rows->second.company, &rows->second.item, &rows->second.document});
        if (const auto rows = updated.find(attribute); rows != updated.end())
            pg::query(sql.update.c_str(), rows->second.params(info));
        pg::query(sql.insert.c_str(), inserted[attribute].params(info));
    }
}

void clear_history(const std::vector<std::int64_t>& companies) {
    if (companies.empty()) return;
    for (const Attribute attribute : core::history::kAttributes)
        pg::query(statements(attribute).clear.c_str(), {&companies});
}

}  // namespace hr::registry
