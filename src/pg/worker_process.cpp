#include "pg/worker_process.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "libpq/pqsignal.h"
#include "pgstat.h"
#include "tcop/tcopprot.h"
#include "utils/backend_status.h"
}

#include <csignal>

namespace hr::pg {
namespace {

bool worker = false;
volatile std::sig_atomic_t job_at_work = 0;

void cancel_job(int signal_number) {
    if (job_at_work != 0) StatementCancelHandler(signal_number);
}

}  // namespace

void become_worker() {
    worker = true;
    pqsignal(SIGINT, cancel_job);
    pgstat_report_appname("handelsregister");
}

bool is_worker() noexcept {
    return worker;
}

void show_batch(const std::string& kind, std::size_t jobs) {
    if (!worker) return;
    const std::string query = std::to_string(jobs) + (jobs == 1 ? " job" : " jobs") + " of kind " + kind;
    const std::string name = "handelsregister: " + kind;
    const char* query_text = query.c_str();
    const char* name_text = name.c_str();
    backend([=] {
        pgstat_report_appname(name_text);
        pgstat_report_activity(STATE_RUNNING, query_text);
    });
}

JobAtWork::JobAtWork() noexcept {
    job_at_work = 1;
}

// A cancel that comes too late for the job must not hit what follows.
JobAtWork::~JobAtWork() {
    job_at_work = 0;
    if (worker) QueryCancelPending = false;
}

}  // namespace hr::pg
