#include "core/search/block.hpp"

#include "core/search/varint.hpp"

#include <algorithm>

namespace hr::core::search {

void BlockWriter::add(std::string_view key, std::string_view value) {
    if (!content_.empty() && content_.size() + key.size() + value.size() + 6 > kBlockBytes) finish();
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
    std::string key;
    for (Reader reader(content); !reader.done();) {
        const std::uint64_t shared = reader.number();
        const std::string_view more = reader.bytes(reader.number());
        const std::string_view value = reader.bytes(reader.number());
        if (!reader.is_whole() || shared > key.size()) return;
        key.resize(shared);
        key += more;
        if (key.empty() || key.size() > kLongestKey || !visit(key, value)) return;
    }
}

}  // namespace hr::core::search
