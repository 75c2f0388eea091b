// Owns what becomes of memory that a process has freed.
#pragma once

namespace hr::pg {

/// Keeps what a batch has freed for the next one, up to 32 MB: a worker otherwise gives most of its pages back to the
/// system after every batch and takes them again, which costs more than reading a document. For workers only, since it
/// concerns the whole process.
void keep_freed_memory();

}  // namespace hr::pg
