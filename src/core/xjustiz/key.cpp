#include "core/xjustiz/key.hpp"

#include "core/digest.hpp"

#include <map>
#include <set>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;

class Keys {
public:
    /// False where the fact repeats an earlier one.
    bool set(Fact& fact) {
        switch (fact.attribute) {
            case Attribute::former_name:
                fact.key = fact.value[0].value_or("");
                return former_names_.insert(fact.key).second;
            case Attribute::address:
                return number(fact, "kind_code");
            case Attribute::capital:
                return number(fact, "kind");
            case Attribute::branch:
                return identify(fact, {"name", "seat", "register_court", "register_type", "register_number"});
            case Attribute::succession:
                return identify(
                    fact, {"kind", "name", "seat", "register_court", "register_type", "register_number"});
            case Attribute::register_entry:
                return identify(fact, {"sheet_column", "entry_number", "type_code", "text"});
            default:
                return true;
        }
    }

private:
    bool number(Fact& fact, std::string_view column) {
        const std::string kind = fact.value[history::column_index(fact.attribute, column)].value_or("");
        fact.key = kind + "#" + std::to_string(++counts_[{fact.attribute, kind}]);
        return true;
    }

    bool identify(Fact& fact, std::initializer_list<std::string_view> columns) {
        const std::string identity = identity_of(fact, columns);
        if (!contents_[fact.attribute].insert(identity + content_of(fact.value)).second) return false;
        const int n = ++counts_[{fact.attribute, identity}];
        fact.key = n == 1 ? identity : identity + "#" + std::to_string(n);
        return true;
    }

    std::map<std::pair<Attribute, std::string>, int> counts_;
    std::map<Attribute, std::set<std::string>> contents_;
    std::set<std::string> former_names_;
};

}  // namespace

std::string identity_of(const Fact& fact, std::initializer_list<std::string_view> columns) {
    Digest digest;
    for (const std::string_view column : columns)
        if (const auto& text = fact.value[history::column_index(fact.attribute, column)])
            digest.add(*text);
        else
            digest.add({});
    return digest.short_hex();
}

std::string content_of(const history::Value& value) {
    constexpr std::size_t kMostDigits = 20;
    std::size_t size = 0;
    for (const auto& column : value) size += column ? column->size() + kMostDigits + 2 : 1;
    std::string content;
    content.reserve(size);
    for (const auto& column : value) {
        if (column) content.append(std::to_string(column->size())).append(1, ':').append(*column);
        content += ',';
    }
    return content;
}

void set_keys(std::vector<Fact>& facts) {
    Keys keys;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (keys.set(facts[i]) && kept++ != i) facts[kept - 1] = std::move(facts[i]);
    facts.resize(kept);
}

}  // namespace hr::core::xjustiz
