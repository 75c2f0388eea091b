// Owns the project's digest for Python: compiled, as hashlib's are, so that the comparison is not about hashing in Python.
#include "core/digest.hpp"

#include <cstring>

/// Fields, each behind its length in 8 bytes; writes 32 hex digits.
extern "C" void hr_bench_digest(const char* fields, std::size_t size, char* hex) {
    hr::core::Digest digest;
    for (std::size_t at = 0; at < size;) {
        std::uint64_t length = 0;
        std::memcpy(&length, fields + at, sizeof length);
        digest.add({fields + at + sizeof length, length});
        at += sizeof length + length;
    }
    std::memcpy(hex, digest.hex().data(), 32);
}
