#include "pg/database.hpp"
#include "pg/guard.hpp"
#include "pg/role.hpp"
#include "pg/settings.hpp"

extern "C" {
#include "access/xact.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
}

namespace hr::pg {
namespace {

struct Target {
    Oid function;
    Oid role;
};

constexpr const char* kResolve = R"(
select r.oid, r.rolsuper, p.oid is not null, coalesce(p.oid, 0), f.fits, has_function_privilege(r.oid, p.oid, 'execute')
from pg_catalog.pg_roles r
left join pg_catalog.pg_proc p on p.oid = to_regprocedure($1)
cross join lateral (select p.prokind = 'f' and not p.proretset and p.prorettype = 'jsonb'::regtype) as f (fits)
where r.rolname = $2)";

/// Checked at every call: what was registered may have been dropped, replaced or revoked since.
Target resolve(const HandlerCall& call) {
    const Rows rows = query(kResolve, {std::string_view(call.signature), std::string_view(call.owner)});
    if (rows.size() == 0)
        throw Error("42704", "role \"" + call.owner + "\" of the job does not exist", {},
                    "Create the role again, or enqueue the work as another one.");
    if (!rows.boolean(0, 2))
        throw Error("42883", "processor " + call.signature + " does not exist", {},
                    "Create the function, or register another one for this kind of job.");
    if (!rows.boolean(0, 4))
        throw Error("42P13", "processor " + call.signature + " does not return jsonb", {},
                    "Register a function (bigint, jsonb) returns jsonb for this kind of job.");
    if (rows.boolean(0, 1) && !setting_bool("handelsregister.allow_superuser_jobs", false))
        throw Error("42501", "jobs of superusers do not run",
                    "The job was enqueued by \"" + call.owner + "\".",
                    "Enqueue it as another role, or set handelsregister.allow_superuser_jobs.");
    if (!rows.boolean(0, 5))
        throw Error("42501", "permission denied for function " + call.signature,
                    "The job runs as \"" + call.owner + "\", which enqueued it.",
                    "Grant EXECUTE on the function to that role.");
    return {static_cast<Oid>(rows.integer(0, 3)), static_cast<Oid>(rows.integer(0, 0))};
}

/// The claims under which each job was enqueued, for row-level security in the handler; empty for none.
std::vector<std::string> claims_of(const HandlerCall& call) {
    const Rows rows = query(
        "select coalesce(pg_catalog.jsonb_build_object('sub', s.subject, 'role', $2::text)::text, '') "
        "from unnest($1) with ordinality as s (subject, n) order by s.n",
        {&call.subjects, std::string_view(call.owner)});
    std::vector<std::string> claims;
    for (std::size_t i = 0; i < rows.size(); ++i)
        claims.emplace_back(call.subjects[i] ? rows.text(i, 0) : "");
    return claims;
}

const char* invoke(Oid function, std::int64_t id, const char* payload) {
    FmgrInfo info;
    fmgr_info(function, &info);
    LOCAL_FCINFO(fcinfo, 2);
    InitFunctionCallInfoData(*fcinfo, &info, 2, InvalidOid, nullptr, nullptr);
    fcinfo->args[0] = {Int64GetDatum(id), false};
    fcinfo->args[1] = {DirectFunctionCall1(jsonb_in, CStringGetDatum(payload)), false};
    const Datum result = FunctionCallInvoke(fcinfo);
    if (fcinfo->isnull) return nullptr;
    return DatumGetCString(DirectFunctionCall1(jsonb_out, result));
}

struct Identity {
    Oid user;
    int security;
};

/// What a job leaves behind (deferred triggers, held cursors) would run later, as somebody else: hence
/// restricted.
Identity become(Oid role) {
    Identity before{};
    GetUserIdAndSecContext(&before.user, &before.security);
    SetUserIdAndSecContext(role,
                           before.security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_RESTRICTED_OPERATION);
    return before;
}

void set_claims(const char* claims) {
    (void)set_config_option("request.jwt.claims", claims, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true,
                            0, false);
}

/// Runs below a guard. Whatever the job sets ends with the job.
const char* invoke_alone(Oid function, std::int64_t id, const char* payload, const char* claims) {
    const int level = NewGUCNestLevel();
    set_claims(claims);
    const char* result = invoke(function, id, payload);
    AtEOXact_GUC(false, level);
    return result;
}

}  // namespace

// Where a call fails, the rollback of the surrounding subtransaction restores user and settings.
std::vector<OptionalText> call_handler(const HandlerCall& call) {
    const Target target = resolve(call);
    const std::vector<std::string> claims = claims_of(call);
    const RunsAs runs_as(call.owner);
    const Identity before = backend([=] { return become(target.role); });
    std::vector<OptionalText> results;
    for (std::size_t i = 0; i < call.ids.size(); ++i) {
        const std::int64_t id = call.ids[i];
        const char* payload = call.payloads[i].c_str();
        const char* job_claims = claims[i].c_str();
        const char* result = backend([=] { return invoke_alone(target.function, id, payload, job_claims); });
        results.push_back(result == nullptr ? std::nullopt : OptionalText(result));
    }
    backend([=] { SetUserIdAndSecContext(before.user, before.security); });
    return results;
}

}  // namespace hr::pg
