#include "core/search/posting.hpp"

#include "core/search/varint.hpp"

namespace hr::core::search {

std::string encode(const std::vector<Posting>& postings) {
    std::string bytes;
    Posting last = 0;
    for (const Posting p : postings) {
        put(bytes, p - last);
        last = p;
    }
    return bytes;
}

void decode(std::string_view bytes, std::size_t most, std::vector<Posting>& out) {
    Posting last = 0;
    for (Reader reader(bytes); !reader.done() && most > 0; --most) {
        last += reader.number();
        if (reader.is_whole()) out.push_back(last);
    }
}

}  // namespace hr::core::search
