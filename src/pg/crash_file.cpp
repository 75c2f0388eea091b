#include "pg/crash_file.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "storage/ipc.h"
#include "storage/procarray.h"
}

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>

namespace hr::pg {
namespace {

/// Contents of a file. It is written and never mapped: on a full disk a write fails, where a mapping takes a
/// signal.
struct Page {
    std::int32_t fault;
    std::int32_t count;
    std::int64_t ids[kMaxBatch];
};

constexpr std::array kFaults = {SIGSEGV, SIGBUS, SIGILL, SIGABRT};

/// A file of a dead process that this transaction has taken: locked by us until the transaction ends.
struct TakenFile {
    int file;
    std::string path;
};

volatile int own_file = -1;  ///< -1 while there is none; a signal handler reads it
std::string own_path;
std::array<struct sigaction, kFaults.size()> outer_actions;
std::vector<TakenFile> taken_files;
bool looked = false;

std::string folder() {
    return std::string(DataDir) + "/handelsregister";
}

/// Process numbers come again, so the time of the start belongs to the name; and a session whose database was
/// updated has two versions of this library, of which each would wait for ever for the other one's lock.
std::string new_path() {
    return folder() + "/" + std::to_string(MyDatabaseId) + "." + std::to_string(MyProcPid) + "." +
           std::to_string(MyStartTimestamp) + "." HR_VERSION;
}

void note_fault(int signal_number) {
    const std::int32_t fault = 1;
    if (own_file >= 0) (void)!pwrite(own_file, &fault, sizeof fault, offsetof(Page, fault));
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
    unlink(own_path.c_str());
}

/// Unless what was charged for them is committed, the files stay, to be found again.
void let_go(bool committed) {
    if (!committed && !taken_files.empty()) looked = false;
    for (const TakenFile& taken : taken_files) {
        if (committed) unlink(taken.path.c_str());
        close(taken.file);
    }
    taken_files.clear();
}

// A transaction that is prepared may still be rolled back: then its charge is counted twice rather than
// never.
void at_transaction_end(XactEvent event, void*) {
    if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
        let_go(event == XACT_EVENT_COMMIT);
}

/// Level of the subtransaction in which the files were taken.
int taken_level = 0;

void at_subtransaction_end(SubXactEvent event, SubTransactionId, SubTransactionId, void*) {
    const int level = GetCurrentTransactionNestLevel();
    if (taken_files.empty() || level > taken_level) return;
    if (event == SUBXACT_EVENT_ABORT_SUB) let_go(false);
    if (event == SUBXACT_EVENT_COMMIT_SUB) taken_level = level - 1;
}

Error file_error(const std::string& path, int cause) {
    const bool is_full = cause == ENOSPC || cause == EDQUOT;
    return Error(is_full ? "53100" : "58030", "could not use file \"" + path + "\"",
                 std::string("The system says: ") + std::strerror(cause) + ".",
                 "Jobs do not run without it, since a job that crashes the server could not be found.");
}

bool lock_file(int file, int how) {
    int result = 0;
    do result = flock(file, how);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

/// Opens a file of ours and locks it for as long as the process lives: whoever gets the lock knows that it is
/// dead.
int open_locked(const std::string& path) {
    for (;;) {
        const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file < 0) throw file_error(path, errno);
        struct stat found = {};
        const bool locked = lock_file(file, LOCK_EX) && fstat(file, &found) == 0;
        if (locked && found.st_nlink > 0) return file;
        const int cause = errno;
        close(file);  // somebody took it for a dead one's before we had locked it
        if (!locked) throw file_error(path, cause);
    }
}

/// 0, or the error of the system. What has once been written whole has its space.
int write_page(int file, const Page& page) {
    ssize_t written = 0;
    do written = pwrite(file, &page, sizeof page, 0);
    while (written < 0 && errno == EINTR);
    if (written == sizeof page) return 0;
    return written < 0 ? errno : ENOSPC;
}

int open_own_file() {
    if (own_file >= 0) return own_file;
    if (mkdir(folder().c_str(), S_IRWXU) != 0 && errno != EEXIST) throw file_error(folder(), errno);
    own_path = new_path();
    const int file = open_locked(own_path);
    if (const int cause = write_page(file, Page{}); cause != 0) {
        unlink(own_path.c_str());
        close(file);
        throw file_error(own_path, cause);
    }
    static const bool prepared =
        (backend([] { on_proc_exit(remove_own_file, Datum(0)); }), provide_stack(), true);
    (void)prepared;
    own_file = file;
    return file;
}

/// A file whose batch cannot be taken back would accuse jobs that are done: it goes, and the next batch makes
/// another one.
void forget_own_file() noexcept {
    unlink(own_path.c_str());
    close(own_file);
    own_file = -1;
}

/// Another version of the library may have room for other numbers of ids.
std::optional<Page> read_page(int file) {
    Page page{};
    const auto ids = pread(file, &page, sizeof page, 0) - static_cast<ssize_t>(offsetof(Page, ids));
    if (page.count < 0 || page.count > ids / static_cast<ssize_t>(sizeof page.ids[0])) return std::nullopt;
    return page;
}

/// Names of the files of this database.
std::vector<std::string> noted_files() {
    std::vector<std::string> names;
    std::error_code error;
    const std::string prefix = std::to_string(MyDatabaseId) + ".";
    for (const auto& entry : std::filesystem::directory_iterator(folder(), error)) {
        std::string name = entry.path().filename().string();
        if (name.starts_with(prefix)) names.push_back(std::move(name));
    }
    return names;
}

int pid_of(const std::string& name) {
    return std::atoi(name.c_str() + name.find('.') + 1);
}

bool is_alive(int pid) {
    return backend([=] { return BackendPidGetProc(pid) != nullptr; });
}

}  // namespace

RunningJobs::RunningJobs(std::span<const std::int64_t> ids) {
    const int file = open_own_file();
    Page page{};
    page.count = static_cast<std::int32_t>(std::min<std::size_t>(ids.size(), kMaxBatch));
    std::copy_n(ids.begin(), page.count, page.ids);
    if (const int cause = write_page(file, page); cause != 0) throw file_error(own_path, cause);
    struct sigaction action = {};
    action.sa_handler = note_fault;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kFaults.size(); ++i) sigaction(kFaults[i], &action, &outer_actions[i]);
}

