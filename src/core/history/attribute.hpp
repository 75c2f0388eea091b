// Owns the catalogue of company attributes that have a history: their columns, in table order.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace hr::core::history {

/// Numbers are stored in `hr_registry.snapshot.facts`: never renumber, only append.
enum class Attribute : std::uint8_t {
    name = 1,
    former_name = 2,
    legal_form = 3,
    seat = 4,
    address = 5,
    purpose = 6,
    status = 7,
    capital = 8,
    articles = 9,
    representation = 10,
    officer = 11,
    officer_authority = 12,
    branch = 13,
    succession = 14,
    register_entry = 15,
    term = 16,
    cooperative = 17,
    identifier = 18,
    contract = 19,
    officer_name = 20,
    officer_address = 21,
    officer_detail = 22,
    officer_contribution = 23,
};

inline constexpr std::array kAttributes = {
    Attribute::name,
    Attribute::former_name,
    Attribute::legal_form,
    Attribute::seat,
    Attribute::address,
    Attribute::purpose,
    Attribute::status,
    Attribute::capital,
    Attribute::articles,
    Attribute::representation,
    Attribute::officer,
    Attribute::officer_authority,
    Attribute::branch,
    Attribute::succession,
    Attribute::register_entry,
    Attribute::term,
    Attribute::cooperative,
    Attribute::identifier,
    Attribute::contract,
    Attribute::officer_name,
    Attribute::officer_address,
    Attribute::officer_detail,
    Attribute::officer_contribution,
};

/// One column of an attribute's table. A difference in a column that is not significant
/// (the label or the list version of a code) is not a change of the company.
struct Column {
    std::string_view name;
    bool significant = true;
    std::string_view type = "text";  ///< SQL type of the column
};

struct AttributeInfo {
    Attribute attribute;
    std::string_view name;   ///< as in event kinds: "legal_form"
    std::string_view table;  ///< where its rows live
    bool keyed;              ///< several values at a time, told apart by Fact::key
    std::span<const Column> columns;
    bool of_officer = false;  ///< its keys are "<officer key>/<what>"
    bool is_told = true;      ///< its differences are events
};

/// Never fails: the catalogue is total over the enumeration.
const AttributeInfo& info(Attribute attribute);

/// Position of a column in the attribute's values; throws hr::Error XX000 for a name that is not in the
/// catalogue.
std::size_t column_index(Attribute attribute, std::string_view column);

}  // namespace hr::core::history
