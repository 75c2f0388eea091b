#include "pg/log.hpp"

#include "pg/guard.hpp"

namespace hr::pg {

void log(const std::string& message, const std::string& detail, const std::string& hint) {
    const char* texts[] = {message.c_str(), detail.c_str(), hint.c_str()};
    backend([=] {
        ereport(LOG, errcode(ERRCODE_WARNING), errmsg_internal("%s", texts[0]),
                errdetail_internal("%s", texts[1]), errhint("%s", texts[2]), errhidestmt(true),
                errhidecontext(true));
    });
}

}  // namespace hr::pg
