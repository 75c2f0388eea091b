#include "core/history/display.hpp"

#include "core/history/state.hpp"
#include "core/name/utf8.hpp"
#include "core/text/without_dates.hpp"

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

std::string postal_address(const Fields& of) {
    const std::string_view po_box = of("po_box");
    return join(", ", {of("addition"), join(" ", {of("street"), of("house_number")}),
                       po_box.empty() ? std::string() : "Postfach " + std::string(po_box),
                       join(" ", {of("postal_code"), of("city")}), of("district"), foreign_country(of)});
}

std::string address(const Fields& of) {
    const std::string text = postal_address(of);
    return of("is_former") == "true" ? text + " (früher)" : text;
}

std::string money(const Fields& of, std::string_view column) {
    const auto currency = Fields::first({of("currency_code"), of("currency_text"), of("currency_label")});
    const std::string_view amount = of(column);
    return amount.empty() ? std::string() : join(" ", {amount, currency});
}

std::string capital(const Fields& of) {
    const std::string amount = money(of, "amount");
    return amount.empty() ? std::string(of("note")) : amount;
}

std::string register_number(const Fields& of) {
    // Many documents write the kind of register before the number too.
    const std::string_view number = of("register_number");
    const bool doubled = number.starts_with(of("register_type"));
    return join(" ", {of("register_court"), doubled ? std::string_view() : of("register_type"), number});
}

std::string branch(const Fields& of) {
    const std::string address = postal_address(of);
    return join(", ", {of("name"), address.empty() ? of("seat") : address, register_number(of)});
}

std::string succession(const Fields& of) {
    const std::string_view reason = of.coded("reason_");
    return join(" ", {join(", ", {of("name"), of("seat"), register_number(of)}),
                      reason.empty() ? std::string() : "(" + std::string(reason) + ")"});
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
        case Attribute::branch:
            return branch(of);
        case Attribute::succession:
            return succession(of);
        case Attribute::register_entry:
            return std::string(of("text"));
        case Attribute::term:
            return join("; ", {of("founded"), of("duration")});
        case Attribute::cooperative:
            return join("; ", {money(of, "share_liability"), of("further_call"), of("most_shares")});
        case Attribute::identifier:
            return join(", ", {of("vat_id"), of("business_id"), of("reid"), of("lei"), of("euid"),
                               of.coded("authority_"), register_number(of)});
        case Attribute::contract:
            return join(", ", {of.coded("type_"), of("effective_date")});
        case Attribute::officer_name:
            return std::string(of("name"));
        case Attribute::officer_address:
            return address(of);
        case Attribute::officer_detail:
            return join(", ", {of("firm"), of("acts_for"), of("capacity"), of("vat_id"), of("business_id"),
                               of("reid"), of("lei"), of("euid"), of.coded("authority_")});
        case Attribute::officer_contribution:
            return money(of, "amount");
    }
    return {};
}

std::string shorten(std::string text) {
    if (text.size() <= kMaxBytes) return text;
    return std::string(name::prefix(text, kMaxBytes)) + "…";
}

}  // namespace

std::string display(Attribute attribute, const Value& value) {
    const std::string whole = full_text(attribute, value);
    const bool about_people = attribute == Attribute::officer || info(attribute).of_officer;
    const text::Dates dates = about_people ? text::Dates::all : text::Dates::births;
    return shorten(attribute == Attribute::articles ? whole : text::without_dates(whole, dates));
}

}  // namespace hr::core::history
