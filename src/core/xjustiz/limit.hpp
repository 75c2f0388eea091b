// Owns the bounds of a document: how much of a kind it may hold, and how often it may repeat itself.
#pragma once

#include "core/history/fact.hpp"
#include "core/xjustiz/tree.hpp"

#include <string_view>
#include <vector>

namespace hr::core::xjustiz {

// Of 111 documents at hand none holds more than one register part, 7 participants, 7 roles, 6 references to
// roles, 3 entries, 6 addresses or 2 former names. The largest companies of the register are closed funds:
// limited partnerships with up to 20,000 limited partners, each a participant with one role, one address and
// one contribution. The bounds leave them room, and keep what a document can take in memory within reason.
inline constexpr std::size_t kMostRegisterParts = 100;  ///< each locks a company and is written as one
inline constexpr std::size_t kMostParticipants = 50'000;
inline constexpr std::size_t kMostRoles = 100'000;
inline constexpr std::size_t kMostReferences = 100'000;
inline constexpr std::size_t kMostEntries = 50'000;
inline constexpr std::size_t kMostAddresses = 100'000;
inline constexpr std::size_t kMostFormerNames = 50'000;
inline constexpr std::size_t kMostValues = 200'000;  ///< of all kinds that repeat, with those above
inline constexpr std::size_t kMostFindings = 1'000;  ///< for people: the rest is counted

/// Throws hr::Error 54000 where one of the bounds is exceeded; the detail has the number and the bound.
void check_limits(const Tree& tree);

/// The same for register parts with numbers of their own: repeated ones do not count.
void check_register_parts(std::size_t count);

/// What a document says once and several of its roles or register parts get a copy of. Copies grow with the
/// product of both, so that they are counted before they are made: together they may be a few times the
/// document, which real ones do not come near to.
class Copies {
public:
    explicit Copies(std::size_t document_size) : most_(kMostTimes * document_size) {}

    /// Throws hr::Error 54000 where it is too much.
    void add(std::string_view text);
    void add(const history::Fact& fact);
    void add(const std::vector<history::Fact>& facts);
    /// Facts that were gathered again, with the work that it was.
    void add(Element element, const std::vector<history::Fact>& facts);

private:
    static constexpr std::size_t kMostTimes = 8;

    void add(std::size_t bytes);

    std::size_t most_;
    std::size_t made_ = 0;
};

}  // namespace hr::core::xjustiz
