-- Bulk data: a file comes in by COPY into import_line, and jobs take its lines from there. The lines are in a logged table,
-- although they are there for minutes only: after a crash the import goes on where it was, a standby that takes over has
-- them, and a dump does. (An unlogged table would be half as much to write, and empty after a crash while its jobs wait.)
-- Each job takes its lines in the transaction that writes what they say: none is lost, and none counts twice.

create sequence hr_registry.import_id_seq;
comment on sequence hr_registry.import_id_seq is 'Numbers of imports';

create table hr_registry.import (
    id bigint primary key default nextval('hr_registry.import_id_seq'),
    source text not null,
    format text not null check (format in ('jsonl', 'tsv')),
    description text,
    document_id bigint not null unique,
    state text not null default 'loading' check (state in ('loading', 'running', 'names', 'finishing', 'done', 'cancelled')),
    first_line bigint not null,
    last_line bigint,
    lines bigint,
    jobs_left integer not null default 0,
    lines_done bigint not null default 0,
    lines_failed bigint not null default 0,
    companies_added bigint not null default 0,
    companies_changed bigint not null default 0,
    companies_unchanged bigint not null default 0,
    search_indexes text[] not null default '{}',
    requested_by name not null,
    created_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    finished_at timestamptz
);
comment on table hr_registry.import is 'Imports of bulk data; a row stays, because the snapshots of its document count as its lines';
comment on column hr_registry.import.source is 'Whose data it is; numbers of companies are the source''s';
comment on column hr_registry.import.format is 'jsonl: an object a line; tsv: columns';
comment on column hr_registry.import.lines_failed is 'Lines that could not be read';
comment on column hr_registry.import.companies_added is 'Companies of which nothing was known before';
comment on column hr_registry.import.companies_changed is 'Times that lines brought something new about a company';
comment on column hr_registry.import.requested_by is 'Role that began it';
comment on column hr_registry.import.started_at is 'When start_import() was called first';
comment on column hr_registry.import.finished_at is 'When it was done or cancelled';
comment on column hr_registry.import.document_id is 'Document that stands for the file: what its lines state is stated by it';
comment on column hr_registry.import.state is
    'loading: lines may come; running: jobs take them; names: jobs take what waited for other lines; finishing: search indexes are built';
comment on column hr_registry.import.first_line is 'Lowest number in import_line that can belong to it';
comment on column hr_registry.import.last_line is 'Highest number in import_line that belongs to it';
comment on column hr_registry.import.lines is 'Lines that were there when it started';
comment on column hr_registry.import.jobs_left is 'Jobs of the present step that have not ended';
comment on column hr_registry.import.lines_done is 'Lines that are taken, also those that could not be read';
comment on column hr_registry.import.companies_unchanged is
    'Times that lines said nothing new of a company, or it has documents of the register';
comment on column hr_registry.import.search_indexes is 'Indexes to be built at the end';
create unique index import_loading on hr_registry.import ((true)) where state = 'loading';

create sequence hr_registry.import_line_seq;
comment on sequence hr_registry.import_line_seq is 'Numbers of lines, in the order in which they come';

create table hr_registry.import_line (
    number bigint primary key default nextval('hr_registry.import_line_seq'),
    line text not null
);
comment on table hr_registry.import_line is
    'Where COPY puts the lines of the import that is loading; a line goes when it is taken over or has failed';

comment on column hr_registry.import_line.number is 'Its place among all lines that have come';
comment on column hr_registry.import_line.line is 'As it came, without its end';

create table hr_registry.import_failure (
    import_id bigint not null,
    line bigint not null,
    content text not null,
    reason text not null,
    primary key (import_id, line)
);
comment on table hr_registry.import_failure is 'Lines that could not be read, with the reason';
comment on column hr_registry.import_failure.import_id is 'Import whose line it is';
comment on column hr_registry.import_failure.content is 'The line as it came';
comment on column hr_registry.import_failure.line is 'Its number in import_line';

create table hr_registry.import_field (
    import_id bigint not null,
    field text not null,
    lines bigint not null,
    primary key (import_id, field)
);
comment on table hr_registry.import_field is 'Fields with something in them that an import has not taken over';
comment on column hr_registry.import_field.import_id is 'Import whose lines have it';
comment on column hr_registry.import_field.field is 'Its path in the line';
comment on column hr_registry.import_field.lines is 'Lines that had it';

create table hr_registry.source_number (
    source text not null,
    number text not null,
    company_id bigint not null,
    primary key (source, number)
);
comment on table hr_registry.source_number is 'Numbers of companies in the data of others, such as OpenCorporates'' K1101R_HRB150148';
comment on column hr_registry.source_number.source is 'Whose data it is, as told to begin_import()';
comment on column hr_registry.source_number.number is 'As the source writes it';
create index source_number_company on hr_registry.source_number (company_id);
