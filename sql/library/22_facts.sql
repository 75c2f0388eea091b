-- Stored facts of snapshots, for scripts that go back to an earlier release.

create or replace function hr_registry.trim_facts(facts bytea, columns text) returns bytea
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_trim_facts';
comment on function hr_registry.trim_facts(bytea, text) is
    'The facts of a snapshot as an earlier release stores them: of the attributes only the first ones, and of each the given number of columns, such as "2 1 5". Errors: XX001 damaged facts, 22023 no list of numbers';
