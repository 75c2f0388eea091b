// Reads one register number a line and prints how many of them parse_register_id understands a second on one
// core: the best and the median of five rounds over all of them.
#include "core/identity/register_id.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

int main() {
    std::vector<std::string> numbers;
    for (std::string line; std::getline(std::cin, line);) numbers.push_back(line);
    if (numbers.empty()) return 1;
    std::vector<double> rates;
    std::int64_t sum = 0;  // so that nothing is optimised away
    for (int round = 0; round < 5; ++round) {
        const std::clock_t start = std::clock();  // of the processor: others may run beside
        for (const std::string& number : numbers) sum += hr::core::identity::parse_register_id(number).number;
        rates.push_back(static_cast<double>(numbers.size()) /
                        (static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC));
    }
    std::sort(rates.begin(), rates.end());
    std::printf("register ids: %.2f million a second on one core (median of 5; best %.2f), %zu numbers\n",
                rates[2] / 1e6, rates[4] / 1e6, numbers.size());
    return sum > 0 ? 0 : 1;
}
