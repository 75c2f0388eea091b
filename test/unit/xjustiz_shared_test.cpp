// The reader against the reference documents, where they are present.
#include "xjustiz_support.hpp"

#include "core/xjustiz/layout.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace hr::core::xjustiz::testing {
namespace {

using Lines = std::vector<std::string>;

class XjustizShared : public ::testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(folder_)) GTEST_SKIP() << folder_ << " is not present";
    }

    /// The official documents say the same in all layouts, as far as these can.
    void expect_official(const std::string& name, const std::string& id, const std::string& extract,
                         const Lines& expected) {
        for (const Layout& layout : layouts()) {
            Lines in_layout;
            for (const std::string& line : expected) in_layout.push_back(in_version(layout.schema, line));
            const std::string file_name =
                "official_layouts/" + name + "_" + std::string(layout.schema) + ".xml";
            expect(file_name, id, extract, in_layout);
            expect_message(file_name, layout);
        }
    }

    void expect_message(const std::string& name, const Layout& layout) {
        const Reading reading = read(file(folder_ / name));
        EXPECT_EQ(reading.xjustiz_version, layout.xjustiz_version);
        EXPECT_EQ(reading.fach_version, layout.fach_version);
        EXPECT_EQ(reading.layout, layout.schema);
        EXPECT_EQ(reading.unmapped, Lines{});
        EXPECT_EQ(reading.message.id, "0c6f8a52-6a3c-4a1e-9d1f-3f2f6a1f4711");
        EXPECT_EQ(reading.message.created, "2026-02-25 11:21:36");
        EXPECT_EQ(reading.message.sender_court, reading.entities.at(0).id.court);
        EXPECT_EQ(reading.message.matter, "Strukturierter Registerinhalt");
        EXPECT_EQ(reading.message.event, layout.schema < "3" ? "" : "002");
        EXPECT_EQ(reading.message.product, "");  // a hyphen says nothing
        EXPECT_EQ(reading.entities.at(0).last_change, reading.entities.at(0).last_entry);
    }

    /// A line of what 3.4.1 and later say, as an earlier version writes it.
    static std::string in_version(std::string_view schema, std::string line) {
        const auto change = [&](const std::string& from, const std::string& to) {
            const std::size_t at = line.find(from);
            if (at != std::string::npos) line.replace(at, from.size(), to);
        };
        if (schema >= "3.4") return line;
        change("form_code=221110;", "form_code=GmbH;");
        change("form_code=222110;", "form_code=AG;");
        change("legal_form code=221110;", "legal_form code=GmbH;");
        change("legal_form code=222110;", "legal_form code=AG;");
        change("legal_form code=112211;", "legal_form code=GmbH+Co KG;");
        change("country_code=000;", "country_code=DE;");
        change("country_code=143;", "country_code=LU;");
        if (schema >= "3") change("currency_code=DM;", "currency_code=DEM;");
        // What may not be written in words yet.
        if (schema < "3.3") change("rule_text=einzelvertretungsberechtigt;", "rule_code=001;");
        if (schema >= "3") return line;
        change("currency_code=", "currency_text=");
        if (line.substr(0, 8) == "address ") change("address ", "address kind_code=001; ");
        change("register_type=HRB; ", "");
        for (const char* role : {"252", "275", "285"})  // the list ends before them
            change("role_code=" + std::string(role) + ";", "role_code=085;");
        return line;
    }

    void expect(const std::string& name, const std::string& id, const std::string& extract,
                const Lines& expected) {
        const Reading reading = read(file(folder_ / name));
        EXPECT_EQ(reading.findings, Lines{});
        EXPECT_FALSE(reading.layout_guessed);
        ASSERT_EQ(reading.entities.size(), 1u);
        const Entity& entity = reading.entities[0];
        EXPECT_EQ(label(entity.id), id);
        EXPECT_EQ(entity.retrieved + " | " + entity.last_entry + " | " + std::to_string(entity.entry_count),
                  extract);
        const auto sorted = [](Lines all) {
            std::sort(all.begin(), all.end());
            return all;
        };
        EXPECT_EQ(sorted(lines(entity)), sorted(expected)) << name;
    }

    const std::filesystem::path folder_ = shared_folder() / "data" / "si";
};

