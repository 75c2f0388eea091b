// Owns the two layouts of announcements: what stands on which line of their headers.
#pragma once

#include "core/announcement/announcement.hpp"
#include "core/announcement/source.hpp"

namespace hr::core::announcement {

/// The layout since August 2022. Fills all but what is read from the body.
void read_current(const Source& source, Announcement& announcement);

/// The one before: "HRB 1 B: name, seat, street, place. …", perhaps with the lines of the page above it.
void read_former(const Source& source, Announcement& announcement);

/// "27.09.2024 (Bekanntmachungsdatum)" is what the current layout begins with.
bool is_current(const Source& source);

/// Register number behind the court's name: "HRB 1 KI früher Amtsgericht Rendsburg". Throws 22023.
void read_number(std::string_view number, Announcement& announcement);

/// By the portal's words; kUnknown for others.
Category category_of(std::string_view text);

/// Throws hr::Error 22023 with what is wrong.
[[noreturn]] void refuse(std::string detail);

}  // namespace hr::core::announcement
