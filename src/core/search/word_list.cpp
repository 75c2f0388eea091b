#include "core/search/word_list.hpp"

#include "core/search/varint.hpp"

#include <algorithm>
#include <bit>

namespace hr::core::search {

unsigned magnitude_of(std::uint64_t names) {
    return names == 0 ? 0 : static_cast<unsigned>(std::bit_width(names) - 1);
}

std::string encode(const std::vector<ListedWord>& sorted) {
    std::string bytes;
    std::string_view last;
    for (const ListedWord& entry : sorted) {
        const std::string& word = entry.word;
        const auto shared = static_cast<std::size_t>(
            std::mismatch(word.begin(), word.end(), last.begin(), last.end()).first - word.begin());
        put(bytes, shared);
        put(bytes, word.size() - shared);
        bytes += word.substr(shared);
        put(bytes, entry.magnitude);
        last = word;
    }
    return bytes;
}

void decode(std::string_view bytes, std::size_t most, std::vector<ListedWord>& out) {
    std::string word;
    for (Reader reader(bytes); !reader.done() && most > 0; --most) {
        const std::uint64_t shared = reader.number();
        const std::string_view more = reader.bytes(reader.number());
        const auto magnitude = static_cast<unsigned>(reader.number());
        if (!reader.is_whole() || shared > word.size()) return;
        word.resize(shared);
        word += more;
        if (word.empty() || word.size() > kLongestWord) return;
        out.push_back({word, magnitude});
    }
}

}  // namespace hr::core::search
