// Owns blocks: sorted keys with a value each, in few bytes. The index is a sequence of blocks. Of a damaged
// one the entries before the damage are read, and the rest is left out: a search goes on without,
// check_search() finds what is missing, and reindex_search() brings it back.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hr::core::search {

/// A block is a row of a table: small enough to lie on a page beside others, and not to be stored elsewhere.
inline constexpr std::size_t kBlockBytes = 1900;

/// No key of the index is longer. One that is, is damage: few bytes could repeat it many times.
inline constexpr std::size_t kLongestKey = 127;

/// Makes blocks of entries that come in the order of their keys, each key once.
class BlockWriter {
public:
    using Sink = std::function<void(const std::string& first_key, const std::string& content)>;
    explicit BlockWriter(Sink sink, std::size_t most_bytes = kBlockBytes)
        : sink_(std::move(sink)), most_bytes_(most_bytes) {}
    void add(std::string_view key, std::string_view value);
    void finish();  ///< writes the last block

private:
    Sink sink_;
    std::size_t most_bytes_;
    std::string first_, last_, content_;
};

/// Calls `visit` for each entry of a block in order, until it returns false. The key, which is never empty,
/// lives until it returns.
void each_entry(std::string_view content,
                const std::function<bool(std::string_view key, std::string_view value)>& visit);

/// What is to stand behind keys; nothing where a key is to go.
using NewValues = std::map<std::string, std::optional<std::string>>;

/// Writes the block with new values in it, as several where it has grown too large; none where all is gone.
void rewrite(std::string_view content, NewValues::const_iterator first, NewValues::const_iterator last,
             const BlockWriter::Sink& sink);

}  // namespace hr::core::search
