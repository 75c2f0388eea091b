// Functions on company names that SQL calls.
#include "core/name/normalize.hpp"
#include "core/name/trigram.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

pg::Value normalize_company_name(const pg::Args& args) {
    return core::name::normalize_company_name(args.text(0));
}

pg::Value name_trigrams(const pg::Args& args) {
    return core::name::trigrams(core::name::normalize_company_name(args.text(0)));
}

// The trigrams of what is searched for are made once, not for each of the names.
pg::Value trigram_similarity(const pg::Args& args) {
    return core::name::similarity(args.integers(0),
                                  core::name::trigrams(core::name::normalize_company_name(args.text(1))));
}

}  // namespace hr::rpc
