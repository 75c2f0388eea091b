// Owns the keys of a company's own facts: by them two documents agree on which value is which.
#pragma once

#include "core/history/fact.hpp"

namespace hr::core::xjustiz {

/// Former names are their own keys; addresses and capital are numbered within their kind; what has an
/// identity of its own (branches, entry texts, …) gets 16 hex digits of it, and "#2" behind them for a second
/// different one. Drops facts that repeat another with such an identity.
void set_keys(std::vector<history::Fact>& facts);

/// 16 hex digits of these columns.
std::string identity_of(const history::Fact& fact, std::initializer_list<std::string_view> columns);

/// All columns in one text, different for different values.
std::string content_of(const history::Value& value);

}  // namespace hr::core::xjustiz
