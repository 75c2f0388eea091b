#include "processor/leave_out.hpp"

#include "core/history/eraser.hpp"
#include "registry/erasure.hpp"

#include <algorithm>
#include <iterator>

namespace hr::processor {
namespace {

using core::history::Eraser;
using core::history::Person;
using core::xjustiz::Entity;

/// Somebody of whom a document may tell: in an entity, or beside them.
struct Mention {
    ReadDocument* document;
    Entity* entity;  ///< null beside them
    Person person;
};

void add(std::vector<Mention>& mentions, ReadDocument& document, Entity* entity,
         std::vector<Person> persons) {
    for (Person& person : persons) mentions.push_back({&document, entity, std::move(person)});
}

std::vector<Mention> mentions_in(ReadDocuments& documents) {
    std::vector<Mention> mentions;
    for (auto& [id, read] : documents) {
        if (!read.reading) continue;
        for (Entity& entity : read.reading->entities) {
            add(mentions, read, &entity, core::history::persons_in(entity.facts));
            add(mentions, read, &entity, core::history::persons_in_text(entity.last_change));
        }
        add(mentions, read, nullptr, core::history::persons_in_text(read.reading->message.matter));
        add(mentions, read, nullptr, core::history::persons_in_text(read.reading->message.sender_reference));
        for (const std::string& finding : read.reading->findings)
            add(mentions, read, nullptr, core::history::persons_in_text(finding));
    }
    return mentions;
}

/// What is stored of the reading beside its entities.
void erase_quotes(const Eraser& eraser, core::xjustiz::Reading& reading) {
    const auto erase = [&](std::string& text) {
        if (eraser.is_hinted_at(text)) text = core::history::kErased;
    };
    erase(reading.message.matter);
    erase(reading.message.sender_reference);
    for (std::string& finding : reading.findings) erase(finding);
}

void erase(const Eraser& eraser, const Mention& mention) {
    ReadDocument& document = *mention.document;
    if (mention.entity) {
        eraser.erase(mention.entity->facts);
        eraser.erase(mention.entity->last_change);
    }
    erase_quotes(eraser, *document.reading);
    document.tells_of_erased = true;
}

}  // namespace

std::vector<Erased> erased_in(const std::vector<Person>& persons) {
    std::vector<std::string> keys;
    keys.reserve(persons.size());
    for (const Person& person : persons) keys.push_back(core::history::person_key(person));
    std::vector<Erased> erased;
    for (const auto& [place, erasure] : registry::erased_among(keys))
        erased.push_back({place, Eraser(erasure, persons[place])});
    return erased;
}

void leave_out_erased(ReadDocuments& documents) {
    const std::vector<Mention> mentions = mentions_in(documents);
    std::vector<Person> persons;
    for (const Mention& mention : mentions) persons.push_back(mention.person);
    for (const Erased& erased : erased_in(persons)) erase(erased.eraser, mentions[erased.place]);
}

bool leave_out_erased(std::string_view unread, Error& error) {
    const std::vector<Erased> erased = erased_in(core::history::persons_in_bytes(unread));
    if (erased.empty()) return false;
    const bool is_quoted = std::any_of(erased.begin(), erased.end(), [&](const Erased& person) {
        return person.eraser.is_hinted_at(error.message());
    });
    error = {error.sqlstate(), is_quoted ? std::string(core::history::kErased) : error.message(),
             "The document told of a person who is erased; its content is gone."};
    return true;
}

}  // namespace hr::processor
