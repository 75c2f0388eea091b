#include "core/search/builder.hpp"

#include "core/search/varint.hpp"
#include "core/search/word_list.hpp"
#include "core/sort_once.hpp"

#include <algorithm>

namespace hr::core::search {

std::string word_value(const std::vector<Posting>& postings) {
    std::string value;
    put(value, postings.size());
    const std::string bytes = encode(postings);
    return bytes.size() <= kInlineBytes ? value + bytes : value;
}

std::vector<std::string> part_values(const std::vector<Posting>& postings) {
    std::vector<std::string> parts;
    if (postings.size() < kInlineBytes / 10 || encode(postings).size() <= kInlineBytes) return parts;
    for (std::size_t at = 0; at < postings.size(); at += kPartPostings) {
        const auto begin = postings.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end =
            postings.begin() + static_cast<std::ptrdiff_t>(std::min(at + kPartPostings, postings.size()));
        parts.push_back(encode(std::vector<Posting>(begin, end)));
    }
    return parts;
}

void Builder::add(NameEntries entries) {
    for (std::string& word : entries.words) {
        const auto next = static_cast<std::uint32_t>(numbers_.size());
        uses_.push_back({numbers_.try_emplace(std::move(word), next).first->second, entries.posting});
    }
    for (std::string& run : entries.runs) runs_.push_back({std::move(run), entries.posting});
}

std::vector<std::string> Builder::sort_words() {
    std::vector<std::pair<std::string, std::uint32_t>> words(numbers_.begin(), numbers_.end());
    numbers_.clear();
    std::sort(words.begin(), words.end());
    std::vector<std::uint32_t> ranks(words.size());
    for (std::uint32_t rank = 0; rank < words.size(); ++rank) ranks[words[rank].second] = rank;
    for (Use& use : uses_) use.word = ranks[use.word];
    sort_once(uses_);
    begins_.assign(words.size() + 1, 0);
    for (const Use& use : uses_) ++begins_[use.word + 1];
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    std::vector<std::string> sorted;
    sorted.reserve(words.size());
    for (auto& [word, number] : words) sorted.push_back(std::move(word));
    return sorted;
}

std::vector<Posting> Builder::postings_of(std::size_t word) const {
    std::vector<Posting> postings;
    for (std::size_t i = begins_[word]; i < begins_[word + 1]; ++i) postings.push_back(uses_[i].posting);
    return postings;
}

void Builder::write_keys(BlockWriter& writer, const std::vector<std::string>& words) const {
    struct Lead {
        std::string key;
        std::uint32_t word;
    };
    std::vector<Lead> leads;
    leads.reserve(words.size() * 4);
    for (std::uint32_t rank = 0; rank < words.size(); ++rank)
        for (std::string& key : keys_of_word(words[rank])) leads.push_back({std::move(key), rank});
    std::sort(leads.begin(), leads.end(), [](const Lead& a, const Lead& b) {
        const int order = a.key.compare(b.key);
        return order != 0 ? order < 0 : a.word < b.word;
    });
    std::vector<ListedWord> listed;
    for (std::size_t i = 0; i < leads.size(); ++i) {
        const std::size_t word = leads[i].word;
        listed.push_back({words[word], magnitude_of(begins_[word + 1] - begins_[word])});
        if (i + 1 < leads.size() && leads[i + 1].key == leads[i].key) continue;
        writer.add(leads[i].key, encode(listed));
        listed.clear();
    }
}

void Builder::write_runs(BlockWriter& writer) {
    sort_once(runs_);
    std::vector<Posting> postings;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        postings.push_back(runs_[i].posting);
        if (i + 1 < runs_.size() && runs_[i + 1].text == runs_[i].text) continue;
        if (postings.size() > kPartPostings) postings.resize(kPartPostings);
        writer.add(key(Kind::name, runs_[i].text), encode(postings));
        postings.clear();
    }
    runs_.clear();
}

void Builder::write_words(BlockWriter& writer, const std::vector<std::string>& words) const {
    for (std::size_t i = 0; i < words.size(); ++i)
        writer.add(key(Kind::word, words[i]), word_value(postings_of(i)));
}

void Builder::write_parts(BlockWriter& writer, const std::vector<std::string>& words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::vector<std::string> parts = part_values(postings_of(i));
        for (std::size_t part = 0; part < parts.size(); ++part)
            writer.add(part_key(words[i], part), parts[part]);
    }
}

void Builder::write(const BlockWriter::Sink& sink) {
    const std::vector<std::string> words = sort_words();
    BlockWriter writer(sink);
    write_keys(writer, words);
    write_runs(writer);
    write_words(writer, words);
    write_parts(writer, words);
    writer.finish();
    uses_.clear();
    begins_.clear();
}

}  // namespace hr::core::search
