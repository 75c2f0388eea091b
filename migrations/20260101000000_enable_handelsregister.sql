-- Switches the extension on in this database. Its files must be installed on the server.
create extension if not exists handelsregister;
