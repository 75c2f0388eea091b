#include "processor/erase_quotes.hpp"

#include "registry/quote.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hr::processor {
namespace {

using core::history::Eraser;
using Json = nlohmann::ordered_json;

/// Returns whether it has changed anything. Depth is bounded by the server's own reader of JSON.
bool erase_in(Json& value, const Eraser& eraser) {
    if (value.is_string() && eraser.is_hinted_at(value.get_ref<const std::string&>())) {
        value = core::history::kErased;
        return true;
    }
    bool is_changed = false;
    if (value.is_array())
        for (Json& element : value) is_changed = erase_in(element, eraser) || is_changed;
    if (!value.is_object()) return is_changed;
    Json members = Json::object();
    for (auto& [name, member] : value.items()) {
        is_changed = erase_in(member, eraser) || is_changed;
        const bool is_hint = eraser.is_hinted_at(name);
        is_changed = is_changed || is_hint;
        members[is_hint ? std::string(core::history::kErased) : name] = std::move(member);
    }
    value = std::move(members);
    return is_changed;
}

bool erase_in(registry::Quote& quote, const Eraser& eraser) {
    if (quote.text.empty() || !eraser.is_hinted_at(quote.text)) return false;
    if (!quote.is_json) {
        quote.text = core::history::kErased;
        return true;
    }
    Json json = Json::parse(quote.text, nullptr, false);
    if (!erase_in(json, eraser)) json = Json{{"erased", true}};  // the names stand in several of its texts
    quote.text = json.dump();
    return true;
}

}  // namespace

void erase_quotes(const Eraser& eraser, const std::string& birth_date,
                  const std::vector<std::int64_t>& documents) {
    registry::rewrite_quotes(birth_date, documents,
                             [&](std::vector<registry::Quote>& quotes, bool is_of_document) {
                                 std::string all;
                                 for (const registry::Quote& quote : quotes) all += quote.text + "\n";
                                 if (!is_of_document && !eraser.is_identified_in(all)) return false;
                                 bool is_changed = false;
                                 for (registry::Quote& quote : quotes)
                                     is_changed = erase_in(quote, eraser) || is_changed;
                                 return is_changed;
                             });
}

}  // namespace hr::processor
