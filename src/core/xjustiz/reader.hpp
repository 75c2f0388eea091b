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
};

struct Reading {
    std::string xjustiz_version;  ///< as stated, e.g. "3.5.1"
    std::string fach_version;     ///< as stated, e.g. "3.4"
    bool layout_guessed = false;  ///< an unknown version, read with the nearest layout
    MessageData message;
    std::vector<std::string> findings;  ///< oddities that did not prevent reading, for people
    std::vector<Entity> entities;       ///< one per fachdatenRegister, at least one
};

/// Throws hr::Error: 2200M (not well-formed; detail has the byte position), 22023 (well-formed but not a
/// register content document, or without identity), 0A000 (encoding not supported), 54000 (nested too
/// deeply).
Reading read(std::string_view document);

}  // namespace hr::core::xjustiz
