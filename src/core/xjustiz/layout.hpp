// Owns where each version of the register content message keeps what we read: one mapping, its layouts as
// data.
#pragma once

#include "core/history/attribute.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace hr::core::xjustiz {

/// The element a row's path starts from.
enum class Source {
    message,      ///< the root
    subject,      ///< one fachdatenRegister
    entity,       ///< the organisation that is the subject
    participant,  ///< one beteiligung
    role,         ///< one role of a participant
    authority,    ///< one vertretungsberechtigte
    branch,       ///< the organisation that is a branch
    succession,   ///< the organisation that came before or after the subject
};

/// What is read beside the attributes' columns.
enum class Item {
    none,
    message_id,
    created,
    sender_reference,
    event,
    product,
    court,
    sender_court,
    entry_text,
    register_code,
    number,
    suffix,
    suffix_mark,
    reference_year,
    reference_prefix,
    matter,
    subject_role,
    notice,
    extract_date,
    extract_time,
    last_entry,
    entry_count,
    last_change,
    last_change_text,
    entity_court,
    entity_type,
    entity_number,
    role_number,
    role_count,
    role_id,
    party_number,
    authority_role,
};

enum class Kind {
    text,
    joined_text,  ///< may repeat: values joined by ", "
    person_name,  ///< text; characters outside the official set give a finding
    reference,    ///< number of a role: the key of the value, until the role is found
    free_text,    ///< in place of a code: without the ";" that some courts put behind it
    code,         ///< four columns from the named one: list, version, code, label
    code_value,   ///< the code alone
    joined_code,  ///< the same, may repeat: joined by ", "
    code_label,   ///< the label, else the code
    amount,       ///< xs:double as exact decimal
    whole,        ///< xs:integer, up to nine digits
    date,
    partial_date,  ///< "1965", "1965-04" or "1965-04-03"
    boolean,       ///< "true" or absent
    constant,      ///< the row's constant, if anything else of the value is stated
    presence,      ///< the row's constant, where the element stands
};

/// One element that is read. In the path, prefixes are left out; a step with * begins a new value of the
/// attribute each time; of other elements that repeat, the first counts, also below a step with *.
struct Row {
    Source source;
    std::string_view path;
    Kind kind;
    Item item = Item::none;
    history::Attribute attribute{};  ///< where item is none
    std::string_view column{};
    std::string_view constant{};
};

/// Paths of the elements that the sources stand for, from the source named in the comment.
struct Structure {
    std::string_view participants;  ///< from message
    std::string_view party;         ///< from participant: the element around organisation or person
    std::string_view roles;         ///< from participant
    std::string_view subjects;      ///< from message
    std::string_view entity;        ///< from subject
    std::string_view authorities;   ///< from subject
    std::string_view references;    ///< local name of an element that refers to a role's number
    std::string_view version;       ///< from message: the attribute with the version of the message
    std::string_view fach_version;  ///< of subjects: the attribute with the version of their part
};

struct Layout {
    std::string_view schema;           ///< "3.7.0"
    std::string_view xjustiz_version;  ///< as its documents state it: "3.6.2"
    std::string_view fach_version;     ///< "3.6"
    Structure structure;
    std::vector<Row> rows;
};

/// One for each official schema, the newest last.
std::span<const Layout> layouts();

/// The position in layouts() for the two versions that a document states; neither alone tells them all apart.
/// An unknown pair is a guess: the newest layout that is not newer than the message.
struct Choice {
    std::size_t index = 0;
    bool guessed = false;
};
Choice choose_layout(std::string_view xjustiz_version, std::string_view fach_version);

}  // namespace hr::core::xjustiz
