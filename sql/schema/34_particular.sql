-- Particulars that few documents state: tables in the manner of 31_history.sql, each touched only where there is any.

create table hr_registry.company_branch (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    kind text,
    name text,
    seat text,
    addition text,
    street text,
    house_number text,
    po_box text,
    postal_code text,
    city text,
    district text,
    country_list text,
    country_version text,
    country_code text,
    country_label text,
    register_court text,
    register_type text,
    register_number text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.company_branch is
    'Branches and other parts of the enterprise, with what the document says of each';
comment on column hr_registry.company_branch.item is 'Identity of the branch within the company';

create table hr_registry.company_succession (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    kind text,
    reason_list text,
    reason_version text,
    reason_code text,
    reason_label text,
    name text,
    seat text,
    register_court text,
    register_type text,
    register_number text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.company_succession is
    'Legal entities from which the company came, or which came from it';
comment on column hr_registry.company_succession.item is 'Identity of the other entity within the company';

create table hr_registry.register_entry (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    sheet_column numeric,
    position numeric,
    entry_number numeric,
    type_list text,
    type_version text,
    type_code text,
    type_label text,
    text text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.register_entry is
    'Texts of the register sheet that documents give out word by word';
comment on column hr_registry.register_entry.item is 'Identity of the text within the company';

create table hr_registry.company_term (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    founded date,
    duration text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_term is
    'Foundation and duration of companies';

create table hr_registry.company_cooperative (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    share_liability numeric,
    currency_list text,
    currency_version text,
    currency_code text,
    currency_label text,
    currency_text text,
    further_call text,
    most_shares text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_cooperative is
    'What cooperatives state of their members'' liability';

create table hr_registry.company_identifier (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    vat_id text,
    business_id text,
    reid text,
    lei text,
    euid text,
    register_court text,
    register_type text,
    register_number text,
    authority_list text,
    authority_version text,
    authority_code text,
    authority_label text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_identifier is
    'Further identifiers of companies, and entries in other registers than their own';

create table hr_registry.company_contract (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    type_list text,
    type_version text,
    type_code text,
    type_label text,
    type_text text,
    effective_date text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_contract is
    'Inter-company agreements';

create table hr_registry.officer_name (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    kind text,
    name text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.officer_name is
    'Former and further names of officers';
comment on column hr_registry.officer_name.item is 'The officer''s item, and the identity of the name';

create table hr_registry.officer_address (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    kind_list text,
    kind_version text,
    kind_code text,
    kind_label text,
    addition text,
    street text,
    house_number text,
    po_box text,
    postal_code text,
    city text,
    district text,
    country_list text,
    country_version text,
    country_code text,
    country_label text,
    is_former boolean,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.officer_address is
    'Addresses of officers, where they say more than the residence';
comment on column hr_registry.officer_address.item is 'The officer''s item, kind of address and number within it';

create table hr_registry.officer_detail (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    firm text,
    acts_for text,
    capacity text,
    birth_date_is_unknown boolean,
    vat_id text,
    business_id text,
    reid text,
    lei text,
    euid text,
    authority_list text,
    authority_version text,
    authority_code text,
    authority_label text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.officer_detail is
    'Rare particulars of officers';
comment on column hr_registry.officer_detail.item is 'The officer''s item, and a number';

create table hr_registry.officer_contribution (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    kind text,
    amount numeric,
    currency_list text,
    currency_version text,
    currency_code text,
    currency_label text,
    currency_text text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.officer_contribution is
    'Sums for which limited partners are liable, and contributions of shareholders';
comment on column hr_registry.officer_contribution.item is 'The officer''s item, kind of contribution and number within it';

comment on column hr_registry.company_branch.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.company_branch.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.company_branch.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.company_succession.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.company_succession.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.company_succession.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.register_entry.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.register_entry.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.register_entry.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.company_term.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.company_term.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.company_term.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.company_cooperative.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.company_cooperative.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.company_cooperative.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.company_identifier.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.company_identifier.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.company_identifier.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.company_contract.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.company_contract.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.company_contract.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.officer_name.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.officer_name.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.officer_name.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.officer_address.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.officer_address.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.officer_address.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.officer_detail.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.officer_detail.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.officer_detail.valid_to_is_bound is 'Changed on valid_to or before';
comment on column hr_registry.officer_contribution.valid_from_is_bound is 'Entered on valid_from or before';
comment on column hr_registry.officer_contribution.valid_to is 'First day on which the row does not hold any more; null where it holds today';
comment on column hr_registry.officer_contribution.valid_to_is_bound is 'Changed on valid_to or before';

comment on column hr_registry.company_branch.country_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.company_succession.reason_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.register_entry.type_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.company_cooperative.currency_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.company_identifier.authority_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.company_contract.type_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.officer_address.kind_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.officer_address.country_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.officer_detail.authority_list is 'Name of the code list; version, code and label are as the document states them';
comment on column hr_registry.officer_contribution.currency_list is 'Name of the code list; version, code and label are as the document states them';

comment on column hr_registry.company_branch.kind is 'same_name, same_name_with_addition or other_name, compared with the company''s; part for other parts of the enterprise';
comment on column hr_registry.company_branch.country_code is 'Code of the list; in bfj.staat 000 is Germany';
comment on column hr_registry.company_branch.register_court is 'Where the organisation is entered: code of a German court, else the name or code of the register';
comment on column hr_registry.company_branch.register_type is 'Kind of this register';
comment on column hr_registry.company_succession.kind is 'predecessor or successor';
comment on column hr_registry.company_succession.register_court is 'Where the organisation is entered: code of a German court, else the name or code of the register';
comment on column hr_registry.company_succession.register_type is 'Kind of this register';
comment on column hr_registry.register_entry.sheet_column is 'Column of the register sheet';
comment on column hr_registry.register_entry.position is 'Place in the column, in the first document that states the text';
comment on column hr_registry.register_entry.entry_number is 'Running number of the entry';
comment on column hr_registry.company_term.founded is 'Day of foundation';
comment on column hr_registry.company_term.duration is 'For how long the company exists, as the document states it';
comment on column hr_registry.company_cooperative.share_liability is 'Sum for which a member is liable for each share';
comment on column hr_registry.company_cooperative.currency_text is 'A currency that has no code';
comment on column hr_registry.company_cooperative.further_call is 'Duty of the members to pay more, as the document states it';
comment on column hr_registry.company_cooperative.most_shares is 'Highest number of shares of a member, as the document states it';
comment on column hr_registry.company_identifier.vat_id is 'VAT identification number';
comment on column hr_registry.company_identifier.business_id is 'Federal business identification number (Wirtschafts-Identifikationsnummer)';
comment on column hr_registry.company_identifier.reid is 'Registered entity identifier';
comment on column hr_registry.company_identifier.lei is 'Legal entity identifier';
comment on column hr_registry.company_identifier.register_court is 'Where the organisation is entered: code of a German court, else the name or code of the register';
comment on column hr_registry.company_identifier.register_type is 'Kind of this register';
comment on column hr_registry.company_identifier.authority_code is 'Code of a foreign register';
comment on column hr_registry.company_identifier.authority_label is 'Name of the foreign register';
comment on column hr_registry.company_contract.effective_date is 'Day on which it takes effect, as exact as the document states it';
comment on column hr_registry.officer_name.kind is 'former_last_name, former_first_name, further_name; of organisations former_name, short_name';
comment on column hr_registry.officer_address.country_code is 'Code of the list; in bfj.staat 000 is Germany';
comment on column hr_registry.officer_address.is_former is 'The register calls the address a former one; null where it does not';
comment on column hr_registry.officer_detail.firm is 'Name under which a person is in business';
comment on column hr_registry.officer_detail.acts_for is 'Names of the participants for whom the officer acts';
comment on column hr_registry.officer_detail.capacity is 'recipient (entitled to receive) or other, where the document lists the officer so';
comment on column hr_registry.officer_detail.birth_date_is_unknown is 'The register says that it does not know the date; null where it does not say so';
comment on column hr_registry.officer_detail.vat_id is 'VAT identification number';
comment on column hr_registry.officer_detail.business_id is 'Federal business identification number (Wirtschafts-Identifikationsnummer)';
comment on column hr_registry.officer_detail.reid is 'Registered entity identifier';
comment on column hr_registry.officer_detail.lei is 'Legal entity identifier';
comment on column hr_registry.officer_detail.authority_code is 'Code of a foreign register';
comment on column hr_registry.officer_detail.authority_label is 'Name of the foreign register';
comment on column hr_registry.officer_contribution.kind is 'hafteinlage (limited partner) or stammeinlage (shareholder)';
comment on column hr_registry.officer_contribution.currency_text is 'A currency that has no code';
