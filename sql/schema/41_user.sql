-- What users own: rows belong to the claim "sub" of a JWT. Members reach them with their own rights, through row level
-- security; sql/api/60_access.sql has the policies. Checks bound each value, so that whoever writes by SQL is bound too;
-- sql/api/54_holding.sql bounds how many rows a user may have.

create table hr_user.watchlist (
    id uuid primary key default gen_random_uuid(),
    subject text not null check (length(subject) <= 1000),
    name text not null check (name <> '' and length(name) <= 200),
    created_at timestamptz not null default now(),
    unique (subject, name),
    unique (id, subject)
);
comment on table hr_user.watchlist is 'Lists of companies that a user watches';
comment on column hr_user.watchlist.subject is 'Claim "sub" of the JWT of the user whose list it is';

create table hr_user.watch (
    watchlist_id uuid not null,
    company_id bigint not null,
    subject text not null check (length(subject) <= 1000),
    kinds text[] check (hr_user.fits(kinds, 100, 100)),
    since_seq bigint not null,
    created_at timestamptz not null default now(),
    primary key (watchlist_id, company_id),
    -- Nobody puts a company on another user's list.
    foreign key (watchlist_id, subject) references hr_user.watchlist (id, subject) on delete cascade
);
comment on table hr_user.watch is 'Companies on the lists; alerts are computed from these rows and the change feed when they are read';
comment on column hr_user.watch.subject is 'Claim "sub" of the JWT of the user whose list it is';
comment on column hr_user.watch.kinds is 'Kinds of change that are of interest; null for all';
comment on column hr_user.watch.since_seq is 'Changes behind this place of the feed are alerts';
create index watch_subject on hr_user.watch (subject, company_id);

create table hr_user.alert_position (
    subject text primary key check (length(subject) <= 1000),
    seq bigint not null,
    updated_at timestamptz not null default now()
);
comment on table hr_user.alert_position is 'Up to where each user has read the alerts';
comment on column hr_user.alert_position.subject is 'Claim "sub" of the JWT of the user';
comment on column hr_user.alert_position.seq is 'Place in the change feed';

create table hr_user.saved_search (
    id uuid primary key default gen_random_uuid(),
    subject text not null check (length(subject) <= 1000),
    name text not null check (name <> '' and length(name) <= 200),
    q text not null check (length(q) <= 500),
    include_former_names boolean not null,
    register_types text[] check (hr_user.fits(register_types, 200, 200)),
    courts text[] check (hr_user.fits(courts, 200, 200)),
    legal_forms text[] check (hr_user.fits(legal_forms, 200, 200)),
    city text check (length(city) <= 200),
    created_at timestamptz not null default now(),
    mode text not null default 'smart' check (length(mode) <= 20),
    unique (subject, name)
);
comment on table hr_user.saved_search is 'Searches that users have saved: the parameters of search_companies()';
comment on column hr_user.saved_search.q is 'Text that is searched for';
comment on column hr_user.saved_search.subject is 'Claim "sub" of the JWT of the user whose search it is';
comment on column hr_user.saved_search.include_former_names is 'Whether former names count';
comment on column hr_user.saved_search.register_types is 'Wanted registers; null for all';
comment on column hr_user.saved_search.courts is 'Codes of the wanted courts; null for all';
comment on column hr_user.saved_search.legal_forms is 'Codes of the wanted legal forms; null for all';
comment on column hr_user.saved_search.mode is 'How the words of the text must be found';

create table hr_user.refresh_request (
    subject text not null,
    job_id bigint not null,
    company_id bigint not null,
    requested_at timestamptz not null default now(),
    primary key (subject, job_id)
);
comment on table hr_user.refresh_request is 'Who has asked for newer documents of which company; several users may share a job';
comment on column hr_user.refresh_request.subject is 'Claim "sub" of the JWT of the user who asked';
create index refresh_request_company on hr_user.refresh_request (company_id, job_id);
create index refresh_request_job on hr_user.refresh_request (job_id);

create table hr_user.rate_limit (
    function_name text primary key,
    calls_per_hour integer not null check (calls_per_hour >= 0)
);
comment on table hr_user.rate_limit is 'Limits that differ from those of hr_user.default_rate_limit';
comment on column hr_user.rate_limit.calls_per_hour is 'What one user may call within an hour by the clock';

create table hr_user.rate_usage (
    subject text not null,
    function_name text not null,
    hour timestamptz not null,
    calls integer not null,
    primary key (subject, function_name, hour)
);
comment on table hr_user.rate_usage is 'What users have called in the current hour';
comment on column hr_user.rate_usage.subject is 'Claim "sub" of the JWT of the user';
comment on column hr_user.rate_usage.hour is 'Beginning of the hour';

alter table hr_user.watchlist enable row level security;
alter table hr_user.watch enable row level security;
alter table hr_user.alert_position enable row level security;
alter table hr_user.saved_search enable row level security;
