// What is read of a line of bulk data can be stored: a name, dates that are days, facts that survive
// encoding. Whatever else the line is, it is refused with a reason.
#include "core/bulk/statement.hpp"
#include "core/error.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace hr::core;  // NOLINT: one file

void check(const bulk::Statement& statement) {
    const auto& facts = statement.facts;
    if (facts.empty() || history::decode(history::encode(facts)) != facts) std::abort();
    if (statement.id && facts.front().attribute != history::Attribute::name) std::abort();
    if (!statement.id && (statement.number.empty() || facts.size() != 1)) std::abort();
    if (!statement.retrieved.empty() && statement.retrieved.size() != 19) std::abort();
    for (const history::Fact& fact : facts) {
        if (fact.key.size() > 2000) std::abort();
        for (const auto& text : fact.value)
            if (text && (text->empty() || text->size() > 4000)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    for (const bulk::Format format : {bulk::Format::tsv, bulk::Format::jsonl}) {
        try {
            check(bulk::read_line(line, format));
        } catch (const hr::Error& error) {
            if (error.sqlstate() != "22023" || error.message().empty()) std::abort();
        }
    }
    return 0;
}
