// Owns reading a register content document (XJustiz nachricht.reg.0400003) into facts about companies.
#pragma once

#include "core/history/fact.hpp"
#include "core/identity/register_id.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::xjustiz {

/// What a document says about one legal entity.
struct Entity {
    identity::RegisterId id;
    std::string
        retrieved;  ///< "YYYY-MM-DD HH:MM:SS" from the extract, else the message's creation, else empty
    std::string last_entry;  ///< "YYYY-MM-DD" or empty
    int entry_count = -1;
    std::string last_change;  ///< day or text as the document states it, or empty
    std::vector<history::Fact> facts;
};

/// What the message says about itself; empty where it does not.
struct MessageData {
    std::string id;
    std::string created;  ///< "YYYY-MM-DD HH:MM:SS"
    std::string sender_court, sender_reference;
    std::string event, notice;  ///< codes, joined by ", ": why it was sent, and what the data are for
    std::string product;        ///< the software that wrote it
    std::string matter;         ///< what it calls itself: "Strukturierter Registerinhalt"
    std::string reference_year, reference_prefix;  ///< of the file reference; register numbers have neither
    /// One for each role of a participant, empty where not stated. They mean something within one document
    /// only.
    std::vector<std::string> party_numbers, role_numbers, role_counts, role_ids;
};

struct Reading {
    std::string xjustiz_version;  ///< as stated, e.g. "3.5.1"
    std::string fach_version;     ///< as stated, e.g. "3.4"
    bool layout_guessed = false;  ///< an unknown version, read with the nearest layout
    std::string layout;           ///< the schema it was read by, e.g. "3.7.0"
    MessageData message;
    std::vector<std::string> findings;  ///< oddities that did not prevent reading, for people
    std::vector<std::string> unmapped;  ///< paths that are not kept anywhere: see Coverage::unread()
    std::vector<Entity> entities;       ///< one per fachdatenRegister, at least one
};

/// Throws hr::Error: 2200M (not well-formed; detail has the byte position), 22023 (well-formed but not a
/// register content document, or without identity), 0A000 (encoding not supported), 54000 (nested too
/// deeply).
Reading read(std::string_view document);

}  // namespace hr::core::xjustiz
