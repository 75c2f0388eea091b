create table hr_user.access (
    level text primary key check (level in ('reader', 'member', 'operator')),
    role_name name not null
);
comment on table hr_user.access is 'Which role of this installation has which access; written by grant_access, applied again by updates';
