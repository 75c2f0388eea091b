// Owns the settings handelsregister.* that the versioned library reads; the loader defines its own.
#pragma once

#include <string_view>

namespace hr::pg {

/// Defines the settings once per session, whichever version of the library comes first.
void define_settings();

/// Current value; `fallback` where the setting is not defined. Names have static storage.
bool setting_bool(const char* name, bool fallback);
int setting_integer(const char* name, int fallback);  ///< in the unit of the setting

}  // namespace hr::pg
