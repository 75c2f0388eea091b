#include "pg/server.hpp"

extern "C" {
PG_MODULE_MAGIC;
}
