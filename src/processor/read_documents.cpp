#include "processor/read_documents.hpp"

#include "pg/database.hpp"

namespace hr::processor {
namespace {

ReadDocument read(registry::Document document) {
    ReadDocument result;
    try {
        result.reading = core::xjustiz::read(document.content);
    } catch (const Error& e) {
        result.error = e;
    }
    document.content.clear();
    document.content.shrink_to_fit();
    result.document = std::move(document);
    return result;
}

}  // namespace

ReadDocuments read_documents(std::set<std::int64_t> ids) {
    ReadDocuments all;
    while (!ids.empty()) {
        std::vector<registry::Document> slice = registry::load_documents({ids.begin(), ids.end()});
        if (slice.empty()) break;
        ids.erase(ids.begin(), ids.upper_bound(slice.back().id));
        for (registry::Document& document : slice) {
            pg::check_cancelled();
            const std::int64_t id = document.id;
            all.emplace(id, read(std::move(document)));
        }
    }
    return all;
}

}  // namespace hr::processor
