// Owns hr_registry.announcement and hr_registry.announcement_party.
#pragma once

#include "core/announcement/announcement.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hr::registry {

/// An announcement in its place.
struct StoredAnnouncement {
    std::int64_t document = 0;
    std::int64_t company = 0;  ///< 0 where it is not told beyond doubt
    core::announcement::Announcement announcement;
};

/// Writes them, in the place of what was read of the same documents before. Four statements for any number.
void write_announcements(const std::vector<StoredAnnouncement>& announcements);

/// An event of the feed that holds and came from an announcement.
struct AnnouncedEvent {
    std::int64_t document = 0;
    std::int64_t company = 0;
    std::string identity;  ///< 32 hex digits
};
std::vector<AnnouncedEvent> announced_events(const std::vector<std::int64_t>& documents);

/// A text of an announcement, and the company that it is about (0 for none).
struct AnnouncementText {
    std::int64_t document = 0;
    std::int64_t company = 0;
    std::string text;
};

/// Of companies with higher numbers than `after`, and of none: with this birth date in the text.
std::vector<AnnouncementText> announcements_with_date(std::string_view date, std::int64_t after);

std::vector<AnnouncementText> announcements_of(const std::vector<std::int64_t>& companies);

/// Replaces texts and the names of parties; documents without a row are ignored.
void erase_announcements(const std::vector<std::int64_t>& documents, std::string_view replacement);

}  // namespace hr::registry