RunningJobs::~RunningJobs() {
    for (std::size_t i = 0; i < kFaults.size(); ++i) sigaction(kFaults[i], &outer_actions[i], nullptr);
    if (write_page(own_file, Page{}) != 0) forget_own_file();
}

std::vector<Suspect> take_suspects() {
    if (looked) return {};
    static const bool registered = (backend([] {
                                        RegisterXactCallback(at_transaction_end, nullptr);
                                        RegisterSubXactCallback(at_subtransaction_end, nullptr);
                                    }),
                                    true);
    (void)registered;
    taken_level = GetCurrentTransactionNestLevel();
    std::vector<Suspect> suspects;
    for (const std::string& name : noted_files()) {
        const std::string path = folder() + "/" + name;
        const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
        if (file < 0) continue;
        if (!lock_file(file, LOCK_EX | LOCK_NB)) {  // its process lives, or another one has taken it
            close(file);
            continue;
        }
        taken_files.push_back({file, path});
        if (const auto page = read_page(file))
            for (int i = 0; i < page->count; ++i) suspects.push_back({page->ids[i], page->fault != 0});
    }
    looked = true;
    return suspects;
}

std::vector<std::int64_t> running_jobs() {
    std::vector<std::int64_t> jobs;
    for (const std::string& name : noted_files()) {
        if (!is_alive(pid_of(name))) continue;
        const int file = open((folder() + "/" + name).c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) continue;
        if (const auto page = read_page(file)) jobs.insert(jobs.end(), page->ids, page->ids + page->count);
        close(file);
    }
    return jobs;
}

}  // namespace hr::pg
