// Owns the one error type of the project: what a thrown failure carries to the server and to clients.
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace hr {

/// A failure with its SQLSTATE. Texts follow PostgreSQL's error style guide: `message` is lower-case
/// and has no full stop; `detail` and `hint` are whole sentences (detail may be a JSON object for API
/// errors).
class Error : public std::exception {
public:
    Error(std::string_view sqlstate, std::string message, std::string detail = {}, std::string hint = {})
        : sqlstate_(sqlstate),
          message_(std::move(message)),
          detail_(std::move(detail)),
          hint_(std::move(hint)) {}

    const char* what() const noexcept override { return message_.c_str(); }
    const std::string& sqlstate() const noexcept { return sqlstate_; }
    const std::string& message() const noexcept { return message_; }
    const std::string& detail() const noexcept { return detail_; }
    const std::string& hint() const noexcept { return hint_; }

private:
    std::string sqlstate_;
    std::string message_;
    std::string detail_;
    std::string hint_;
};

/// SQLSTATEs used by more than one room.
namespace sqlstate {
inline constexpr std::string_view kInvalidParameter = "22023";
inline constexpr std::string_view kInvalidXmlDocument = "2200M";
inline constexpr std::string_view kFeatureNotSupported = "0A000";
inline constexpr std::string_view kProgramLimitExceeded = "54000";
inline constexpr std::string_view kNotInPrerequisiteState = "55000";
inline constexpr std::string_view kInternal = "XX000";
}  // namespace sqlstate

}  // namespace hr
