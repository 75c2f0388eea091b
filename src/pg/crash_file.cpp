#include "pg/crash_file.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "storage/ipc.h"
#include "storage/procarray.h"
}

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hr::pg {
namespace {

/// Contents of a file. `count` is written after `ids`, so that a crash in between shows the old batch or none.
struct Page {
    std::int32_t fault;
    std::int32_t count;
    std::int64_t ids[kMaxBatch];
};

constexpr std::array kFaults = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

volatile Page* own_page = nullptr;
std::array<struct sigaction, kFaults.size()> outer_actions;
std::vector<std::string> taken_files;  ///< to be removed when the transaction commits
bool looked = false;

std::string folder() { return std::string(DataDir) + "/handelsregister"; }

std::string path_of(int pid) { return folder() + "/" + std::to_string(MyDatabaseId) + "." + std::to_string(pid); }

void note_fault(int signal_number) {
    if (own_page != nullptr) own_page->fault = 1;
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/// A handler for a stack that has overflowed needs a stack of its own.
void provide_stack() {
    static char stack[64 * 1024];
    stack_t place = {};
    place.ss_sp = stack;
    place.ss_size = sizeof stack;
    sigaltstack(&place, nullptr);
}

void remove_own_file(int, Datum) {
    char path[MAXPGPATH];
    snprintf(path, sizeof path, "%s/handelsregister/%u.%d", DataDir, MyDatabaseId, MyProcPid);
    unlink(path);
}

void at_transaction_end(XactEvent event, void*) {
    if (event == XACT_EVENT_COMMIT) {
        for (const std::string& file : taken_files) unlink(file.c_str());
        taken_files.clear();
    } else if (event == XACT_EVENT_ABORT) {
        if (!taken_files.empty()) looked = false;
        taken_files.clear();
    }
}

Error file_error(const std::string& path) {
    return Error("58030", "could not use file \"" + path + "\"", std::string("The system says: ") + std::strerror(errno) + ".",
                 "Jobs do not run without it, since a job that crashes the server could not be found.");
}

volatile Page* open_own_page() {
    if (own_page != nullptr) return own_page;
    const std::string path = path_of(MyProcPid);
    if (mkdir(folder().c_str(), S_IRWXU) != 0 && errno != EEXIST) throw file_error(folder());
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) throw file_error(path);
    const bool sized = ftruncate(file, sizeof(Page)) == 0;
    void* page = sized ? mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    close(file);
    if (page == MAP_FAILED) throw file_error(path);
    backend([] { on_proc_exit(remove_own_file, Datum(0)); });
    provide_stack();
    own_page = static_cast<Page*>(page);
    return own_page;
}

std::optional<Page> read_page(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return std::nullopt;
    Page page{};
    const bool whole = std::fread(&page, sizeof page, 1, file) == 1;
    std::fclose(file);
    if (!whole || page.count < 0 || page.count > kMaxBatch) return std::nullopt;
    return page;
}

/// Process numbers of the files of this database.
std::vector<int> noted_processes() {
    std::vector<int> pids;
    std::error_code error;
    const std::string prefix = std::to_string(MyDatabaseId) + ".";
    for (const auto& entry : std::filesystem::directory_iterator(folder(), error)) {
        const std::string file = entry.path().filename().string();
        if (file.starts_with(prefix)) pids.push_back(std::atoi(file.c_str() + prefix.size()));
    }
    return pids;
}

bool is_alive(int pid) {
    return backend([=] { return BackendPidGetProc(pid) != nullptr; });
}

}  // namespace

RunningJobs::RunningJobs(std::span<const std::int64_t> ids) {
    volatile Page* page = open_own_page();
    const auto count = static_cast<int>(std::min<std::size_t>(ids.size(), kMaxBatch));
    page->count = 0;
    for (int i = 0; i < count; ++i) page->ids[i] = ids[static_cast<std::size_t>(i)];
    page->fault = 0;
    page->count = count;
    struct sigaction action = {};
    action.sa_handler = note_fault;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kFaults.size(); ++i) sigaction(kFaults[i], &action, &outer_actions[i]);
}

RunningJobs::~RunningJobs() {
    for (std::size_t i = 0; i < kFaults.size(); ++i) sigaction(kFaults[i], &outer_actions[i], nullptr);
    own_page->count = 0;
}

std::vector<Suspect> take_suspects() {
    if (looked) return {};
    static const bool registered = (backend([] { RegisterXactCallback(at_transaction_end, nullptr); }), true);
    (void)registered;
    std::vector<Suspect> suspects;
    for (const int pid : noted_processes()) {
        const bool own = pid == MyProcPid;  // left by a process that had our number before
        if (own ? own_page != nullptr : is_alive(pid)) continue;
        if (const auto page = read_page(path_of(pid)))
            for (int i = 0; i < page->count; ++i) suspects.push_back({page->ids[i], page->fault != 0});
        if (!own) taken_files.push_back(path_of(pid));
    }
    looked = true;
    return suspects;
}

std::vector<std::int64_t> running_jobs() {
    std::vector<std::int64_t> jobs;
    for (const int pid : noted_processes()) {
        if (!is_alive(pid)) continue;
        if (const auto page = read_page(path_of(pid))) jobs.insert(jobs.end(), page->ids, page->ids + page->count);
    }
    return jobs;
}

}  // namespace hr::pg
