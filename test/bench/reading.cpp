// Reads each of the given documents again and again, in turns by pugixml alone and by ours (well-formedness, tree, mapping
// to facts), and prints what both cost in CPU time and how many times as much ours takes.
#include "core/xjustiz/reader.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace {

constexpr int kRounds = 15, kReadings = 200;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Microseconds of one reading, on average over a round.
template <class Read>
double round_of(Read read) {
    const double start = cpu_seconds();
    for (int i = 0; i < kReadings; ++i) read();
    return (cpu_seconds() - start) / kReadings * 1e6;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int count, char** files) {
    std::size_t seen = 0;  // so that nothing is optimised away
    for (int i = 1; i < count; ++i) {
        std::ifstream file(files[i], std::ios::binary);
        const std::string document((std::istreambuf_iterator<char>(file)), {});
        std::vector<double> alone, ours, ratio;
        for (int round = 0; round < kRounds; ++round) {
            alone.push_back(round_of([&] {
                pugi::xml_document tree;
                seen += tree.load_buffer(document.data(), document.size()) ? 1 : 0;
            }));
            ours.push_back(round_of([&] { seen += hr::core::xjustiz::read(document).entities.size(); }));
            ratio.push_back(ours.back() / alone.back());
        }
        std::printf("%-40s %6zu bytes  pugixml %6.1f us  ours %6.1f us  %.2f times\n", files[i], document.size(),
                    median(alone), median(ours), median(ratio));
    }
    return count > 1 && seen > 0 ? 0 : 1;
}
