// Any bytes are read or refused with one of the documented errors; what is read is valid UTF-8 without NUL,
// has unique keys, and is read again to the same facts. Persons can be erased from these, and then are not in
// them any more.
#include "core/error.hpp"
#include "core/history/eraser.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/reader.hpp"

#include <cstdint>
#include <cstdlib>
#include <set>

namespace {

void check_text(std::string_view text) {
    while (!text.empty()) {
        const auto c = hr::core::name::first_code_point(text);
        if (!c.valid || c.value == 0) std::abort();
        text.remove_prefix(c.length);
    }
}

void check_keys(const std::vector<hr::core::history::Fact>& facts) {
    std::set<std::pair<int, std::string>> keys;
    for (const auto& fact : facts)
        if (!keys.emplace(static_cast<int>(fact.attribute), fact.key).second) std::abort();
}

void check_erasing(std::vector<hr::core::history::Fact> facts) {
    using namespace hr::core::history;
    constexpr std::size_t kMost = 6;
    for (std::size_t n = 0; n < kMost; ++n) {
        const std::vector<Person> persons = persons_in(facts);
        if (persons.empty()) return;
        const Person person = persons[n % persons.size()];
        if (!Eraser(static_cast<std::int64_t>(n), person).erase(facts).is_changed) std::abort();
        check_keys(facts);
        for (const Person& other : persons_in(facts))
            if (person_key(other) == person_key(person)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        const auto reading = hr::core::xjustiz::read(bytes);
        if (reading.entities.empty()) std::abort();
        const auto again = hr::core::xjustiz::read(bytes);
        for (const std::string& finding : reading.findings) check_text(finding);
        for (std::size_t i = 0; i < reading.entities.size(); ++i) {
            if (reading.entities[i].facts != again.entities[i].facts) std::abort();
            check_keys(reading.entities[i].facts);
            check_erasing(reading.entities[i].facts);
            check_text(label(reading.entities[i].id));
            for (const auto& fact : reading.entities[i].facts) {
                check_text(fact.key);
                for (const auto& value : fact.value)
                    if (value) check_text(*value);
            }
        }
    } catch (const hr::Error& error) {
        const std::string& state = error.sqlstate();
        if (state != "2200M" && state != "22023" && state != "0A000" && state != "54000") std::abort();
        check_text(error.detail());
    }
    return 0;
}