/// Every fact of the document, as listed by hand from its XML: "table.column" and value, in groups of one
/// row.
TEST_F(XjustizShared, NearRealDocument) {
    const Reading reading = read(file(folder_ / "near_real/leipzig_hrb32007_anonymised_3.5.1.xml"));
    EXPECT_EQ(reading.findings, Lines{});
    EXPECT_EQ(reading.unmapped, Lines{});
    ASSERT_EQ(reading.entities.size(), 1u);
    const Entity& entity = reading.entities[0];
    Lines found = {"reading.xjustiz_version\t" + reading.xjustiz_version,
                   "reading.fach_version\t" + reading.fach_version,
                   "message.id\t" + reading.message.id,
                   "message.created\t" + reading.message.created,
                   "message.sender_court\t" + reading.message.sender_court,
                   "message.sender_reference\t" + reading.message.sender_reference,
                   "message.event\t" + reading.message.event,
                   "message.notice\t" + reading.message.notice,
                   "message.product\t" + reading.message.product,
                   "message.matter\t" + reading.message.matter,
                   "entity.court\t" + entity.id.court,
                   "entity.type\t" + entity.id.type,
                   "entity.number\t" + std::to_string(entity.id.number),
                   "entity.suffix\t" + entity.id.suffix,
                   "entity.retrieved\t" + entity.retrieved,
                   "entity.last_entry\t" + entity.last_entry,
                   "entity.entry_count\t" + std::to_string(entity.entry_count),
                   "entity.last_change\t" + entity.last_change};
    for (const history::Fact& fact : entity.facts) {
        const history::AttributeInfo& info = history::info(fact.attribute);
        for (std::size_t i = 0; i < fact.value.size(); ++i)
            if (fact.value[i])
                found.push_back(std::string(info.name) + "." + std::string(info.columns[i].name) + "\t" +
                                *fact.value[i]);
    }
    Lines expected;
    std::istringstream gold(file(std::string(HR_SOURCE_DIR) + "/test/unit/data/near_real_gold.tsv"));
    for (std::string line; std::getline(gold, line);)
        if (!line.empty() && line[0] != '#') expected.push_back(line);
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected);
}

TEST_F(XjustizShared, GoldGmbh) {
    expect_official(
        "gmbh", "Amtsgericht Charlottenburg (Berlin) HRB 158855 B", "2026-02-25 11:21:36 | 2026-01-09 | 63",
        {"name name=Beispiel Müller & Söhne GmbH;", "former_name name=Beispiel Vorrats GmbH;",
         "legal_form code=221110;", "seat city=Berlin;",
         "address street=Valeska-Gert-Straße; house_number=5; postal_code=10243; city=Berlin; "
         "country_code=000;",
         "register_entry sheet_column=6; entry_number=1; type_code=009; text=Gesellschaftsvertrag vom "
         "11.03.2014.;",
         "register_entry sheet_column=6; entry_number=63; type_code=014; text=Mit der Holding AG ist am "
         "01.12.2025 ein Gewinnabführungsvertrag abgeschlossen.;",
         "articles articles_date=2014-03-11;", "representation rule_code=066;",
         "purpose purpose=Softwareentwicklung & IT-Beratung.;",
         "capital kind=stammkapital; amount=25000; currency_code=EUR;",
         "officer kind=person; role_code=086; title=Dr.; first_names=Max Peter; last_name=Mustermann; "
         "birth_date=1979-04-03; "
         "residence=Berlin;",
         "officer kind=person; role_code=086; first_names=Çağla; name_prefix=von; last_name=Hohenberg; "
         "birth_name=Žižek; "
         "birth_date=1981-12-24; residence=Luxemburg; country_code=143;",
         "officer kind=person; role_code=285; first_names=Erika; last_name=Musterfrau; "
         "birth_date=1990-01-15; residence=Potsdam;",
         "officer_authority rule_text=einzelvertretungsberechtigt; exemption_code=011;",
         "officer_authority rule_code=002;"});
}

