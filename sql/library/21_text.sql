-- Texts. No SQL runs in these: they do without a search path.

create or replace function hr_registry.normalize_company_name(name text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_normalize_company_name';
comment on function hr_registry.normalize_company_name(text) is
    'The name as search compares it: without case, punctuation and spelling variants';

create or replace function hr_registry.public_text(text text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_public_text';
comment on function hr_registry.public_text(text) is
    'A free text as readers may see it: without the dates that marks or their place tell to be dates of birth';

create or replace function hr_registry.text_without_births(text text, births text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_text_without_births';
comment on function hr_registry.text_without_births(text, text) is
    'A free text about a company as readers may see it: as public_text() gives it, and without these dates of birth, however they are written; births as births_in() gives them';

create or replace function hr_registry.has_date(text text) returns boolean
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_has_date';
comment on function hr_registry.has_date(text) is
    'Has the text anything that may be a date? Only then do the birth dates of persons matter to it';

create or replace function hr_registry.person_text(text text) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_person_text';
comment on function hr_registry.person_text(text) is
    'A person''s name or residence as readers may see it: without any date, since none but that of birth is part of it';

create or replace function hr_registry.shown(code text, label text, free_text text) returns text
    language c immutable parallel safe as '@LIBRARY@', 'hr_shown';
comment on function hr_registry.shown(text, text, text) is
    'A coded value for people: its label and the text beside it, without dates of birth; the bare code where there is neither';
