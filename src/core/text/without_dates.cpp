#include "core/text/without_dates.hpp"

#include "core/ascii.hpp"
#include "core/text/blank.hpp"

#include <cstring>

namespace hr::core::text {
namespace {

/// What has been read stands in front, what is still to be read at the end, and between them is what has
/// gone.
class Editor {
public:
    explicit Editor(std::string_view text) : bytes_(text) {}

    std::string_view done() const { return std::string_view(bytes_).substr(0, done_); }
    std::string_view rest() const { return std::string_view(bytes_).substr(rest_); }

    void keep_date(std::size_t bytes) {
        dates_.push_back({done_, done_ + bytes});
        keep(bytes);
    }

    void keep(std::size_t bytes) {
        if (done_ != rest_) std::memmove(bytes_.data() + done_, bytes_.data() + rest_, bytes);
        done_ += bytes;
        rest_ += bytes;
    }

    void drop(std::size_t bytes) { rest_ += bytes; }
    void take_back(std::size_t bytes) { done_ -= bytes; }

    /// What has been read from the place on, or from behind the date that lies across it, is to be read once
    /// more.
    void reread(std::size_t at) {
        while (!dates_.empty() && dates_.back().begin >= at) dates_.pop_back();
        if (!dates_.empty()) at = std::max(at, dates_.back().end);
        const std::size_t bytes = done_ - std::min(at, done_);
        done_ -= bytes;
        rest_ -= bytes;
        if (done_ != rest_) std::memmove(bytes_.data() + rest_, bytes_.data() + done_, bytes);
    }

    std::string finish() {
        keep(bytes_.size() - rest_);
        bytes_.resize(done_);
        return std::move(bytes_);
    }

private:
    std::string bytes_;
    std::size_t done_ = 0, rest_ = 0;

    struct Span {
        std::size_t begin, end;
    };
    std::vector<Span> dates_;  ///< kept ones
};

/// Takes out what joined the date to the text before it, and brackets that have nothing in them any more.
void close_gap(Editor& editor) {
    for (;;) {
        const std::string_view done = editor.done();
        const std::size_t end = before_blanks(done, done.size());
        if (end > 0 && (done[end - 1] == '(' || done[end - 1] == '[')) {
            const std::size_t next = after_blanks(editor.rest(), 0);
            const std::string_view rest = editor.rest().substr(next);
            if (!rest.starts_with(done[end - 1] == '(' ? ')' : ']')) {
                editor.drop(rest.starts_with(',') ? next + 1 + after_blanks(rest, 1) - 1 : next);
                return;
            }
            editor.take_back(done.size() - end + 1);
            editor.drop(next + 1);
        } else if (end == done.size() && (end == 0 || done[end - 1] != ',')) {
            return;
        } else {
            editor.take_back(done.size() - end + (end > 0 && done[end - 1] == ',' ? 1 : 0));
        }
    }
}

/// A date that was kept may be another one now that something near it has gone, and what is left may join
/// into one: so far back does that reach.
void reread_near_gap(Editor& editor) {
    constexpr std::size_t kReach = kBehindDate + 2 * kLongestDate;
    const std::string_view done = editor.done();
    std::size_t at = done.size() - std::min(done.size(), kReach);
    while (at > 0 && at < done.size() &&
           (is_digit(done[at - 1]) || (static_cast<unsigned char>(done[at]) & 0xc0) == 0x80))
        ++at;
    editor.reread(at);
}

}  // namespace

std::string without_dates(std::string_view text, Dates which, const Births& births) {
    auto date = next_date(text, 0);
    if (!date) return std::string(text);
    Editor editor(text);
    for (; date; date = next_date(editor.rest(), 0)) {
        editor.keep(date->begin);
        const std::size_t length = date->end - date->begin;
        std::optional<Birth> birth = find_birth(editor.done(), *date, editor.rest().substr(length), births);
        if (!birth && which == Dates::all && !date->is_loose()) birth = Birth{BirthReason::place};
        if (!birth) {
            editor.keep_date(length);
            continue;
        }
        editor.take_back(birth->before);
        editor.drop(length + birth->behind);
        close_gap(editor);
        reread_near_gap(editor);
    }
    return editor.finish();
}

}  // namespace hr::core::text
