// Functions on company names that SQL calls.
#include "core/array_literal.hpp"
#include "core/name/match.hpp"
#include "core/name/normalize.hpp"
#include "core/name/phonetic.hpp"
#include "rpc/functions.hpp"

#include <charconv>

namespace hr::rpc {
namespace {

using core::name::Decision;
using core::name::FormAgreement;

std::optional<std::string> stated(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::string number(float value) {
    char buffer[32];
    const auto end = std::to_chars(std::begin(buffer), std::end(buffer), value);
    return {buffer, end.ptr};
}

std::string truth(bool value) {
    return value ? "t" : "f";
}

std::string label(Decision decision) {
    switch (decision) {
        case Decision::same:
            return "same";
        case Decision::possible:
            return "possible";
        case Decision::different:
            break;
    }
    return "different";
}

std::string label(FormAgreement agreement) {
    switch (agreement) {
        case FormAgreement::same:
            return "same";
        case FormAgreement::related:
            return "related";
        case FormAgreement::different:
            return "different";
        case FormAgreement::unknown:
            break;
    }
    return "unknown";
}

}  // namespace

pg::Value normalize_company_name(const pg::Args& args) {
    return core::name::normalize_company_name(args.text(0));
}

// Columns as in handelsregister.normalized_name.
pg::Value parse_company_name(const pg::Args& args) {
    const core::name::NormalizedName name = core::name::parse_company_name(args.text(0));
    core::ArrayLiteral words, sounds;
    for (const std::string& word : name.words) {
        words.add(word);
        sounds.add(core::name::phonetic(word));
    }
    return pg::Record{joined(name),
                      words.text(),
                      stated(name.legal_form.label),
                      stated(name.legal_form.code),
                      stated(name.legal_form.elf_code),
                      truth(name.is_in_liquidation),
                      sounds.text()};
}

// Columns as in handelsregister.name_match.
pg::Value match_names(const pg::Args& args) {
    const core::name::NameMatch match = core::name::match_names(core::name::parse_company_name(args.text(0)),
                                                                core::name::parse_company_name(args.text(1)));
    return pg::Record{number(match.score),       label(match.decision),    number(match.shared),
                      number(match.alike),       number(match.only_a),     number(match.only_b),
                      number(match.evidence),    number(match.open),       number(match.spelling),
                      label(match.legal_form),   truth(match.lacks_form),  truth(match.numbers_differ),
                      truth(match.number_added), truth(match.is_reordered)};
}

}  // namespace hr::rpc
