-- In C, because it is called for each row of a page; sql/api/23_cursor.sql has the other parts of cursors.
create or replace function hr_user.cursor_day(day date) returns text
    language c immutable strict parallel safe as '@LIBRARY@', 'hr_cursor_day';
comment on function hr_user.cursor_day(date) is 'A day as part of a cursor: its number from 2000 on, whatever DateStyle is';