TEST_F(XjustizShared, GoldKg) {
    expect_official(
        "kg", "Amtsgericht Kiel HRA 1041 RD", "2026-02-25 11:21:36 | 2025-06-02 | 9",
        {"name name=Nordwind Beteiligungs GmbH & Co. KG;", "legal_form code=112211;", "seat city=Rendsburg;",
         "address street=Hafenstr.; house_number=1-3; postal_code=24768; city=Rendsburg; country_code=000;",
         "register_entry sheet_column=5; entry_number=1; type_code=011; text=Kommanditgesellschaft;",
         "officer kind=organisation; role_code=252; organisation_name=Nordwind Verwaltungs GmbH; "
         "organisation_form_code=221110; "
         "organisation_seat=Rendsburg; register_court=X1517R; register_type=HRB; register_number=HRB 2210 "
         "RD;",
         "officer kind=person; role_code=275; first_names=Hans; last_name=Petersen; birth_date=1950-02-01; "
         "residence=Rendsburg;",
         "officer kind=organisation; role_code=275; organisation_name=Alpina Holding AG; "
         "organisation_form_code=222110; "
         "organisation_seat=Zürich;",
         "officer_contribution kind=hafteinlage; amount=511.29; currency_code=EUR;",
         "officer_contribution kind=hafteinlage; amount=1000000; currency_code=EUR;"});
}

TEST_F(XjustizShared, GoldAg) {
    expect_official(
        "ag", "Amtsgericht Stuttgart HRB 19360", "2026-02-25 11:21:36 | 2024-12-30 | 120",
        {"name name=Muster Werke AG;", "legal_form code=222110;", "seat city=Stuttgart;",
         "register_entry sheet_column=6; entry_number=119; type_code=006; text=Über das Vermögen der "
         "Gesellschaft "
         "ist das Insolvenzverfahren eröffnet.;",
         "register_entry sheet_column=6; entry_number=120; type_code=017; text=Die Gesellschaft ist "
         "aufgelöst.;",
         "articles articles_date=1998-05-06;", "purpose purpose=Herstellung von Maschinen.;",
         "status code=003;", "capital kind=grundkapital; amount=10000000; currency_code=DM;",
         "officer kind=person; role_code=194; first_names=Anna; last_name=Schmidt; birth_date=1965; "
         "residence=Stuttgart;",
         "officer kind=person; role_code=107; first_names=Jörg; last_name=Groß; birth_date=1960-10-10; "
         "residence=Ulm;"});
}

TEST_F(XjustizShared, RealFactsAreReadAndTheTwoDirtyNamesAreTold) {
    std::set<std::string> findings;
    int documents = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "real_facts_3.5.1")) {
        const Reading reading = read(file(entry.path()));
        const Entity& entity = reading.entities.at(0);
        const std::string number = entity.id.type + std::to_string(entity.id.number);
        const std::string stem = entry.path().stem().string();
        EXPECT_EQ(stem.substr(0, stem.find('_')), entity.id.court) << stem;
        EXPECT_NE(stem.find(number), std::string::npos) << stem << " " << label(entity.id);
        EXPECT_NE(value(entity, history::Attribute::name, "name"), "-");
        for (const std::string& finding : reading.findings) findings.insert(stem + " " + finding);
        ++documents;
    }
    EXPECT_EQ(documents, 60);
    EXPECT_EQ(findings,
              (std::set<std::string>{
                  "D2404V_HRB9725 nachname: \": Betz\" has characters that are not allowed in a name",
                  "D2910V_HRB6395 nachname: \": Kreuz\" has characters that are not allowed in a name"}));
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
