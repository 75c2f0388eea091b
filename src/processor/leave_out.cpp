#include "processor/leave_out.hpp"

#include "core/history/eraser.hpp"
#include "registry/erasure.hpp"

#include <algorithm>

namespace hr::processor {
namespace {

using core::history::Eraser;
using core::history::Person;
using core::xjustiz::Entity;

/// Somebody of whom an entity may tell.
struct Mention {
    ReadDocument* document;
    Entity* entity;
    Person person;
};

std::vector<Mention> mentions_in(ReadDocuments& documents) {
    std::vector<Mention> mentions;
    for (auto& [id, read] : documents) {
        if (!read.reading) continue;
        for (Entity& entity : read.reading->entities)
            for (Person& person : core::history::persons_in(entity.facts))
                mentions.push_back({&read, &entity, std::move(person)});
    }
    return mentions;
}

}  // namespace

void leave_out_erased(ReadDocuments& documents) {
    if (!registry::share_erasures()) return;
    const std::vector<Mention> mentions = mentions_in(documents);
    std::vector<std::string> persons;
    for (const Mention& mention : mentions) persons.push_back(core::history::person_key(mention.person));
    for (const auto& [place, erasure] : registry::erased_among(persons)) {
        const Mention& mention = mentions[place];
        const Eraser eraser(erasure, mention.person);
        const bool in_facts = eraser.erase(mention.entity->facts).is_changed;
        const bool in_last_change = eraser.erase(mention.entity->last_change);
        if (in_facts || in_last_change) mention.document->tells_of_erased = true;
        for (std::string& finding : mention.document->reading->findings)
            if (eraser.is_hinted_at(finding)) finding = core::history::kErased;
    }
}

}  // namespace hr::processor
