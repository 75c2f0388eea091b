// Owns one legal entity of a message: its identity and its own facts, with their keys.
#pragma once

#include "core/xjustiz/compiled.hpp"
#include "core/xjustiz/reader.hpp"

namespace hr::core::xjustiz {

/// The register entry that the message itself is about. Throws hr::Error 22023 where court or number is
/// missing or wrong.
identity::RegisterId message_register_id(const Gathered& message, Findings& findings);

/// The entry stated beside the organisation itself; absent where it is not complete.
std::optional<identity::RegisterId> own_register_id(const Gathered& entity);

/// The facts of `stated`; of attributes it has nothing about, those of `fallback`.
std::vector<history::Fact> complete(std::vector<history::Fact> stated, std::vector<history::Fact> fallback);

/// What the organisation says of its own register entry is no identifier where it is the company's anyway.
void drop_own_entry(std::vector<history::Fact>& facts, const std::optional<identity::RegisterId>& stated,
                    const identity::RegisterId& company);

/// Layouts since 3.6 have one element for every kind of capital: what it is follows from the legal form.
void name_capital(std::vector<history::Fact>& facts);

/// Retrieval, last entry and number of entries.
void set_extract(Entity& entity, const Gathered& message, const Gathered& subject, Findings& findings);

}  // namespace hr::core::xjustiz
