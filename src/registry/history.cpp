#include "registry/history.hpp"

#include "pg/database.hpp"
#include "pg/insert.hpp"

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
    std::string validity, remove, clear;
};

Statements make_statements(const AttributeInfo& info) {
    const std::string table(info.table);
    const std::string same_row =
        std::string("h.company_id = t.company_id and h.document_id = t.document_id") +
        (info.keyed ? " and h.item = t.item" : "");
    Statements made;
    made.validity =
        "update " + table +
        " h set valid_from = t.valid_from::date, valid_from_is_bound = t.valid_from_is_bound, "
        "valid_to = t.valid_to::date, valid_to_is_bound = t.valid_to_is_bound "
        "from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::boolean[], $6::text[], "
        "$7::boolean[]) as t (company_id, item, document_id, valid_from, valid_from_is_bound, "
        "valid_to, valid_to_is_bound) where " +
        same_row;
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

pg::OptionalView view_of(const std::optional<std::string>& text) {
    return text ? pg::OptionalView(*text) : std::nullopt;
}

/// Rows of one table as columns: views of the rows, which must live as long.
struct Columns {
    std::vector<std::int64_t> company, document;
    std::vector<std::string_view> item, valid_from;
    std::vector<bool> from_is_bound, to_is_bound;
    std::vector<pg::OptionalView> valid_to;
    std::vector<std::vector<pg::OptionalView>> values;

    void add(std::int64_t company_id, const Row& row) {
        company.push_back(company_id);
        item.push_back(row.key);
        document.push_back(row.document);
        valid_from.push_back(row.valid_from);
        from_is_bound.push_back(row.valid_from_is_bound);
        valid_to.push_back(view_of(row.valid_to));
        to_is_bound.push_back(row.valid_to_is_bound);
    }

    void add_values(const Row& row) {
        values.resize(row.value.size());
        for (std::size_t i = 0; i < row.value.size(); ++i) values[i].push_back(view_of(row.value[i]));
    }

    void insert(const AttributeInfo& info) const {
        std::vector<pg::Column> columns = {
            {"company_id", &company},    {"document_id", &document},
            {"valid_from", &valid_from}, {"valid_from_is_bound", &from_is_bound},
            {"valid_to", &valid_to},     {"valid_to_is_bound", &to_is_bound}};
        if (info.keyed) columns.push_back({"item", &item});
        for (std::size_t i = 0; i < values.size(); ++i) columns.push_back({info.columns[i].name, &values[i]});
        pg::insert(info.table, columns);
    }
};

using Tables = std::map<Attribute, Columns>;

void add_rows(Tables& tables, std::int64_t company, const std::vector<Row>& rows) {
    for (const Row& row : rows) tables[row.attribute].add(company, row);
}

}  // namespace

void write_history(const std::vector<CompanyDifference>& differences) {
    Tables inserted, updated, deleted;
    for (const auto& [company, difference] : differences) {
        add_rows(deleted, company, difference.deleted);
        add_rows(updated, company, difference.updated);
        add_rows(inserted, company, difference.inserted);
        for (const Row& row : difference.inserted) inserted[row.attribute].add_values(row);
    }
    // Deleted first: a row that comes may have the identity of one that goes.
    for (const auto& [attribute, rows] : deleted)
        pg::query(statements(attribute).remove.c_str(), {&rows.company, &rows.item, &rows.document});
    for (const auto& [attribute, rows] : updated)
        pg::query(statements(attribute).validity.c_str(),
                  {&rows.company, &rows.item, &rows.document, &rows.valid_from, &rows.from_is_bound,
                   &rows.valid_to, &rows.to_is_bound});
    for (const auto& [attribute, rows] : inserted) rows.insert(core::history::info(attribute));
}

void clear_history(const std::vector<std::int64_t>& companies) {
    if (companies.empty()) return;
    for (const Attribute attribute : core::history::kAttributes)
        pg::query(statements(attribute).clear.c_str(), {&companies});
}

}  // namespace hr::registry
