// Owns jobs whose payload names a document: {"document": number}.
#pragma once

#include "core/error.hpp"
#include "queue/job.hpp"

#include <cstdint>
#include <optional>

namespace hr::processor {

struct DocumentJob {
    std::int64_t document = 0;
    std::optional<Error> error;  ///< 22023 where the payload names none
};

DocumentJob document_job(const queue::Job& job);

/// 02000
Error no_such_document(std::int64_t document);

}  // namespace hr::processor
