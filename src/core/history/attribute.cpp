#include "core/history/attribute.hpp"

#include "core/error.hpp"

namespace hr::core::history {
namespace {

constexpr Column kName[] = {{"name"}, {"short_name"}};
constexpr Column kFormerName[] = {{"name"}};
constexpr Column kLegalForm[] = {{"list"}, {"version", false}, {"code"}, {"label", false}, {"text"}};
constexpr Column kSeat[] = {
    {"city"}, {"country_list"}, {"country_version", false}, {"country_code"}, {"country_label", false}};
constexpr Column kAddress[] = {{"kind_list"},
                               {"kind_version", false},
                               {"kind_code"},
                               {"kind_label", false},
                               {"addition"},
                               {"street"},
                               {"house_number"},
                               {"po_box"},
                               {"postal_code"},
                               {"city"},
                               {"district"},
                               {"country_list"},
                               {"country_version", false},
                               {"country_code"},
                               {"country_label", false},
                               {"is_former", true, "boolean"}};
constexpr Column kPurpose[] = {{"purpose"}, {"business_purpose"}};
constexpr Column kStatus[] = {{"list"}, {"version", false}, {"code"}, {"label", false}};
constexpr Column kCapital[] = {
    {"kind"},          {"amount", true, "numeric"}, {"currency_list"}, {"currency_version", false},
    {"currency_code"}, {"currency_label", false},   {"currency_text"}, {"note"}};
constexpr Column kArticles[] = {{"articles_date", true, "date"},
                                {"articles_text"},
                                {"first_articles_date", true, "date"},
                                {"first_articles_text"}};
constexpr Column kRepresentation[] = {{"rule_list"},
                                      {"rule_version", false},
                                      {"rule_code"},
                                      {"rule_label", false},
                                      {"rule_text"},
                                      {"exemption_list"},
                                      {"exemption_version", false},
                                      {"exemption_code"},
                                      {"exemption_label", false},
                                      {"exemption_text"}};
constexpr Column kOfficer[] = {{"kind"},
                               {"role_list"},
                               {"role_version", false},
                               {"role_code"},
                               {"role_label", false},
                               {"role_text"},
                               {"title"},
                               {"first_names"},
                               {"call_name"},
                               {"name_prefix"},
                               {"last_name"},
                               {"name_suffix"},
                               {"birth_name_prefix"},
                               {"birth_name"},
                               {"birth_date"},
                               {"birth_place"},
                               {"residence"},
                               {"country_list"},
                               {"country_version", false},
                               {"country_code"},
                               {"country_label", false},
                               {"organisation_name"},
                               {"organisation_form_list"},
                               {"organisation_form_version", false},
                               {"organisation_form_code"},
                               {"organisation_form_label", false},
                               {"organisation_form_text"},
                               {"organisation_seat"},
                               {"register_court"},
                               {"register_type"},
                               {"register_number"}};
constexpr Column kOfficerAuthority[] = {{"rule_list"},
                                        {"rule_version", false},
                                        {"rule_code"},
                                        {"rule_label", false},
                                        {"rule_text"},
                                        {"exemption_list"},
                                        {"exemption_version", false},
                                        {"exemption_code"},
                                        {"exemption_label", false},
                                        {"exemption_text"},
                                        {"procuration_list"},
                                        {"procuration_version", false},
                                        {"procuration_code"},
                                        {"procuration_label", false},
                                        {"procuration_text"},
                                        {"local_limit"}};
constexpr Column kBranch[] = {{"kind"},           {"name"},
                              {"seat"},           {"addition"},
                              {"street"},         {"house_number"},
                              {"po_box"},         {"postal_code"},
                              {"city"},           {"district"},
                              {"country_list"},   {"country_version", false},
                              {"country_code"},   {"country_label", false},
                              {"register_court"}, {"register_type"},
                              {"register_number"}};
constexpr Column kSuccession[] = {
    {"kind"}, {"reason_list"}, {"reason_version", false}, {"reason_code"},   {"reason_label", false},
    {"name"}, {"seat"},        {"register_court"},        {"register_type"}, {"register_number"}};
// Where in its column a text stands may change when others go; that is no change of the text.
constexpr Column kRegisterEntry[] = {{"sheet_column", true, "numeric"},
                                     {"position", false, "numeric"},
                                     {"entry_number", true, "numeric"},
                                     {"type_list"},
                                     {"type_version", false},
                                     {"type_code"},
                                     {"type_label", false},
                                     {"text"}};
constexpr Column kTerm[] = {{"founded", true, "date"}, {"duration"}};
constexpr Column kCooperative[] = {{"share_liability", true, "numeric"},
                                   {"currency_list"},
                                   {"currency_version", false},
                                   {"currency_code"},
                                   {"currency_label", false},
                                   {"currency_text"},
                                   {"further_call"},
                                   {"most_shares"}};
constexpr Column kIdentifier[] = {{"vat_id"},         {"business_id"},
                                  {"reid"},           {"lei"},
                                  {"euid"},           {"register_court"},
                                  {"register_type"},  {"register_number"},
                                  {"authority_list"}, {"authority_version", false},
                                  {"authority_code"}, {"authority_label", false}};
constexpr Column kContract[] = {{"type_list"},         {"type_version", false}, {"type_code"},
                                {"type_label", false}, {"type_text"},           {"effective_date"}};
constexpr Column kOfficerName[] = {{"kind"}, {"name"}};
constexpr Column kOfficerDetail[] = {{"firm"},
                                     {"acts_for"},
                                     {"capacity"},
                                     {"birth_date_is_unknown", true, "boolean"},
                                     {"vat_id"},
                                     {"business_id"},
                                     {"reid"},
                                     {"lei"},
                                     {"euid"},
                                     {"authority_list"},
                                     {"authority_version", false},
                                     {"authority_code"},
                                     {"authority_label", false}};
constexpr Column kOfficerContribution[] = {
    {"kind"},          {"amount", true, "numeric"}, {"currency_list"}, {"currency_version", false},
    {"currency_code"}, {"currency_label", false},   {"currency_text"}};

constexpr bool kOfOfficer = true;
constexpr bool kIsSilent = false;

constexpr AttributeInfo kInfo[] = {
    {Attribute::name, "name", "hr_registry.company_name", false, kName},
    {Attribute::former_name, "former_name", "hr_registry.company_former_name", true, kFormerName},
    {Attribute::legal_form, "legal_form", "hr_registry.company_legal_form", false, kLegalForm},
    {Attribute::seat, "seat", "hr_registry.company_seat", false, kSeat},
    {Attribute::address, "address", "hr_registry.company_address", true, kAddress},
    {Attribute::purpose, "purpose", "hr_registry.company_purpose", false, kPurpose},
    {Attribute::status, "status", "hr_registry.company_status", false, kStatus},
    {Attribute::capital, "capital", "hr_registry.company_capital", true, kCapital},
    {Attribute::articles, "articles", "hr_registry.company_articles", false, kArticles},
    {Attribute::representation, "representation", "hr_registry.company_representation", false,
     kRepresentation},
    {Attribute::officer, "officer", "hr_registry.officer", true, kOfficer},
    {Attribute::officer_authority, "officer_authority", "hr_registry.officer_authority", true,
     kOfficerAuthority, kOfOfficer},
    {Attribute::branch, "branch", "hr_registry.company_branch", true, kBranch},
    {Attribute::succession, "succession", "hr_registry.company_succession", true, kSuccession},
    {Attribute::register_entry, "register_entry", "hr_registry.register_entry", true, kRegisterEntry},
    {Attribute::term, "term", "hr_registry.company_term", false, kTerm},
    {Attribute::cooperative, "cooperative", "hr_registry.company_cooperative", false, kCooperative},
    {Attribute::identifier, "identifier", "hr_registry.company_identifier", false, kIdentifier},
    {Attribute::contract, "contract", "hr_registry.company_contract", false, kContract},
    {Attribute::officer_name, "officer_name", "hr_registry.officer_name", true, kOfficerName, kOfOfficer},
    // Where people live in detail is nothing to send around: the officer's residence is told.
    {Attribute::officer_address, "officer_address", "hr_registry.officer_address", true, kAddress, kOfOfficer,
     kIsSilent},
    {Attribute::officer_detail, "officer_detail", "hr_registry.officer_detail", true, kOfficerDetail,
     kOfOfficer},
    {Attribute::officer_contribution, "officer_contribution", "hr_registry.officer_contribution", true,
     kOfficerContribution, kOfOfficer},
};

}  // namespace

const AttributeInfo& info(Attribute attribute) {
    return kInfo[static_cast<std::size_t>(attribute) - 1];
}

std::size_t column_index(Attribute attribute, std::string_view column) {
    const auto& columns = info(attribute).columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == column) return i;
    throw Error(sqlstate::kInternal, "unknown column \"" + std::string(column) + "\" of attribute \"" +
                                         std::string(info(attribute).name) + "\"");
}

}  // namespace hr::core::history
