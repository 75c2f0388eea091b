#include "registry/new_mention.hpp"

#include "core/array_literal.hpp"
#include "core/history/state.hpp"
#include "core/person/entry.hpp"
#include "pg/database.hpp"
#include "pg/insert.hpp"
#include "registry/person_name.hpp"

#include <utility>

namespace hr::registry {
namespace {

using core::history::Attribute;
using core::history::column_index;
using core::history::Row;
using core::history::text_of;
using core::person::Identity;

constexpr const char* kNumbers = R"(
select n.id::text from unnest(hr_registry.person_numbers($1)) with ordinality n (id, place) order by n.place)";

constexpr const char* kOrganisations = R"(
insert into hr_registry.organisation_mention
select e.*
from unnest($1::bigint[], $2::text[], $3::bigint[]) t (company_id, item, document_id)
join hr_registry.officer_entry e
  on e.company_id = t.company_id and e.item = t.item and e.document_id = t.document_id)";

struct Columns {
    std::size_t kind = column_index(Attribute::officer, "kind");
    std::size_t name_prefix = column_index(Attribute::officer, "name_prefix");
    std::size_t last_name = column_index(Attribute::officer, "last_name");
    std::size_t first_names = column_index(Attribute::officer, "first_names");
    std::size_t birth_date = column_index(Attribute::officer, "birth_date");
    std::size_t residence = column_index(Attribute::officer, "residence");
    std::size_t register_number = column_index(Attribute::officer, "register_number");
};

const Columns& columns() {
    static const Columns kColumns;
    return kColumns;
}

/// Keys of officers' rows as columns.
struct Keys {
    std::vector<std::int64_t> company, document;
    std::vector<std::string_view> item;

    void add(std::int64_t company_id, const Row& row) {
        company.push_back(company_id);
        item.push_back(row.key);
        document.push_back(row.document);
    }
};

/// Mentions of persons as columns.
struct Persons {
    Keys keys;
    std::vector<std::string> last_name, first_names, birth_date, residence, number_key;
    std::vector<bool> is_full;

    void add(std::int64_t company, const Row& row) {
        const auto text = [&](std::size_t column) { return text_of(row.value, column); };
        const Columns& at = columns();
        Identity person =
            core::person::identity_of({company, text(at.name_prefix), text(at.last_name),
                                       text(at.first_names), text(at.birth_date), text(at.residence)});
        if (person.last_name.empty() && person.first_names.empty()) return;
        keys.add(company, row);
        last_name.push_back(std::move(person.last_name));
        first_names.push_back(std::move(person.first_names));
        birth_date.push_back(std::move(person.birth_date));
        residence.push_back(std::move(person.residence));
        number_key.push_back(std::move(person.key));
        is_full.push_back(person.is_full);
    }

    /// Returns their numbers.
    std::vector<std::string> write() const {
        const pg::Rows rows = pg::query(kNumbers, {&number_key});
        std::vector<std::string> numbers;
        for (std::size_t i = 0; i < rows.size(); ++i) numbers.emplace_back(rows.text(i, 0));
        pg::insert("hr_registry.mention", {{"company_id", &keys.company},
                                           {"item", &keys.item},
                                           {"document_id", &keys.document},
                                           {"last_name", &last_name},
                                           {"first_names", &first_names},
                                           {"birth_date", &birth_date},
                                           {"residence", &residence},
                                           {"is_full", &is_full},
                                           {"own_id", &numbers}});
        note_person_names(last_name, first_names);
        return numbers;
    }
};

std::string array_of(const std::vector<std::string>& numbers) {
    core::ArrayLiteral literal;
    for (const std::string& number : numbers) literal.add(number);
    return literal.text();
}

}  // namespace

NewMentions note_mentions(const std::vector<CompanyDifference>& differences) {
    Persons persons;
    Keys organisations;
    for (const auto& [company, difference] : differences)
        for (const Row& row : difference.inserted) {
            if (row.attribute != Attribute::officer) continue;
            if (text_of(row.value, columns().kind) == "person") persons.add(company, row);
            if (!text_of(row.value, columns().register_number).empty()) organisations.add(company, row);
        }
    if (!organisations.company.empty())
        pg::query(kOrganisations, {&organisations.company, &organisations.item, &organisations.document});
    if (persons.keys.company.empty()) return {};
    const std::string numbers = array_of(persons.write());
    return {numbers, std::move(persons.keys.company), std::move(persons.keys.item)};
}

}  // namespace hr::registry
