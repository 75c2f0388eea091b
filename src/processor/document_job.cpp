#include "processor/document_job.hpp"

#include <nlohmann/json.hpp>

namespace hr::processor {

DocumentJob document_job(const queue::Job& job) {
    const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
    if (payload.is_object() && payload.contains("document") && payload["document"].is_number_integer())
        return {payload["document"].get<std::int64_t>(), std::nullopt};
    return {0, Error(sqlstate::kInvalidParameter, "the job names no document",
                     "The payload is " + job.payload + ".",
                     R"(Enqueue {"document": number}; submit_document() and submit_announcement() do so.)")};
}

Error no_such_document(std::int64_t document) {
    return {"02000", "document " + std::to_string(document) + " does not exist"};
}

}  // namespace hr::processor
