#include "registry/quote.hpp"

#include "pg/database.hpp"
#include "registry/erasure.hpp"

#include <span>

namespace hr::registry {
namespace {

struct QuotingTable {
    std::string_view name;
    std::vector<std::string_view> texts, json;
    bool has_jobs = false;  ///< whose payload may name a document
};

const std::vector<QuotingTable>& quoting_tables() {
    static const std::vector<QuotingTable> kTables = {
        {"hr_queue.dead", {"error_message", "error_detail", "error_hint"}, {"payload"}, true},
        {"hr_queue.deferred", {"error_message", "error_detail", "error_hint"}, {"payload"}, true},
        {"hr_queue.ready", {}, {"payload"}},
        {"hr_queue.result_0", {}, {"result"}},
        {"hr_queue.result_1", {}, {"result"}},
        {"hr_queue.result_2", {}, {"result"}},
        {"hr_queue.result_3", {}, {"result"}},
        {"hr_registry.import", {"source", "description"}, {}},
        {"hr_registry.import_line", {"line"}, {}},
        {"hr_registry.import_failure", {"content", "reason"}, {}},
        {"hr_registry.blocked_company", {"reason"}, {}},
        {"hr_registry.person_join", {"reason"}, {}},
        {"hr_registry.person_separation", {"reason"}, {}},
        {"hr_registry.erasure", {"reason"}, {}},
        {"hr_user.audit_log", {}, {"facts"}}};
    return kTables;
}

/// $1 and $2 as LIKE and as a regular expression, $3 documents.
std::string select_of(const QuotingTable& table) {
    std::string columns, all;
    for (const auto* names : {&table.texts, &table.json})
        for (const std::string_view name : *names) {
            const std::string column = "t." + std::string(name) + "::text";
            columns += ", coalesce(" + column + ", '')";
            all += ", " + column;
        }
    all = "concat_ws(' '" + all + ")";
    const std::string is_of_document = table.has_jobs
                                           ? "coalesce(t.payload ->> 'document' = any ($3::text[]), false)"
                                           : "$3::text[] is null";
    return "select t.ctid::text" + columns + ", " + is_of_document + " from " + std::string(table.name) +
           " t where (" + all + " like $1 and " + all + " ~ $2) or " + is_of_document +
           " for update skip locked";
}

/// $1 the places of rows, from $2 on their columns. What is null stays so.
std::string update_of(const QuotingTable& table) {
    std::string set, arrays = "$1::text[]", names = "place";
    int parameter = 1;
    const auto add = [&](std::string_view name, const char* type) {
        const std::string column(name);
        set += (set.empty() ? "" : ", ") + column + " = case when t." + column + " is not null then n." +
               column + "::" + type + " end";
        arrays += ", $" + std::to_string(++parameter) + "::text[]";
        names += ", " + column;
    };
    for (const std::string_view name : table.texts) add(name, "text");
    for (const std::string_view name : table.json) add(name, "jsonb");
    return "update " + std::string(table.name) + " t set " + set + " from unnest(" + arrays + ") as n (" +
           names + ") where t.ctid = n.place::tid";
}

struct Statements {
    std::string select, update;
};

const std::vector<Statements>& statements() {
    static const std::vector<Statements> kStatements = [] {
        std::vector<Statements> all;
        for (const QuotingTable& table : quoting_tables())
            all.push_back({select_of(table), update_of(table)});
        return all;
    }();
    return kStatements;
}

std::vector<Quote> quotes_in(const pg::Rows& rows, std::size_t row, const QuotingTable& table) {
    std::vector<Quote> quotes;
    const std::size_t columns = table.texts.size() + table.json.size();
    for (std::size_t i = 0; i < columns; ++i)
        quotes.push_back({std::string(rows.text(row, static_cast<int>(i) + 1)), i >= table.texts.size()});
    return quotes;
}

}  // namespace

void rewrite_quotes(std::string_view date, const std::vector<std::int64_t>& documents,
                    const Rewrite& rewrite) {
    const std::string year = year_pattern(date), pattern = date_pattern(date);
    std::vector<std::string> numbers;
    for (const std::int64_t document : documents) numbers.push_back(std::to_string(document));
    for (std::size_t n = 0; n < quoting_tables().size(); ++n) {
        const QuotingTable& table = quoting_tables()[n];
        const int columns = static_cast<int>(table.texts.size() + table.json.size());
        const pg::Rows rows = pg::query(statements()[n].select.c_str(), {year, pattern, &numbers});
        std::vector<std::vector<std::string>> changed(static_cast<std::size_t>(columns) + 1);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            pg::check_cancelled();
            std::vector<Quote> quotes = quotes_in(rows, i, table);
            if (!rewrite(quotes, rows.boolean(i, columns + 1))) continue;
            changed[0].emplace_back(rows.text(i, 0));
            for (std::size_t c = 0; c < quotes.size(); ++c)
                changed[c + 1].push_back(
                    quotes[c].is_json && quotes[c].text.empty() ? "null" : std::move(quotes[c].text));
        }
        if (changed[0].empty()) continue;
        std::vector<pg::Param> params;
        for (const auto& column : changed) params.emplace_back(&column);
        pg::query(statements()[n].update.c_str(), std::span<const pg::Param>(params));
    }
}

}  // namespace hr::registry
