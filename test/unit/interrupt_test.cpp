#include "core/interrupt.hpp"

#include "core/history/fold.hpp"
#include "core/person/assign.hpp"
#include "core/xjustiz/reader.hpp"
#include "xjustiz_support.hpp"

#include <functional>
#include <limits>
#include <stdexcept>

namespace hr::core {
namespace {

int calls_left = std::numeric_limits<int>::max();

/// Whether the work asks often enough to be ended, and is ended by nothing else, however far it has come.
bool is_ended_at(int call, const std::function<void()>& work) {
    calls_left = call;
    bool is_ended = false;
    try {
        work();
    } catch (const Interrupted& interrupted) {
        EXPECT_THROW(interrupted.rethrow_cause(), std::runtime_error);
        is_ended = true;
    }
    calls_left = std::numeric_limits<int>::max();
    return is_ended;
}

/// How many times the work asks. Every one of them must end it: core catches errors of its own, and none of
/// these.
int questions(const std::function<void()>& work) {
    int call = 0;
    while (is_ended_at(call, work)) ++call;
    return call;
}

}  // namespace

// What the library does in a server, for this program.
void check_interrupt() {
    if (calls_left-- > 0) return;
    throw Interrupted(std::make_exception_ptr(std::runtime_error("stopped")));
}

namespace {

std::string with_participants(int count) {
    std::string document = xjustiz::testing::complete_document();
    const std::size_t begin = document.find("<tns:beteiligung>"),
                      end = document.find("</tns:beteiligung>", begin) + 18;
    std::string more;
    for (int i = 0; i < count; ++i) more += document.substr(begin, end - begin);
    return document.insert(begin, more);
}

TEST(Interrupt, ReadingAsksForEveryParticipant) {
    const auto times = [](int participants) {
        return questions([document = with_participants(participants)] { (void)xjustiz::read(document); });
    };
    const int few = times(0);
    EXPECT_GT(few, 0);
    EXPECT_GE(times(50), few + 50);
}

TEST(Interrupt, FoldingAsksForEverySnapshot) {
    std::vector<history::Snapshot> snapshots(30);
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        snapshots[i].document = static_cast<std::int64_t>(i);
        snapshots[i].sha256 = std::to_string(i);
        snapshots[i].retrieved = "2030-01-01 00:00:" + std::to_string(10 + i);
    }
    EXPECT_EQ(questions([&] { (void)history::fold(snapshots); }), 30);
}

TEST(Interrupt, AssigningPersonsAsksForEveryCandidate) {
    std::vector<person::Mention> mentions;
    for (int i = 0; i < 20; ++i) {
        const std::string day = std::to_string(10 + i);
        mentions.push_back({1, "full" + day, "muster", "erika", "1980-02-" + day, "", "own" + day, true, ""});
        mentions.push_back(
            {1, "part" + day, "muster", "erika", "1980-02-" + day, "", "part" + day, false, ""});
    }
    EXPECT_GE(questions([&] { (void)person::assign(mentions, {}); }), 20);
}

}  // namespace
}  // namespace hr::core
