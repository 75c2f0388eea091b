// Owns hr_queue.home: whether jobs may run in this database, and under which epoch.
#pragma once

#include <string>

namespace hr::queue {

struct Home {
    bool is_here = false;  ///< false in a clone or a restored dump that nobody has adopted
    std::string epoch;     ///< UUID of the newest row, empty where there is none
};

Home read_home();

/// To come before a number is taken: where the server has gone back to an earlier state, numbers go on far behind.
void enter_history();

/// The epoch of the jobs that may run here. Throws 55000 where none may.
std::string require_home();

}  // namespace hr::queue
