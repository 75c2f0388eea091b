#include "loader/attempts.hpp"
#include "loader/hook.hpp"
#include "loader/launcher.hpp"
#include "loader/server.hpp"
#include "loader/settings.hpp"
#include "loader/state.hpp"
#include "loader/wake.hpp"

extern "C" {

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init();
PGDLLEXPORT void _PG_init() {
    if (!process_shared_preload_libraries_in_progress)
        ereport(ERROR, errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
                errmsg("library \"handelsregister\" can only be loaded through shared_preload_libraries"),
                errhint("The extension works without it: see hr_queue.work()."));
    hr::loader::define_settings();
    hr::loader::install_state();
    hr::loader::install_attempts();
    if (!IsBinaryUpgrade) hr::loader::register_launcher();
    hr::loader::install_hooks();
    hr::loader::publish_interface();
    hr::loader::publish_attempts();
}
}
