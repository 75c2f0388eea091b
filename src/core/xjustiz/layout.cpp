#include "core/xjustiz/layout.hpp"

#include "core/error.hpp"
#include "core/xjustiz/layout_3_4.hpp"
#include "core/xjustiz/layout_3_5.hpp"

#include <string>

namespace hr::core::xjustiz {

std::span<const Layout> layouts() {
    static const Layout all[] = {layout_3_4(), layout_3_5()};  // the newest last
    return all;
}

Choice choose_layout(std::string_view xjustiz_version, std::string_view fach_version) {
    const std::string_view major = xjustiz_version.substr(0, 2);
    if (major == "1." || major == "2.")
        throw Error(sqlstate::kFeatureNotSupported, "layout of the register document is not supported yet",
                    "The document states XJustiz version " + std::string(xjustiz_version) + ".",
                    "Submit the document in XJustiz version 3 or later.");
    const std::span<const Layout> all = layouts();
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].xjustiz_version == xjustiz_version && all[i].fach_version == fach_version)
            return {i, false};
    return {all.size() - 1, true};
}

}  // namespace hr::core::xjustiz
