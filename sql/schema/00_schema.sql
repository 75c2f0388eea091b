-- First of all: documents are UTF-8, and so is what is read from them.
do $$
begin
    if pg_catalog.getdatabaseencoding() <> 'UTF8' then
        raise exception using
            errcode = 'feature_not_supported',
            message = pg_catalog.format('encoding %s is not supported', pg_catalog.getdatabaseencoding()),
            detail = 'The texts of register documents are stored in UTF-8.',
            hint = 'Create a database with "encoding utf8 template template0".';
    end if;
end
$$;

create schema handelsregister;
comment on schema handelsregister is
    'API of the company register: functions, views and types only; the one schema to expose through PostgREST';

create schema hr_queue;
comment on schema hr_queue is 'Queue engine: jobs in tables by state, and what processes them';

create schema hr_registry;
comment on schema hr_registry is 'Register data: documents, companies, their histories, and the change feed';

create schema hr_user;
comment on schema hr_user is 'What belongs to the users of an installation, and which role has which access';
