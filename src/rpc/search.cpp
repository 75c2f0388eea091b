// Functions on the index of names that SQL calls.
#include "core/array_literal.hpp"
#include "core/error.hpp"
#include "core/search/reconcile.hpp"
#include "registry/company_search.hpp"
#include "registry/person_search.hpp"
#include "registry/search_build.hpp"
#include "registry/search_check.hpp"
#include "rpc/functions.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hr::rpc {
namespace {

using core::search::Hits;
using core::search::Mode;

Mode mode_of(std::string_view name) {
    constexpr std::array<std::string_view, 6> kNames = {"smart", "all", "any", "exact", "prefix", "phonetic"};
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Mode>(i);
    throw Error(sqlstate::kInvalidParameter, "unknown search mode \"" + std::string(name) + "\"");
}

template <typename List, typename Text>
std::string array_of(const List& list, Text text) {
    core::ArrayLiteral literal;
    for (const auto& one : list) literal.add(text(one));
    return literal.text();
}

/// A row of hr_registry.found_companies.
pg::Record record_of(const Hits& hits) {
    using core::search::Hit;
    return {array_of(hits.hits, [](const Hit& hit) { return std::to_string(hit.company); }),
            array_of(hits.hits, [](const Hit& hit) { return std::to_string(hit.rank); }),
            array_of(hits.hits, [](const Hit& hit) { return std::string_view(hit.name); }),
            array_of(hits.hits, [](const Hit& hit) { return hit.is_former ? "t" : "f"; }),
            array_of(hits.hits, [](const Hit& hit) { return hit.kind; }),
            std::to_string(hits.total)};
}

/// A row of hr_registry.candidate_companies.
pg::Record record_of(const std::vector<core::search::Reconciled>& found) {
    using core::search::Reconciled;
    return {array_of(found, [](const Reconciled& one) { return std::to_string(one.hit.company); }),
            array_of(found, [](const Reconciled& one) { return std::to_string(one.hit.rank); }),
            array_of(found, [](const Reconciled& one) { return std::string_view(one.hit.name); }),
            array_of(found, [](const Reconciled& one) { return one.hit.is_former ? "t" : "f"; }),
            array_of(found, [](const Reconciled& one) { return one.is_in_city ? "t" : "f"; })};
}

/// A row of hr_registry.found_person_names.
pg::Record record_of(const std::vector<registry::FoundName>& names) {
    using registry::FoundName;
    return {array_of(names, [](const FoundName& name) { return std::string_view(name.last_name); }),
            array_of(names, [](const FoundName& name) { return std::string_view(name.first_names); }),
            array_of(names, [](const FoundName& name) { return std::to_string(name.rank); }),
            array_of(names, [](const FoundName& name) { return name.kind; })};
}

}  // namespace

pg::Value find_companies(const pg::Args& args) {
    const registry::SearchFilter filter{args.integer(2) != 0, args.text(3), args.text(4), args.text(5),
                                        args.text(6)};
    return record_of(registry::search_companies(args.text(0), mode_of(args.text(1)), filter));
}

pg::Value companies_beginning(const pg::Args& args) {
    return record_of(registry::companies_beginning(args.text(0), static_cast<std::size_t>(args.integer(1))));
}

pg::Value company_candidates(const pg::Args& args) {
    registry::SearchFilter filter;
    filter.near = args.text(1);
    Hits found = registry::search_companies(args.text(0), Mode::smart, filter);
    return record_of(core::search::reconcile(args.text(0), args.text(1), std::move(found.hits),
                                             static_cast<std::size_t>(args.integer(2))));
}

pg::Value find_person_names(const pg::Args& args) {
    return record_of(registry::search_person_names(args.text(0), static_cast<std::size_t>(args.integer(1))));
}

pg::Value build_search_index(const pg::Args&) {
    return registry::build_search_index();
}

pg::Value unfound_names(const pg::Args& args) {
    return registry::unfound_names(static_cast<std::size_t>(args.integer(0)));
}

}  // namespace hr::rpc
