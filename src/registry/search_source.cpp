#include "registry/search_source.hpp"

#include "pg/database.hpp"

#include <string>

namespace hr::registry {
namespace {

constexpr const char* kLast = R"(
select coalesce(greatest((select max(n.company_id) from hr_registry.company_name n),
                         (select max(f.company_id) from hr_registry.company_former_name f),
                         (select max(s.company_id) from hr_registry.company_seat s)), 0))";

constexpr const char* kTexts = R"(
select n.company_id, n.name, true from hr_registry.company_name n
where n.company_id between $1 and $2 and n.name is not null
union all
select f.company_id, f.name, true from hr_registry.company_former_name f
where f.company_id between $1 and $2 and f.name is not null
union all
select s.company_id, s.city, false from hr_registry.company_seat s
where s.company_id between $1 and $2 and s.valid_to is null and s.city is not null)";

constexpr std::int64_t kRange = 20'000;  ///< companies that are read at once

/// Statements are known by their address, and each is run in one way.
struct Statements {
    std::string last = kLast;
    std::string texts = kTexts;
};

pg::Rows run(AsOf as_of, std::string Statements::*which, std::initializer_list<pg::Param> params) {
    static const Statements kNow, kStatement;
    return as_of == AsOf::now ? pg::query((kNow.*which).c_str(), params)
                              : pg::read((kStatement.*which).c_str(), params);
}

}  // namespace

void read_searched_texts(AsOf as_of, const std::function<bool(const std::vector<SearchedText>&)>& take) {
    const std::int64_t last = run(as_of, &Statements::last, {}).integer(0, 0);
    for (std::int64_t from = 1; from <= last; from += kRange) {
        const pg::Rows rows = run(as_of, &Statements::texts, {from, from + kRange - 1});
        std::vector<SearchedText> texts;
        for (std::size_t i = 0; i < rows.size(); ++i)
            texts.push_back({rows.integer(i, 0), rows.text(i, 1), rows.boolean(i, 2)});
        if (!take(texts)) return;
    }
}

}  // namespace hr::registry
