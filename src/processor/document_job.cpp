#include "processor/document_job.hpp"

#include "processor/payload.hpp"

namespace hr::processor {

DocumentJob document_job(const queue::Job& job) {
    const Payload payload(
        job, "the job names no document",
        R"(Enqueue {"document": number}; submit_document() and submit_announcement() do so.)");
    try {
        return {payload.number("document"), std::nullopt};
    } catch (const Error& error) {
        return {0, error};
    }
}

Error no_such_document(std::int64_t document) {
    return {"02000", "document " + std::to_string(document) + " does not exist"};
}

}  // namespace hr::processor
