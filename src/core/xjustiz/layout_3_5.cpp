#include "core/xjustiz/layout_3_5.hpp"

#include "core/xjustiz/layout_3_4.hpp"

namespace hr::core::xjustiz {
namespace {

using enum Source;
using enum Kind;
using history::Attribute;

// clang-format off
constexpr Row kOwn[] = {
    {role, "auswahl_bezeichnung/sonstigeBezeichnung", free_text, {}, Attribute::officer, "role_text"},
    {role, "auswahl_bezeichnung/dienstbezeichnung", code_label, {}, Attribute::officer, "role_text"},
};
// clang-format on

}  // namespace

Layout layout_3_5() {
    return layout_since_3_4("3.5.1", "3.4", kOwn);
}

}  // namespace hr::core::xjustiz
