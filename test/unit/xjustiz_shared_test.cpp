// The reader against the reference documents, where they are present.
#include "xjustiz_support.hpp"

#include <set>

namespace hr::core::xjustiz::testing {
namespace {

using Lines = std::vector<std::string>;

class XjustizShared : public ::testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(folder_)) GTEST_SKIP() << folder_ << " is not present";
    }

    /// The official documents say the same in both layouts.
    void expect_official(const std::string& name, const std::string& id, const std::string& extract,
                         const Lines& expected) {
        for (const char* version : {"3.4.1", "3.5.1"})
            expect("official_layouts/" + name + "_" + version + ".xml", id, extract, expected);
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
        EXPECT_EQ(lines(entity), expected);
    }

    const std::filesystem::path folder_ = shared_folder() / "data" / "si";
};

TEST_F(XjustizShared, NearRealDocument) {
    expect("near_real/leipzig_hrb32007_anonymised_3.5.1.xml", "Amtsgericht Leipzig HRB 32007",
           "2026-02-25 11:21:36 | 2025-06-02 | 7",
           {"name name=Test Company GmbH;", "legal_form code=221110;", "seat city=Leipzig;",
            "address kind_code=003; street=Teststraße; house_number=42; postal_code=04109; city=Leipzig; "
            "country_code=000;",
            "register_entry sheet_column=6; entry_number=2; type_code=009; text=Gesellschaftsvertrag vom "
            "18.06.2015.;",
            "articles articles_date=2015-06-18;", "representation rule_code=066;",
            "purpose purpose=Softwareentwicklung und IT-Beratung.;",
            "capital kind=stammkapital; amount=25000; currency_code=EUR;",
            "officer kind=person; role_code=086; first_names=Max; last_name=Mustermann; "
            "birth_date=1984-06-25; residence=Leipzig;",
            "officer kind=person; role_code=285; first_names=Erika; last_name=Musterfrau; "
            "birth_date=1990-01-15; residence=Berlin;",
            "officer_authority rule_text=einzelvertretungsberechtigt; exemption_code=011;",
            "officer_authority rule_code=002;"});
}

TEST_F(XjustizShared, CodesOfTheNearRealDocument) {
    const Reading reading = read(file(folder_ / "near_real/leipzig_hrb32007_anonymised_3.5.1.xml"));
    std::set<std::string> codes;
    for (const history::Fact& fact : reading.entities.at(0).facts) {
        const auto& columns = history::info(fact.attribute).columns;
        for (std::size_t i = 0; i + 3 < columns.size(); ++i) {
            const bool is_list =
                columns[i].name == "list" || columns[i].name.find("_list") != std::string_view::npos;
            if (!is_list || !fact.value[i + 2]) continue;
            codes.insert(fact.value[i].value_or("-") + " " + fact.value[i + 1].value_or("-") + " " +
                         *fact.value[i + 2] + " " + fact.value[i + 3].value_or("-"));
        }
    }
    const std::set<std::string> expected = {
        "bfj.staat 6.1 000 Deutschland",
        "gds.anschriftstyp 3.0 003 Dienst-/Geschäftsanschrift",
        "gds.rollenbezeichnung 3.3 086 Geschäftsführer(in)",
        "gds.rollenbezeichnung 3.3 285 Prokurist(in)",
        "rechtsformen 2.2 221110 Gesellschaft mit beschränkter Haftung (GmbH)",
        "reg.allgemeine-vertretungsregelung 2.3 066 Ist nur ein Geschäftsführer bestellt, so vertritt er die "
        "Gesellschaft allein.",
        "reg.besondere-befreiung 2.0 011 mit der Befugnis Rechtsgeschäfte abzuschließen",
        "reg.besondere-vertretungsregelung 2.3 002 Einzelprokura",
        "reg.eintragungstyp 1.1 009 Satzung",
        "waehrung 1.0 EUR Euro",
    };
    EXPECT_EQ(codes, expected);
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

TEST_F(XjustizShared, OtherLayoutsAreGuessedOrRefused) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "official_layouts")) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".xml" || name.find("3.4.1") != std::string::npos ||
            name.find("3.5.1") != std::string::npos)
            continue;
        const std::string document = file(entry.path());
        if (name.find("_2.") != std::string::npos) {
            EXPECT_EQ(error_of(document).sqlstate(), "0A000") << name;
            continue;
        }
        const Reading reading = read(document);
        EXPECT_TRUE(reading.layout_guessed) << name;
        EXPECT_FALSE(reading.findings.empty()) << name;
        EXPECT_NE(value(reading.entities.at(0), history::Attribute::name, "name"), "-") << name;
    }
}

}  // namespace
}  // namespace hr::core::xjustiz::testing
