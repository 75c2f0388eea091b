#include "core/history/display.hpp"

#include "core/history/state.hpp"

#include <initializer_list>

namespace hr::core::history {
namespace {

constexpr std::size_t kMaxBytes = 240;

/// A value's columns by name.
class Fields {
public:
    Fields(Attribute attribute, const Value& value) : attribute_(attribute), value_(value) {}

    std::string_view operator()(std::string_view column) const {
        return text_of(value_, column_index(attribute_, column));
    }

    /// A coded column for people: its label, else its free text, else the bare code.
    std::string_view coded(const std::string& name) const {
        return first({(*this)(name + "label"), has(name + "text") ? (*this)(name + "text") : "",
                      (*this)(name + "code")});
    }

    static std::string_view first(std::initializer_list<std::string_view> texts) {
        for (const std::string_view text : texts)
            if (!text.empty()) return text;
        return {};
    }

private:
    bool has(std::string_view column) const {
        for (const Column& candidate : info(attribute_).columns)
            if (candidate.name == column) return true;
        return false;
    }

    Attribute attribute_;
    const Value& value_;
};

std::string join(std::string_view separator, std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

/// Germany goes without saying.
std::string_view foreign_country(const Fields& of) {
    const std::string_view country = of.coded("country_");
    const std::string_view code = of("country_code");
    const bool german = country == "Deutschland" || code == "DE" || code == "DEU" || code == "000";
    return german ? std::string_view() : country;
}

std::string address(const Fields& of) {
    const std::string_view po_box = of("po_box");
    const std::string text =
        join(", ", {of("addition"), join(" ", {of("street"), of("house_number")}),
                    po_box.empty() ? std::string() : "Postfach " + std::string(po_box),
                    join(" ", {of("postal_code"), of("city")}), of("district"), foreign_country(of)});
    return of("is_former") == "true" ? text + " (früher)" : text;
}

std::string capital(const Fields& of) {
    const auto currency = Fields::first({of("currency_code"), of("currency_text"), of("currency_label")});
    const std::string_view amount = of("amount");
    return amount.empty() ? std::string(of("note")) : join(" ", {amount, currency});
}

std::string officer(const Fields& of) {
    const std::string person = join(" ", {of("title"), Fields::first({of("first_names"), of("call_name")}),
                                          of("name_prefix"), of("last_name"), of("name_suffix")});
    const std::string_view role = of.coded("role_");
    const std::string in_role = role.empty() ? std::string() : "(" + std::string(role) + ")";
    if (!person.empty())
        return join(", ", {join(" ", {person, in_role}), of("residence"), foreign_country(of)});
    return join(", ", {join(" ", {of("organisation_name"), in_role}),
                       Fields::first({of("organisation_seat"), of("residence")})});
}

std::string full_text(Attribute attribute, const Value& value) {
    const Fields of(attribute, value);
    switch (attribute) {
        case Attribute::name:
            return std::string(Fields::first({of("name"), of("short_name")}));
        case Attribute::former_name:
            return std::string(of("name"));
        case Attribute::legal_form:
        case Attribute::status:
            return std::string(of.coded(""));
        case Attribute::seat:
            return join(", ", {of("city"), foreign_country(of)});
        case Attribute::address:
            return address(of);
        case Attribute::purpose:
            return std::string(Fields::first({of("purpose"), of("business_purpose")}));
        case Attribute::capital:
            return capital(of);
        case Attribute::articles:
            return std::string(Fields::first({of("articles_date"), of("articles_text")}));
        case Attribute::representation:
            return join("; ", {of.coded("rule_"), of.coded("exemption_")});
        case Attribute::officer:
            return officer(of);
        case Attribute::officer_authority:
            return join("; ", {of.coded("procuration_"), of.coded("rule_"), of.coded("exemption_"),
                               of("local_limit")});
    }
    return {};
}

std::string shorten(std::string text) {
    if (text.size() <= kMaxBytes) return text;
    std::size_t end = kMaxBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::size_t digits(std::string_view text, std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && text[at + n] >= '0' && text[at + n] <= '9') ++n;
    return n;
}

/// Length of "1.2.1980", "01. 02. 1980" or "1980-02-01" at the position, 0 where there is none.
std::size_t date_length(std::string_view text, std::size_t at) {
    const bool iso = digits(text, at) == 4;
    const char separator = iso ? '-' : '.';
    std::size_t pos = at;
    for (int part = 0; part < 3; ++part) {
        const std::size_t n = digits(text, pos);
        const bool is_year = part == (iso ? 0 : 2);
        if (is_year ? n != 4 : n < 1 || n > 2) return 0;
        pos += n;
        if (part == 2) break;
        if (pos >= text.size() || text[pos] != separator) return 0;
        ++pos;
        while (!iso && pos < text.size() && text[pos] == ' ') ++pos;
    }
    return pos - at;
}

/// Does the text end with a birth marker? Gives where the marker begins, npos where there is none.
std::size_t birth_marker(std::string_view text) {
    const auto trimmed = [](std::string_view t) { return t.substr(0, t.find_last_not_of(' ') + 1); };
    text = trimmed(text);
    if (text.ends_with(" am")) text = trimmed(text.substr(0, text.size() - 3));
    for (const std::string_view marker :
         {"*", "geboren", "geb.", "Geb.", "geb", "Geburtsdatum:", "Geburtsdatum"})
        if (text.ends_with(marker)) return text.size() - marker.size();
    return std::string_view::npos;
}

}  // namespace

std::string without_dates(std::string_view text, bool only_births) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool starts = i == 0 || digits(text, i - 1) == 0;
        const std::size_t length = starts ? date_length(text, i) : 0;
        const std::size_t marker = length > 0 ? birth_marker(out) : std::string::npos;
        if (length == 0 || (only_births && marker == std::string::npos)) {
            out += text[i++];
            continue;
        }
        if (marker != std::string::npos) out.erase(marker);
        while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
        i += length;
    }
    return out;
}

std::string display(Attribute attribute, const Value& value) {
    const std::string text = full_text(attribute, value);
    const bool about_people = attribute == Attribute::officer || attribute == Attribute::officer_authority;
    return shorten(attribute == Attribute::articles ? text : without_dates(text, !about_people));
}

}  // namespace hr::core::history
