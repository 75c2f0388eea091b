#include "core/name/match.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

namespace hr::core::name {
namespace {

NameMatch match(std::string_view a, std::string_view b) {
    return match_names(parse_company_name(a), parse_company_name(b));
}

using Pair = std::pair<const char*, const char*>;

TEST(NameMatch, SameCompany) {
    for (const auto& [a, b] : std::initializer_list<Pair>{
             {"Nordlicht Bau GmbH", "Nordlicht Bau GmbH"},
             {"Nordlicht Bau GmbH", "NORDLICHT-BAU Gesellschaft mit beschränkter Haftung"},
             {"Nordlicht Bautechnik GmbH", "Nordlicht Bau-Technik GmbH"},
             {"Müller Maschinenbau AG", "Mueller Maschinenbau Aktiengesellschaft"},
             {"Gebr. Sonnenschein KG", "Gebrüder Sonnenschein GmbH & Co. KG"},
             {"Nordlicht Verwaltungsges. mbH", "Nordlicht Verwaltungs-GmbH"},
             {"Turnverein Oberdorf 1904", "Turnverein Oberdorf 1904 e.V."},
             {"Sonnenschein Maschinenfabrik GmbH", "Sonenschein Maschinenfabrik GmbH"},
             {"Sonnenschein Maschinenfabrik GmbH", "Sonnenschien Maschinenfabrik GmbH"},
             {"Maschinenfabrik Sonnenschein GmbH", "Sonnenschein Maschinenfabrik GmbH"},
             {"1. Nordlicht Fonds", "Erster Nordlicht Fonds"},
             {"Nordlicht Objekt II GmbH", "Nordlicht Objekt 2 GmbH"},
             {"OAO Nordlicht", "Open Joint Stock Company Nordlicht"},
             {"A.B.C. Company", "ABC Co."},
         }) {
        const NameMatch result = match(a, b);
        EXPECT_EQ(result.decision, Decision::same) << a << " / " << b << ": " << result.score;
    }
}

TEST(NameMatch, DifferentCompanies) {
    for (const auto& [a, b] : std::initializer_list<Pair>{
             {"Nordlicht Bau GmbH", "Sonnenschein Handel AG"},
             {"Bäckerei Sonnenschein", "Bäckerei Abendrot"},
             {"Nordlicht GmbH", "Nordlicht e.V."},
             {"Deutsche Holding AG", "Deutsche Leasing AG"},
             {"Verein der Freunde", "Verein der Eltern des Gymnasiums Oberdorf"},
             {"1. Nordlicht Verwaltungs GmbH", "2. Nordlicht Verwaltungs GmbH"},
             {"Nordlicht Objekt II GmbH", "Nordlicht Objekt III GmbH"},
             {"Windpark Nordlicht GmbH", "Windpark Nordlicht 2 GmbH"},
             {"", "Nordlicht"},
             {"", ""},
         }) {
        const NameMatch result = match(a, b);
        EXPECT_NE(result.decision, Decision::same) << a << " / " << b << ": " << result.score;
    }
    EXPECT_EQ(match("Nordlicht Bau GmbH", "Sonnenschein Handel AG").decision, Decision::different);
    EXPECT_EQ(match("", "").score, 0);
}

TEST(NameMatch, FormsOfOtherDivisionsPartCompanies) {
    EXPECT_EQ(match("Nordlicht GmbH", "Nordlicht GmbH & Co. KG").legal_form, FormAgreement::different);
    EXPECT_EQ(match("Nordlicht KG", "Nordlicht GmbH & Co. KG").legal_form, FormAgreement::related);
    EXPECT_EQ(match("Nordlicht e.K.", "Nordlicht OHG").legal_form, FormAgreement::related);
    EXPECT_EQ(match("Nordlicht UG", "Nordlicht GmbH").legal_form, FormAgreement::related);
    EXPECT_EQ(match("Nordlicht AG", "Nordlicht GmbH").legal_form, FormAgreement::different);
    EXPECT_EQ(match("Nordlicht GmbH", "Nordlicht mbH").legal_form, FormAgreement::same);
    EXPECT_EQ(match("Nordlicht", "Nordlicht GmbH").legal_form, FormAgreement::unknown);
    EXPECT_EQ(match("Nordlicht Inc.", "Nordlicht Corp.").legal_form, FormAgreement::unknown);
    EXPECT_TRUE(match("Nordlicht", "Nordlicht GmbH").lacks_form);
    EXPECT_FALSE(match("Nordlicht", "Nordlicht e.V.").lacks_form);
    EXPECT_LT(match("Nordlicht GmbH", "Nordlicht GmbH & Co. KG").score,
              match("Nordlicht KG", "Nordlicht GmbH & Co. KG").score);
}

TEST(NameMatch, Features) {
    const NameMatch equal = match("Nordlicht Bau GmbH", "Nordlicht Bau GmbH");
    EXPECT_FLOAT_EQ(equal.shared, 1);
    EXPECT_FLOAT_EQ(equal.spelling, 1);
    EXPECT_FLOAT_EQ(equal.only_a, 0);
    EXPECT_FALSE(equal.is_reordered);
    const NameMatch more = match("Nordlicht", "Nordlicht Sonnenschein");
    EXPECT_FLOAT_EQ(more.only_a, 0);
    EXPECT_GT(more.only_b, 0.3F);
    EXPECT_GT(more.open, 0.9F);
    EXPECT_GT(match("Schmidt Holz", "Schmitt Holz").alike, 0.3F);
    EXPECT_TRUE(match("Bau Nordlicht", "Nordlicht Bau").is_reordered);
    EXPECT_TRUE(match("Fonds II", "Fonds III").numbers_differ);
    EXPECT_FALSE(match("Fonds II", "Fonds").numbers_differ);
    EXPECT_TRUE(match("Fonds II", "Fonds").number_added);
    EXPECT_GT(match("NSB", "Norddeutsche Sand Bagger").alike, 0.5F);
    EXPECT_FLOAT_EQ(match("Autohaus", "Auto Haus").only_b, 0);
}

TEST(NameMatch, AddedWordsCountByWhatTheySay) {
    const float stop = match("Nordlicht", "Die Nordlicht").score;
    const float generic = match("Nordlicht", "Nordlicht Holding").score;
    const float telling = match("Nordlicht", "Nordlicht Sonnenschein").score;
    EXPECT_GT(stop, generic);
    EXPECT_GT(generic, telling);
}

TEST(NameMatch, WeightsOfTheCaller) {
    const NormalizedName a = parse_company_name("Nordlicht Sonnenschein"),
                         b = parse_company_name("Nordlicht Abendrot");
    const float rare[] = {1.0F, 0.1F}, common[] = {0.1F, 1.0F};
    EXPECT_GT(match_names(a, b, rare, rare).score, match_names(a, b, common, common).score);
    const float too_few[] = {0.1F};
    EXPECT_FLOAT_EQ(match_names(a, b, too_few, {}).score, match_names(a, b).score);
}

TEST(NameMatch, OwnersOfFirmsChange) {
    EXPECT_GT(match("Adler-Apotheke Inh. Otto Weber", "Adler-Apotheke Inh. Paula Frank").score,
              match("Adler-Apotheke Otto Weber", "Adler-Apotheke Paula Frank").score);
}

TEST(NameMatch, OtherScripts) {
    EXPECT_EQ(match("ООО «Рога и Копыта»", "ООО Рога и копыта").decision, Decision::same);
    EXPECT_NE(match("ООО БАЙ", "ООО БАЙКАЛ").decision, Decision::same);
}

double milliseconds(std::string_view a, std::string_view b) {
    const NormalizedName x = parse_company_name(a), y = parse_company_name(b);
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const std::clock_t start = std::clock();
        const NameMatch result = match_names(x, y);
        EXPECT_TRUE(result.score >= 0 && result.score <= 1);
        best = std::min(best, 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
}

// Twenty times what an optimised build may take: tests run with assertions and sanitizers.
constexpr double kMostMilliseconds = 20;

TEST(NameMatch, LongNamesTakeBoundedTime) {
    std::string different;
    for (int i = 0; i < 2000; ++i) different += "w" + std::to_string(i * 7919) + "x ";
    const std::string long_words = repeated("donaudampfschiffahrt", 4096), near = "x" + long_words + "y";
    const std::string texts[] = {repeated("a ", 4096),
                                 repeated("ab ba ", 4096),
                                 repeated("der die das ", 4096),
                                 different,
                                 long_words,
                                 near,
                                 repeated("e.V. ", 4096),
                                 repeated("GmbH & Co. ", 4096),
                                 repeated("nordlicht nordlich nordlichter ", 4096),
                                 repeated("\xf0\x9f\x98\x80 ", 4096)};
    for (const std::string& a : texts)
        for (const std::string& b : texts)
            EXPECT_LT(milliseconds(a, b), kMostMilliseconds) << a.substr(0, 20) << " / " << b.substr(0, 20);
}

TEST(NameMatch, HostileTexts) {
    std::string planes, controls;
    for (char32_t c = 0; c < 0x110000; c += 0x1357)
        for (const int shift : {18, 12, 6, 0})
            planes +=
                static_cast<char>((shift == 18 ? 0xf0 : 0x80) | ((c >> shift) & (shift == 18 ? 7 : 0x3f)));
    for (int c = 0; c < 256; ++c) controls += static_cast<char>(c);
    const std::string texts[] = {planes,
                                 controls,
                                 repeated("und ", 1'000'000),
                                 repeated("a", 1'000'000),
                                 repeated("& ", 10'000),
                                 repeated("u. ", 10'000),
                                 repeated("i.", 10'000),
                                 repeated("GmbH ", 10'000),
                                 repeated("\xcc\x88", 5000),
                                 repeated("g m b h ", 9000),
                                 repeated("'", 5000),
                                 std::string(5000, '\0')};
    for (const std::string& a : texts) {
        const std::clock_t start = std::clock();
        const NormalizedName name = parse_company_name(a);
        EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 0.05);
        for (const std::string& word : name.words) ASSERT_FALSE(word.empty());
        for (const std::string& b : texts) {
            const float score = match(a, b).score;
            EXPECT_TRUE(score >= 0 && score <= 1);
        }
    }
}

TEST(NameMatch, RandomNamesGiveTheSameBothWays) {
    std::mt19937 random(3);
    const char* parts[] = {"Nord",      "Licht", "Bau", "technik", " ",      "-",      " GmbH",
                           " & Co. KG", " e.V.", " II", " und ",   "Müller", "Mueler", "."};
    for (int i = 0; i < 5000; ++i) {
        std::string a, b;
        for (unsigned k = 0; k < random() % 8; ++k) a += parts[random() % std::size(parts)];
        for (unsigned k = 0; k < random() % 8; ++k) b += parts[random() % std::size(parts)];
        ASSERT_NEAR(match(a, b).score, match(b, a).score, 0.02) << a << " / " << b;
        const NameMatch self = match(a, a);
        if (parse_company_name(a).words.empty()) continue;
        ASSERT_EQ(self.decision, Decision::same) << a << " " << self.score;
    }
}

}  // namespace
}  // namespace hr::core::name
