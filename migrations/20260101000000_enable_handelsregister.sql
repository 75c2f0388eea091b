-- Switches the extension on in this branch; does nothing where it is on. Its files must be installed on the server.
-- To copy: give it a time of your own. The version is the one installed last; a branch that is to begin at another one
-- says so here: create extension if not exists handelsregister version '…'.
set lock_timeout = '10s';
set statement_timeout = '5min';

create extension if not exists handelsregister;

reset lock_timeout;
reset statement_timeout;
