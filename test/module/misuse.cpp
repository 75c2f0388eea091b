// Must not compile: a guarded lambda that captures an object with a destructor. test/structure.sh looks for
// the text of the assertion.
#include "pg/guard.hpp"

#include <string>

int misuse() {
    const std::string text = "would leak if the call raised an error";
    return hr::pg::backend([text] { return static_cast<int>(text.size()); });
}
