// Owns taking a person out of what documents state: an office stays, but not who holds it.
#pragma once

#include "core/history/person.hpp"

#include <set>

namespace hr::core::history {

/// What stands where a text told of the person.
inline constexpr std::string_view kErased = "[erased]";

/// What erasing has done to the facts of a snapshot.
struct Erasure {
    bool is_changed = false;
    std::set<std::string> former_keys;  ///< roots of keys that are no more, see key_root()
};

/// Takes one person out. Pure: facts that are read after an erasure become what stored ones become in it, so
/// that histories do not depend on when it happened. Erasing twice, or several persons in any order, changes
/// nothing in that.
class Eraser {
public:
    /// `number` tells the offices of several erased persons apart.
    Eraser(std::int64_t number, const Person& person);

    std::int64_t number() const { return number_; }

    /// Is this officer the person? Names are compared without case, diacritics and punctuation, the last name
    /// with its prefix and without; the birth date must be stated in full. The second one leaves it to the
    /// caller.
    bool is(const Value& officer) const;
    bool is(std::string_view name_prefix, std::string_view last_name, std::string_view first_names) const;

    /// The same names, and nothing that says that it is somebody else: the birth date is stated in part or
    /// not at all. For companies in which the person is known to be.
    bool may_be(const Value& officer) const;

    /// Both names near each other, or the birth date in any form.
    bool is_told_in(std::string_view text) const;

    /// Both names near each other, and the birth date: nobody else is meant.
    bool is_meant_in(std::string_view text) const;

    /// Both names, however far apart, in any plausible encoding: for whole documents of companies in which
    /// the person is known to be.
    bool is_named_in(std::string_view document) const;

    /// Both names and the birth date, however far apart, in any plausible encoding: for any documents.
    bool is_identified_in(std::string_view document) const;

    /// One of the names, or the birth date: for what tells of a single value.
    bool is_hinted_at(std::string_view text) const;

    /// Officers who may be the person keep role and authority, under a key that says nothing. Other facts
    /// lose the texts that tell of the person; names of organisations stay.
    Erasure erase(std::vector<Fact>& facts) const;

    /// A text that tells of the person is replaced. Returns whether it was.
    bool erase(std::string& text) const;

private:
    bool erase_texts(std::vector<Fact>& facts) const;
    bool has_names_near(std::string_view words) const;
    bool has_names(std::string_view text) const;
    bool has_date(std::string_view text) const;

    std::int64_t number_;
    std::string last_name_, first_names_, birth_date_;  ///< names as words
    std::string spaced_date_;  ///< "1980 02 01": the only form that is no date without other signs
};

/// The key as far as it was made of data: without a number behind it, and without what belongs to an officer.
std::string_view key_root(std::string_view key);

}  // namespace hr::core::history
