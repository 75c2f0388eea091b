// Owns what holds of every register content document, however broken: it is read with defined results, or
// refused with one of the documented errors.
#pragma once

#include "core/error.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/reader.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace hr::test {

inline bool is_clean(std::string_view text) {
    while (!text.empty()) {
        const auto c = hr::core::name::first_code_point(text);
        if (!c.valid || c.value == 0) return false;
        text.remove_prefix(c.length);
    }
    return true;
}

inline bool has_unique_keys(const std::vector<core::history::Fact>& facts) {
    std::set<std::pair<int, std::string_view>> keys;
    for (const auto& fact : facts)
        if (!keys.emplace(static_cast<int>(fact.attribute), fact.key).second) return false;
    return true;
}

/// What is wrong with a fact; empty for nothing.
inline std::string fault_of(const core::history::Fact& fact) {
    const core::history::AttributeInfo& info = core::history::info(fact.attribute);
    const std::string name(info.name);
    if (fact.value.size() != info.columns.size()) return name + " has not the columns of its attribute";
    if (!is_clean(fact.key)) return name + " has a key that is no UTF-8";
    bool states = false;
    for (const auto& value : fact.value) {
        if (value && !is_clean(*value)) return name + " has a value that is no UTF-8";
        states = states || value;
    }
    return states ? "" : name + " states nothing";
}

inline std::string fault_of(const core::xjustiz::Reading& reading) {
    if (reading.entities.empty()) return "nothing was read";
    std::set<core::identity::RegisterId> ids;
    for (const std::string& finding : reading.findings)
        if (!is_clean(finding)) return "a finding is no UTF-8";
    for (const core::xjustiz::Entity& entity : reading.entities) {
        if (!ids.insert(entity.id).second) return "one register entry stands twice";
        if (!is_clean(label(entity.id))) return "a register number is no UTF-8";
        if (!has_unique_keys(entity.facts)) return "two facts have one key";
        for (const core::history::Fact& fact : entity.facts)
            if (std::string fault = fault_of(fact); !fault.empty()) return fault;
    }
    return {};
}

inline std::string fault_of(const Error& error) {
    const std::string& state = error.sqlstate();
    if (state != "2200M" && state != "22023" && state != "0A000" && state != "54000")
        return "refused with " + state + ": " + error.message();
    return is_clean(error.detail()) ? "" : "the detail of an error is no UTF-8";
}

/// What is wrong with how a document is read; empty for nothing.
inline std::string fault_of_reading(std::string_view document) {
    try {
        return fault_of(core::xjustiz::read(document));
    } catch (const Error& error) {
        return fault_of(error);
    }
}

}  // namespace hr::test
