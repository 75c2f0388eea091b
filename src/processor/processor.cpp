#include "processor/processor.hpp"

#include "pg/database.hpp"
#include "pg/settings.hpp"
#include "processor/announcement.hpp"
#include "processor/erase_person.hpp"
#include "processor/fold_search.hpp"
#include "processor/import_lines.hpp"
#include "processor/register_content.hpp"

#include <algorithm>
#include <array>

namespace hr::processor {
namespace {

using queue::Claim;
using queue::Job;
using queue::Outcome;

struct Builtin {
    std::string_view kind;
    Processor processor;
    bool writes_companies;
    int patience = 1;  ///< how many times handelsregister.job_timeout it may take: more where the register's size decides
};

constexpr std::array kBuiltins = {
    Builtin{"announcement", read_announcements, true},
    Builtin{"erase_person", erase_person, true},
    Builtin{"finish_import", finish_import, false, 10},
    Builtin{"fold_search", fold_search, false, 10},
    Builtin{"import_lines", import_lines, true},
    Builtin{"register_content", read_register_content, true},
};

std::vector<Outcome> call_function(const Claim& claim, std::span<const Job> jobs) {
    pg::HandlerCall call{*claim.handler, claim.owner, {}, {}, {}};
    for (const Job& job : jobs) {
        call.ids.push_back(job.id);
        call.subjects.push_back(job.subject);
        call.payloads.push_back(job.payload);
    }
    std::vector<Outcome> outcomes;
    for (auto& result : pg::call_handler(call)) outcomes.push_back(queue::done(std::move(result)));
    return outcomes;
}

std::vector<Outcome> refuse(const Claim& claim, std::span<const Job> jobs) {
    const Error error("42704", "no processor is registered for jobs of kind \"" + claim.kind + "\"", {},
                      "Register one with hr_queue.register_processor(), then redrive the job.");
    return std::vector<Outcome>(jobs.size(), queue::failed(error, true));
}

const Builtin* find_builtin(const Claim& claim) {
    if (claim.handler || !claim.builtin) return nullptr;
    const auto found = std::find_if(kBuiltins.begin(), kBuiltins.end(),
                                    [&](const Builtin& builtin) { return builtin.kind == claim.kind; });
    return found == kBuiltins.end() ? nullptr : &*found;
}

}  // namespace

int time_limit(const Claim& claim) {
    const Builtin* builtin = find_builtin(claim);
    return builtin == nullptr ? 0 : builtin->patience * pg::setting_integer("handelsregister.job_timeout", 60'000);
}

bool writes_companies(const Claim& claim) {
    const Builtin* builtin = find_builtin(claim);
    return builtin != nullptr && builtin->writes_companies;
}

Processor processor_for(const Claim& claim) {
    if (claim.handler) return call_function;
    const Builtin* builtin = find_builtin(claim);
    return builtin == nullptr ? refuse : builtin->processor;
}

}  // namespace hr::processor
