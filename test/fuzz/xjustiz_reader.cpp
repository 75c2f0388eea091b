// Any bytes are read or refused with one of the documented errors; what is read is valid UTF-8 without NUL,
// has unique keys, and is read again to the same facts. Persons can be erased from these, and then are not in
// them any more. Half of the changes are made by bytes, half by the structure of a document.
#include "core/history/eraser.hpp"
#include "support/document_mutation.hpp"
#include "support/register_content_check.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

void check_erasing(std::vector<hr::core::history::Fact> facts) {
    using namespace hr::core::history;
    constexpr std::size_t kMost = 6;
    for (std::size_t n = 0; n < kMost; ++n) {
        const std::vector<Person> persons = persons_in(facts);
        if (persons.empty()) return;
        const Person person = persons[n % persons.size()];
        if (!Eraser(static_cast<std::int64_t>(n), person).erase(facts).is_changed) std::abort();
        if (!hr::test::has_unique_keys(facts)) std::abort();
        for (const Person& other : persons_in(facts))
            if (person_key(other) == person_key(person)) std::abort();
    }
}

void check(const std::string& fault) {
    if (fault.empty()) return;
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
}

/// Bytes behind what fits are left out.
std::size_t put(const std::string& text, std::uint8_t* data, std::size_t most) {
    const std::size_t size = std::min(text.size(), most);
    std::copy_n(text.begin(), size, data);
    return size;
}

std::string_view view(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
    hr::test::Random random(seed);
    if (hr::test::below(random, 2) == 0) return LLVMFuzzerMutate(data, size, most);
    const std::string document(view(data, size));
    return put(hr::test::mutated_document(document, document, random), data, most);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data, std::size_t size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t most, unsigned seed) {
    hr::test::Random random(seed);
    return put(hr::test::mutated_document(view(data, size), view(other, other_size), random), out, most);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = view(data, size);
    try {
        const auto reading = hr::core::xjustiz::read(bytes);
        check(hr::test::fault_of(reading));
        const auto again = hr::core::xjustiz::read(bytes);
        for (std::size_t i = 0; i < reading.entities.size(); ++i) {
            if (reading.entities[i].facts != again.entities[i].facts) std::abort();
            check_erasing(reading.entities[i].facts);
        }
    } catch (const hr::Error& error) {
        check(hr::test::fault_of(error));
    }
    return 0;
}
