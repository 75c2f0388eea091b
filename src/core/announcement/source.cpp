#include "core/announcement/source.hpp"

#include "core/announcement/encoding.hpp"
#include "core/error.hpp"
#include "core/name/compose.hpp"

#include <nlohmann/json.hpp>

namespace hr::core::announcement {
namespace {

constexpr std::size_t kMaxBytes = 1024 * 1024;

[[noreturn]] void refuse(std::string detail) {
    throw Error(sqlstate::kInvalidParameter, "invalid announcement", std::move(detail),
                "Submit the announcement's text as the portal shows it, or a JSON object with the key "
                "\"details\" or \"text\".");
}

/// JSON escapes can bring control characters that the text around them did not have.
std::string member(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return {};
    return name::composed(repaired(as_utf8(found->get_ref<const std::string&>())));
}

Source from_json(const std::string& bytes) {
    const nlohmann::json object = nlohmann::json::parse(bytes, nullptr, false);
    if (!object.is_object()) refuse("The JSON text is broken or is not an object.");
    Source source;
    source.text = member(object, "details");
    if (source.text.empty()) source.text = member(object, "text");
    source.heading = member(object, "original_text");
    source.published = member(object, object.contains("date") ? "date" : "published");
    source.entered = member(object, "entry_date");
    source.court = member(object, "court");
    source.category = member(object, "kind");
    return source;
}

}  // namespace

Source read_source(std::string_view bytes) {
    if (bytes.size() > kMaxBytes) refuse("It is longer than 1048576 bytes.");
    const std::string text = as_utf8(bytes);
    const std::size_t first = text.find_first_not_of(" \n\t");
    if (first == std::string::npos) refuse("It is empty.");
    if (text[first] == '{') return from_json(text);
    Source source;
    source.text = name::composed(repaired(text[first] == '<' ? without_markup(text) : text));
    return source;
}

}  // namespace hr::core::announcement
