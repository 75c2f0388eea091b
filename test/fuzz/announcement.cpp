// What is read of an announcement is valid UTF-8, its days exist, and its kind does not depend on its header.
// Half of the changes are made by bytes, half by fields, lines and words.
#include "core/announcement/announcement.hpp"
#include "core/error.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/lexical.hpp"
#include "support/announcement_mutation.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void check_text(std::string_view text) {
    while (!text.empty()) {
        const auto c = hr::core::name::first_code_point(text);
        check(c.valid && (c.value >= 32 || c.value == '\n' || c.value == '\t'));
        text.remove_prefix(c.length);
    }
}

void check_day(const std::optional<std::string>& day) {
    if (day)
        check(hr::core::xjustiz::calendar_date(*day) == *day && hr::core::xjustiz::is_register_date(*day));
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
    hr::test::Random random(seed);
    if (hr::test::below(random, 2) == 0) return LLVMFuzzerMutate(data, size, most);
    const std::string text =
        hr::test::mutated_announcement({reinterpret_cast<const char*>(data), size}, random);
    const std::size_t written = std::min(text.size(), most);
    std::copy_n(text.begin(), written, data);
    return written;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hr::core;  // NOLINT: one function
    try {
        const announcement::Announcement read =
            announcement::parse({reinterpret_cast<const char*>(data), size});
        for (const std::string* text : {&read.state, &read.court, &read.reference, &read.name,
                                        &read.legal_form, &read.seat, &read.body})
            check_text(*text);
        check(read.id.has_value() || !read.reference.empty() || read.withdrawn_at.has_value());
        check_day(read.entered);
        if (!read.published.empty()) check_day(read.published);
        for (const std::string& finding : read.findings) check_text(finding);
        for (const auto* day :
             {&read.dates.agreement, &read.dates.resolution, &read.dates.effective, &read.dates.filed})
            check_day(*day);
        for (const legal::Party& party : read.parties) {
            for (const std::string* text : {&party.name, &party.seat, &party.court}) check_text(*text);
            check(!party.label.empty() && (!party.id || party.id->number > 0));
        }
        const legal::Recognized alone = legal::recognize(read.body);
        check(alone.kind == legal::Kind::kOther || read.event.kind != legal::Kind::kOther);
    } catch (const hr::Error& error) {
        check(error.sqlstate() == "22023" && !error.detail().empty());
    }
    return 0;
}
