-- One table per attribute. A row is a value and the time it was valid; document_id is the snapshot that
-- first states it. valid_to is null for what is valid today. "is_bound" marks a day as an upper bound: the
-- change was entered on it or before. Codes keep list, version, code and label, known to us or not.
-- No foreign keys: the extension alone writes these tables, set-based, and a check per row would cost as much as
-- the row. The columns are those of src/core/history/attribute.cpp, in the same order.

create table hr_registry.company_name (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    name text,
    short_name text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_name is
    'Names of companies';

create table hr_registry.company_former_name (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    name text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.company_former_name is
    'Former names that documents state';
comment on column hr_registry.company_former_name.item is 'The former name';

create table hr_registry.company_legal_form (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    list text,
    version text,
    code text,
    label text,
    text text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_legal_form is
    'Legal forms';

create table hr_registry.company_seat (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    city text,
    country_list text,
    country_version text,
    country_code text,
    country_label text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_seat is
    'Registered seats';

create table hr_registry.company_address (
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
comment on table hr_registry.company_address is
    'Addresses by kind';
comment on column hr_registry.company_address.item is 'Kind of address and number within it';

create table hr_registry.company_purpose (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    purpose text,
    business_purpose text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_purpose is
    'Corporate purposes';

create table hr_registry.company_status (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    list text,
    version text,
    code text,
    label text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_status is
    'Status of the legal entity';

create table hr_registry.company_capital (
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
    note text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.company_capital is
    'Share capital';
comment on column hr_registry.company_capital.item is 'Kind of capital and number within it';

create table hr_registry.company_articles (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    articles_date date,
    articles_text text,
    first_articles_date date,
    first_articles_text text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_articles is
    'Dates of the articles of association';
comment on column hr_registry.company_articles.first_articles_date is 'Date of the articles with which the company was founded';
comment on column hr_registry.company_articles.first_articles_text is 'The same in words';

create table hr_registry.company_representation (
    company_id bigint not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    rule_list text,
    rule_version text,
    rule_code text,
    rule_label text,
    rule_text text,
    exemption_list text,
    exemption_version text,
    exemption_code text,
    exemption_label text,
    exemption_text text,
    primary key (company_id, document_id)
);
comment on table hr_registry.company_representation is
    'General rules of representation';

create table hr_registry.officer (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    kind text,
    role_list text,
    role_version text,
    role_code text,
    role_label text,
    role_text text,
    title text,
    first_names text,
    call_name text,
    name_prefix text,
    last_name text,
    name_suffix text,
    birth_name_prefix text,
    birth_name text,
    birth_date text,
    birth_place text,
    residence text,
    country_list text,
    country_version text,
    country_code text,
    country_label text,
    organisation_name text,
    organisation_form_list text,
    organisation_form_version text,
    organisation_form_code text,
    organisation_form_label text,
    organisation_form_text text,
    organisation_seat text,
    register_court text,
    register_type text,
    register_number text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.officer is
    'Everyone entered beside the company: directors, Prokuristen, partners, liquidators, ...';
comment on column hr_registry.officer.item is 'Identity of the officer within the company';

create table hr_registry.officer_authority (
    company_id bigint not null,
    item text not null,
    document_id bigint not null,
    valid_from date not null,
    valid_from_is_bound boolean not null,
    valid_to date,
    valid_to_is_bound boolean not null,
    recorded_at timestamptz not null default now(),
    rule_list text,
    rule_version text,
    rule_code text,
    rule_label text,
    rule_text text,
    exemption_list text,
    exemption_version text,
    exemption_code text,
    exemption_label text,
    exemption_text text,
    procuration_list text,
    procuration_version text,
    procuration_code text,
    procuration_label text,
    procuration_text text,
    local_limit text,
    primary key (company_id, item, document_id)
);
comment on table hr_registry.officer_authority is
    'Special authority of an officer: rule of representation, exemption from section 181 BGB, Prokura';
comment on column hr_registry.officer_authority.item is 'The officer''s item, and a number';
