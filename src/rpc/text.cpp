// Functions on free texts that SQL calls.
#include "core/text/without_dates.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value public_text(const pg::Args& args) {
    return core::text::without_dates(args.text(0), core::text::Dates::births);
}

pg::Value text_without_births(const pg::Args& args) {
    return core::text::without_dates(args.text(0), core::text::Dates::births, core::text::Births(args.text(1)));
}

pg::Value has_date(const pg::Args& args) {
    return core::text::next_date(args.text(0), 0).has_value();
}

pg::Value person_text(const pg::Args& args) {
    return core::text::without_dates(args.text(0), core::text::Dates::all);
}

// A label without a text of its own stands alone, as does a text; the bare code only where there is neither.
pg::Value shown(const pg::Args& args) {
    const auto part = [&](int i) { return args.is_null(i) ? std::string() : std::string(args.text(i)); };
    const bool has_label = !args.is_null(1), has_text = !args.is_null(2);
    std::string whole = has_label ? part(1) : has_text ? std::string() : part(0);
    if (has_label && has_text) whole += ' ';
    whole += part(2);
    whole = core::text::without_dates(whole, core::text::Dates::births);
    if (whole.empty()) return {};
    return whole;
}

}  // namespace hr::rpc
