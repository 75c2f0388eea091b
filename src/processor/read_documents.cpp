#include "processor/read_documents.hpp"

#include "processor/document_slices.hpp"
#include "processor/leave_out.hpp"
#include "registry/erasure.hpp"

#include <algorithm>

namespace hr::processor {
namespace {

ReadDocument read(registry::Document document, bool has_erased) {
    ReadDocument result;
    try {
        if (!document.is_erased) result.reading = core::xjustiz::read(document.content);
    } catch (const Error& e) {
        result.error = e;
    }
    if (result.error && has_erased)
        result.tells_of_erased = leave_out_erased(document.content, *result.error);
    document.content.clear();
    document.content.shrink_to_fit();
    result.document = std::move(document);
    return result;
}

/// Entities whose document does not say when it was retrieved get the time that the submitter stated.
void date_entities(ReadDocuments& documents) {
    std::vector<std::int64_t> undated;
    const auto is_undated = [](const core::xjustiz::Entity& entity) { return entity.retrieved.empty(); };
    for (const auto& [id, read] : documents)
        if (read.reading &&
            std::any_of(read.reading->entities.begin(), read.reading->entities.end(), is_undated))
            undated.push_back(id);
    for (const auto& [id, time] : registry::retrieval_times(undated))
        for (auto& entity : documents.at(id).reading->entities)
            if (is_undated(entity)) entity.retrieved = time;
}

}  // namespace

ReadDocuments read_documents(std::set<std::int64_t> ids) {
    const bool has_erased = registry::share_erasures();
    ReadDocuments all;
    each_document(std::move(ids), [&](registry::Document document) {
        const std::int64_t id = document.id;
        all.emplace(id, read(std::move(document), has_erased));
    });
    date_entities(all);
    if (has_erased) leave_out_erased(all);
    return all;
}

}  // namespace hr::processor
