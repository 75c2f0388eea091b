// Judges pairs of names: lines of set, label (1 for one company), name and name, tab-separated. Prints for
// each set F1 with precision and recall at the threshold of the product, the best F1 over all thresholds, AUC
// (the chance that a pair of one company scores higher than one of two), and pairs a second; then what
// normalising a name costs. CPU time of one core, the median of five rounds.
#include "core/name/match.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace hr::core::name;  // NOLINT: one file

struct Pair {
    bool is_same;
    std::string a, b;
};

struct Scored {
    float score;
    Decision decision;
    bool is_same;
};

/// Seconds of the processor: others may run beside.
template <class Work>
double seconds(Work work) {
    std::vector<double> rounds;
    for (int round = 0; round < 5; ++round) {
        const std::clock_t start = std::clock();
        work();
        rounds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::sort(rounds.begin(), rounds.end());
    return rounds[2];
}

/// By ranks; pairs of equal score share theirs.
double area(std::vector<Scored> pairs) {
    std::sort(pairs.begin(), pairs.end(), [](const Scored& x, const Scored& y) { return x.score < y.score; });
    double ranks = 0, same = 0;
    for (std::size_t i = 0, end = 0; i < pairs.size(); i = end) {
        while (end < pairs.size() && pairs[end].score == pairs[i].score) ++end;
        const double rank = (static_cast<double>(i + 1) + static_cast<double>(end)) / 2;
        for (std::size_t k = i; k < end; ++k) ranks += pairs[k].is_same ? rank : 0;
        for (std::size_t k = i; k < end; ++k) same += pairs[k].is_same ? 1 : 0;
    }
    return (ranks - same * (same + 1) / 2) / (same * (static_cast<double>(pairs.size()) - same));
}

template <class IsFound>
void print_quality(const std::string& set, const std::vector<Scored>& pairs, const char* what,
                   IsFound is_found) {
    double right = 0, wrong = 0, missed = 0;
    for (const Scored& pair : pairs) {
        right += is_found(pair) && pair.is_same ? 1 : 0;
        wrong += is_found(pair) && !pair.is_same ? 1 : 0;
        missed += !is_found(pair) && pair.is_same ? 1 : 0;
    }
    std::printf("%-10s %5zu pairs  %-24s F1 %.3f  precision %.3f  recall %.3f\n", set.c_str(), pairs.size(),
                what, 2 * right / (2 * right + wrong + missed), right / (right + wrong),
                right / (right + missed));
}

/// The best F1 that a threshold could have, chosen with these pairs in view.
void print_best(const std::string& set, std::vector<Scored> pairs) {
    std::sort(pairs.begin(), pairs.end(), [](const Scored& x, const Scored& y) { return x.score > y.score; });
    double same = 0, right = 0, best = 0;
    float threshold = 0;
    for (const Scored& pair : pairs) same += pair.is_same ? 1 : 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        right += pairs[i].is_same ? 1 : 0;
        if (i + 1 < pairs.size() && pairs[i + 1].score == pairs[i].score) continue;
        const double f1 = 2 * right / (static_cast<double>(i + 1) + same);
        if (f1 > best) {
            best = f1;
            threshold = pairs[i].score;
        }
    }
    std::printf("%-10s %5zu pairs  best score, %.2f         F1 %.3f over all thresholds\n", set.c_str(),
                pairs.size(), threshold, best);
}

std::map<std::string, std::vector<Pair>> read_pairs() {
    std::map<std::string, std::vector<Pair>> sets;
    for (std::string line; std::getline(std::cin, line);) {
        const std::size_t label = line.find('\t'), a = line.find('\t', label + 1), b = line.find('\t', a + 1);
        if (b == std::string::npos) continue;
        sets[line.substr(0, label)].push_back(
            {line[label + 1] == '1', line.substr(a + 1, b - a - 1), line.substr(b + 1)});
    }
    return sets;
}

}  // namespace

int main() {
    const auto sets = read_pairs();
    std::vector<std::string> names;
    std::size_t seen = 0;  // so that nothing is optimised away
    for (const auto& [set, pairs] : sets) {
        std::vector<Scored> scored;
        const double spent = seconds([&] {
            scored.clear();
            for (const Pair& pair : pairs) {
                const NameMatch match = match_names(parse_company_name(pair.a), parse_company_name(pair.b));
                scored.push_back({match.score, match.decision, pair.is_same});
            }
        });
        print_quality(set, scored, "score of same", [](const Scored& p) { return p.score >= kSameScore; });
        print_quality(set, scored, "score of possible",
                      [](const Scored& p) { return p.score >= kPossibleScore; });
        // The bench holds trusts of different numbers for one; in registers companies are two then.
        print_quality(set, scored, "decided to be the same",
                      [](const Scored& p) { return p.decision == Decision::same; });
        print_best(set, scored);
        std::printf("%-10s AUC %.3f, %.0f pairs a second, names taken apart each time\n", set.c_str(),
                    area(scored), static_cast<double>(pairs.size()) / spent);
        for (const Pair& pair : pairs) names.insert(names.end(), {pair.a, pair.b});
    }
    if (names.empty()) return 1;
    const double spent = seconds([&] {
        for (const std::string& name : names) seen += parse_company_name(name).words.size();
    });
    std::printf("normaliser %zu names, %.0f ns a name\n", names.size(),
                spent / static_cast<double>(names.size()) * 1e9);
    return seen > 0 ? 0 : 1;
}
