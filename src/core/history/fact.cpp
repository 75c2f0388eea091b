#include "core/history/fact.hpp"

#include "core/error.hpp"

#include <algorithm>

namespace hr::core::history {
namespace {

// Layout: version byte, then varints and bytes:
//   count { attribute byte, key length, key, column count { 0 for absent | length + 1, text } }
constexpr char kVersion = 1;
constexpr std::size_t kLeastFactBytes = 3;  // attribute, key length, column count

void put(std::string& out, std::size_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>((number & 0x7f) | 0x80);
    out += static_cast<char>(number);
}

void put(std::string& out, std::string_view text) {
    put(out, text.size());
    out += text;
}

class Reader {
public:
    explicit Reader(std::string_view bytes) : all_(bytes), rest_(bytes) {}

    bool at_end() const { return rest_.empty(); }

    std::size_t left() const { return rest_.size(); }

    std::uint8_t byte() {
        if (rest_.empty()) fail("The bytes end too early");
        const auto value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }

    /// Only the shortest form is accepted: equal facts have equal bytes.
    std::size_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (next & 0x80) continue;
            if (next == 0 && shift > 0) fail("A number is not in its shortest form");
            return static_cast<std::size_t>(value);
        }
        fail("A number is too large");
    }

    std::string text(std::size_t length) {
        if (length > rest_.size()) fail("A text is longer than the bytes that are left");
        std::string result(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return result;
    }

    [[noreturn]] void fail(std::string_view why) const {
        throw Error("XX001", "stored facts of a snapshot are damaged",
                    std::string(why) + ", at byte " + std::to_string(all_.size() - rest_.size()) + " of " +
                        std::to_string(all_.size()) + ".",
                    "Submit the document again, or restore the snapshot from a backup.");
    }

private:
    std::string_view all_;
    std::string_view rest_;
};

/// Columns are only ever appended, so older bytes may have fewer of them.
Value read_value(Reader& in, std::size_t columns) {
    const std::size_t stored = in.number();
    if (stored > columns) in.fail("A value has more columns than its attribute");
    if (stored > in.left()) in.fail("A value has more columns than bytes are left");
    Value value(columns);
    for (std::size_t i = 0; i < stored; ++i)
        if (const std::size_t length = in.number(); length > 0) value[i] = in.text(length - 1);
    return value;
}

Fact read_fact(Reader& in) {
    const std::uint8_t number = in.byte();
    if (number < 1 || number > kAttributes.size()) in.fail("An attribute's number is unknown");
    const auto attribute = static_cast<Attribute>(number);
    std::string key = in.text(in.number());
    return {attribute, std::move(key), read_value(in, info(attribute).columns.size())};
}

/// The first `columns` columns of the fact.
void put(std::string& out, const Fact& fact, std::size_t columns) {
    out += static_cast<char>(fact.attribute);
    put(out, fact.key);
    put(out, columns);
    for (std::size_t i = 0; i < columns; ++i) {
        const auto& column = fact.value[i];
        put(out, column ? column->size() + 1 : std::size_t{0});
        if (column) out += *column;
    }
}

}  // namespace

std::string encode(const std::vector<Fact>& facts) {
    std::string out(1, kVersion);
    put(out, facts.size());
    for (const Fact& fact : facts) {
        const AttributeInfo& about = info(fact.attribute);
        if (fact.value.size() != about.columns.size())
            throw Error(sqlstate::kInternal, "a fact has not the columns of its attribute",
                        "Attribute \"" + std::string(about.name) + "\" has " +
                            std::to_string(about.columns.size()) + " columns, the fact has " +
                            std::to_string(fact.value.size()) + ".");
        put(out, fact, fact.value.size());
    }
    return out;
}

std::vector<Fact> decode(std::string_view bytes) {
    Reader in(bytes);
    if (in.byte() != kVersion) in.fail("The format version is unknown");
    const std::size_t count = in.number();
    if (count > in.left() / kLeastFactBytes) in.fail("There are more facts than the bytes can hold");
    std::vector<Fact> facts;
    facts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) facts.push_back(read_fact(in));
    if (!in.at_end()) in.fail("Bytes follow the last fact");
    return facts;
}

std::string trim(std::string_view bytes, std::span<const std::size_t> columns) {
    std::string kept;
    std::size_t count = 0;
    for (const Fact& fact : decode(bytes)) {
        const std::size_t place = static_cast<std::size_t>(fact.attribute) - 1;
        if (place >= columns.size()) continue;
        put(kept, fact, std::min(columns[place], fact.value.size()));
        ++count;
    }
    std::string out(1, kVersion);
    put(out, count);
    return out + kept;
}

}  // namespace hr::core::history
