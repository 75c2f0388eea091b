// Owns arrays of texts as PostgreSQL reads them: the input format of text[].
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hr::core {

/// {"a","say \"b\"",null}
class ArrayLiteral {
public:
    void add(std::optional<std::string_view> text) {
        if (!elements_.empty()) elements_ += ',';
        if (!text) {
            elements_ += "null";
            return;
        }
        elements_ += '"';
        for (const char c : *text) {
            if (c == '"' || c == '\\') elements_ += '\\';
            elements_ += c;
        }
        elements_ += '"';
    }

    std::string text() const { return '{' + elements_ + '}'; }

private:
    std::string elements_;
};

}  // namespace hr::core
