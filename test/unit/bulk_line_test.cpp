#include "core/bulk/statement.hpp"
#include "core/bulk/when.hpp"
#include "core/error.hpp"

#include <gtest/gtest.h>

namespace hr::core::bulk {
namespace {

using history::Attribute;
using history::Fact;

const std::string kTsv =
    "R1101_HRB4711\tDüsseldorf HRB 4711\tHRB\t4711\tDüsseldorf\tNordrhein-Westfalen\tDüsseldorf\tcurrently "
    "registered\t"
    "Musterwerk GmbH\tc/o Muster, Am Wehrhahn 10 a, 40211 Düsseldorf.\t2018-07-28T03:16:34Z";

const std::string kJson =
    R"({"all_attributes":{"_registerArt":"HRB","_registerNummer":"4711","additional_data":{"AD":true},)"
    R"("federal_state":"Nordrhein-Westfalen","native_company_number":"Düsseldorf HRB 4711","registered_office":"Düsseldorf",)"
    R"("registrar":"Düsseldorf"},"company_number":"R1101_HRB4711","current_status":"currently registered",)"
    R"("jurisdiction_code":"de","name":"Musterwerk GmbH","officers":[{"name":"Erika Muster"}],"previous_names":[],)"
    R"("registered_address":"c/o Muster, Am Wehrhahn 10 a, 40211 Düsseldorf.","retrieved_at":"2018-07-28T03:16:34Z"})";

std::string reason(std::string_view line, Format format) {
    try {
        read_line(line, format);
    } catch (const Error& error) {
        EXPECT_EQ(error.sqlstate(), "22023");
        return error.message();
    }
    return "none";
}

std::string value(const Statement& statement, Attribute attribute, std::string_view column) {
    for (const Fact& fact : statement.facts)
        if (fact.attribute == attribute)
            return fact.value[history::column_index(attribute, column)].value_or("absent");
    return "no fact";
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(BulkLine, CompanyAsColumns) {
    const Statement company = read_line(kTsv, Format::tsv);
    ASSERT_TRUE(company.id);
    EXPECT_EQ(identity::label(*company.id), "Amtsgericht Düsseldorf HRB 4711");
    EXPECT_EQ(company.number, "R1101_HRB4711");
    EXPECT_EQ(company.retrieved, "2018-07-28 05:16:34");
    EXPECT_EQ(value(company, Attribute::name, "name"), "Musterwerk GmbH");
    EXPECT_EQ(value(company, Attribute::seat, "city"), "Düsseldorf");
    EXPECT_EQ(value(company, Attribute::status, "code"), "001");
    EXPECT_EQ(value(company, Attribute::address, "addition"), "c/o Muster");
    EXPECT_EQ(value(company, Attribute::address, "street"), "Am Wehrhahn");
    EXPECT_EQ(value(company, Attribute::address, "house_number"), "10 a");
    EXPECT_EQ(value(company, Attribute::address, "postal_code"), "40211");
    EXPECT_EQ(value(company, Attribute::address, "city"), "Düsseldorf");
    EXPECT_EQ(company.facts.size(), 4U);
}

TEST(BulkLine, BothFormatsSayTheSame) {
    const Statement columns = read_line(kTsv, Format::tsv), object = read_line(kJson, Format::jsonl);
    EXPECT_EQ(columns.id, object.id);
    EXPECT_EQ(columns.number, object.number);
    EXPECT_EQ(columns.retrieved, object.retrieved);
    EXPECT_EQ(columns.facts, object.facts);
    EXPECT_EQ(object.left_out, std::vector<std::string>{"officers"});
}

TEST(BulkLine, FormerNames) {
    const Statement line = read_line("R1101_HRB4711\tAlte Werk GmbH\tMusterwerk GmbH", Format::tsv);
    EXPECT_FALSE(line.id);
    EXPECT_EQ(line.number, "R1101_HRB4711");
    ASSERT_EQ(line.facts.size(), 1U);
    const auto names = R"("previous_names":[{"company_name":"Alte Werk GmbH","start_date":"1990-01-01"}])";
    const Statement object = read_line(with(kJson, R"("previous_names":[])", names), Format::jsonl);
    EXPECT_EQ(object.facts[1], line.facts[0]);
    EXPECT_EQ(object.left_out, (std::vector<std::string>{"officers", "previous_names.start_date"}));
}

TEST(BulkLine, NumberWhereTheNativeOneIsNotUnderstood) {
    const std::string unknown = with(kTsv, "Düsseldorf HRB 4711", "Nirgendwo HRB 4711");
    EXPECT_EQ(read_line(unknown, Format::tsv).id, read_line(kTsv, Format::tsv).id);
    const std::string former =
        with(with(kTsv, "Düsseldorf HRB 4711", "?"), "R1101_HRB4711", "R1101_R1105_HRB4711");
    const Statement moved = read_line(former, Format::tsv);
    EXPECT_EQ(moved.id->court, "R1101");
    EXPECT_EQ(moved.id->former_court, "R1105");
    EXPECT_NE(moved.id, read_line(kTsv, Format::tsv).id);
    const std::string bare =
        with(with(kJson, "\"Düsseldorf HRB 4711\"", "\"HRB 4711\""), "R1101_HRB4711", "HRB4711");
    EXPECT_EQ(read_line(bare, Format::jsonl).id, read_line(kTsv, Format::tsv).id);
}

TEST(BulkLine, UnknownStatusIsKept) {
    const Statement company = read_line(with(kTsv, "currently registered", "struck off"), Format::tsv);
    EXPECT_EQ(value(company, Attribute::status, "list"), "offeneregister");
    EXPECT_EQ(value(company, Attribute::status, "code"), "struck off");
    EXPECT_EQ(value(read_line(with(kTsv, "currently registered", "removed"), Format::tsv), Attribute::status,
                    "code"),
              "002");
}

TEST(BulkLine, StrangeAddressIsKeptAsAWhole) {
    const std::string plain =
        with(kTsv, "c/o Muster, Am Wehrhahn 10 a, 40211 Düsseldorf.", "Postfach in Ulm");
    EXPECT_EQ(value(read_line(plain, Format::tsv), Attribute::address, "street"), "Postfach in Ulm");
    const std::string place =
        with(kTsv, "c/o Muster, Am Wehrhahn 10 a, 40211 Düsseldorf.", "40211 Düsseldorf.");
    EXPECT_EQ(value(read_line(place, Format::tsv), Attribute::address, "city"), "Düsseldorf");
    EXPECT_EQ(value(read_line(place, Format::tsv), Attribute::address, "street"), "absent");
}

TEST(BulkLine, DirtIsRefusedWithAReason) {
    EXPECT_EQ(reason("", Format::tsv), "the line is empty");
    EXPECT_EQ(reason("a\tb", Format::tsv), "the line has 2 columns; a company has 11, a former name 3");
    EXPECT_EQ(reason("R1101_HRB4711\t \tX", Format::tsv), "a former name is empty");
    EXPECT_EQ(reason("R1101 HRB\tX\tY", Format::tsv),
              "the company number \"R1101 HRB\" is not one of letters, digits and \"_\"");
    EXPECT_EQ(reason(with(kTsv, "Musterwerk GmbH", ""), Format::tsv), "the name is empty");
    EXPECT_EQ(reason(with(kTsv, "Musterwerk", std::string(2001, 'x')), Format::tsv),
              "the name is longer than 2000 bytes");
    EXPECT_EQ(reason(with(kTsv, "2018-07-28T", "2018-02-30T"), Format::tsv),
              "the time of retrieval \"2018-02-30T03:16:34Z\" is none like \"2018-07-28T03:16:34Z\"");
    EXPECT_EQ(reason(with(with(kTsv, "Düsseldorf HRB 4711", "HRB"), "R1101_HRB4711", "R1101"), Format::tsv)
                  .substr(0, 23),
              "invalid register number");
    EXPECT_EQ(reason("{", Format::jsonl), "the line is not JSON");
    EXPECT_EQ(reason("[]", Format::jsonl), "the line is not a JSON object");
    EXPECT_EQ(reason("{}", Format::jsonl), "there is no register number");
    EXPECT_EQ(reason(with(kJson, "\"de\"", "\"gb\""), Format::jsonl),
              "the company is of jurisdiction \"gb\", not \"de\"");
    EXPECT_EQ(reason(with(kJson, "\"Musterwerk GmbH\"", "7"), Format::jsonl), "\"name\" is not a text");
    EXPECT_EQ(reason(with(kJson, "[]", "7"), Format::jsonl),
              "\"previous_names\" has another type than expected");
    EXPECT_EQ(reason(std::string(100, '['), Format::jsonl), "the object is nested too deeply");
}

TEST(BulkLine, ReasonsHoldNoHalfCharacters) {
    std::string umlauts;
    for (int i = 0; i < 20; ++i) umlauts += "ä";
    EXPECT_EQ(
        reason(with(kTsv, "2018-07-28T03:16:34Z", "x" + umlauts), Format::tsv),
        "the time of retrieval \"x" + umlauts.substr(0, 38) + "\" is none like \"2018-07-28T03:16:34Z\"");
}

TEST(BulkTime, WallClockOfTheRegister) {
    EXPECT_EQ(local_time("2018-07-28T03:16:34Z"), "2018-07-28 05:16:34");
    EXPECT_EQ(local_time("2018-12-31T23:30:00Z"), "2019-01-01 00:30:00");
    EXPECT_EQ(local_time("2018-03-25T00:59:59Z"), "2018-03-25 01:59:59");
    EXPECT_EQ(local_time("2018-03-25T01:00:00Z"), "2018-03-25 03:00:00");
    EXPECT_EQ(local_time("2018-10-28T00:59:59Z"), "2018-10-28 02:59:59");
    EXPECT_EQ(local_time("2018-10-28T01:00:00Z"), "2018-10-28 02:00:00");
    EXPECT_EQ(local_time("2018-07-28 03:16:34"), "2018-07-28 03:16:34");
    EXPECT_EQ(local_time("2026-06-26"), "2026-06-26 00:00:00");
    for (const char* none : {"", "Z", "2018-07-28Z", "2018-13-01", "2018-07-28T24:00:00Z", "0000-01-01",
                             "2018-07-28T03:16:34+02:00", "28.07.2018"})
        EXPECT_EQ(local_time(none), std::nullopt) << none;
}

}  // namespace
}  // namespace hr::core::bulk
