#include "pg/guard.hpp"
#include "pg/index_plans.hpp"
#include "pg/settings.hpp"

extern "C" {

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init();
PGDLLEXPORT void _PG_init() {
    hr::pg::define_settings();
    hr::pg::watch_planner();
}
}
