#include "core/search/block.hpp"

#include "core/name/utf8.hpp"
#include "core/search/varint.hpp"

#include <algorithm>
#include <limits>

namespace hr::core::search {

namespace {

/// Keys become first keys of blocks, which a column of text holds: bytes that it cannot hold are damage, and
/// so is a key that is not behind the last one.
class Keys {
public:
    /// The next key, which has so many bytes of the last one and then these; false for none that a writer
    /// makes.
    bool next(std::size_t shared, std::string_view more) {
        if (shared > key_.size() || more.empty() || shared + more.size() > kLongestKey) return false;
        if (shared < key_.size() && byte(more.front()) <= byte(key_[shared])) return false;
        key_.resize(shared);
        key_ += more;
        ascii_ = std::min(ascii_, shared);
        while (ascii_ < key_.size() && byte(key_[ascii_]) - 1U < 0x7fU) ++ascii_;
        return name::is_storable(std::string_view(key_).substr(ascii_));
    }
    const std::string& key() const { return key_; }

private:
    static unsigned byte(char c) { return static_cast<unsigned char>(c); }

    std::string key_;
    std::size_t ascii_ = 0;  ///< so many bytes at its beginning are ASCII
};

}  // namespace

void BlockWriter::add(std::string_view key, std::string_view value) {
    if (!content_.empty() && content_.size() + key.size() + value.size() + 6 > most_bytes_) finish();
    if (content_.empty()) first_ = key;
    const auto shared = static_cast<std::size_t>(
        std::mismatch(key.begin(), key.end(), last_.begin(), last_.end()).first - key.begin());
    put(content_, shared);
    put(content_, key.size() - shared);
    content_ += key.substr(shared);
    put(content_, value.size());
    content_ += value;
    last_ = key;
}

void BlockWriter::finish() {
    if (!content_.empty()) sink_(first_, content_);
    content_.clear();
    last_.clear();
}

void each_entry(std::string_view content,
                const std::function<bool(std::string_view key, std::string_view value)>& visit) {
    Keys keys;
    for (Reader reader(content); !reader.done();) {
        const std::uint64_t shared = reader.number();
        const std::string_view more = reader.bytes(reader.number());
        const std::string_view value = reader.bytes(reader.number());
        if (!reader.is_whole() || !keys.next(shared, more) || !visit(keys.key(), value)) return;
    }
}

void rewrite(std::string_view content, NewValues::const_iterator first, NewValues::const_iterator last,
             const BlockWriter::Sink& sink) {
    NewValues values(first, last);
    each_entry(content, [&](std::string_view key, std::string_view value) {
        values.try_emplace(std::string(key), value);
        return true;
    });
    std::size_t bytes = 0;
    const auto write = [&](const BlockWriter::Sink& to, std::size_t most_bytes) {
        BlockWriter writer(to, most_bytes);
        for (const auto& [key, value] : values)
            if (value) writer.add(key, *value);
        writer.finish();
    };
    write([&](const std::string&, const std::string& block) { bytes += block.size(); },
          std::numeric_limits<std::size_t>::max());
    const std::size_t blocks = (bytes + kBlockBytes - 1) / kBlockBytes;
    if (blocks == 0) return;
    // About equal ones, so that what comes next finds room in each.
    const std::size_t mean = bytes / blocks;
    write(sink, mean + mean / 8);
}

}  // namespace hr::core::search
