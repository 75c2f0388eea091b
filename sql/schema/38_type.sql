-- Media types that PostgREST knows by the name of a function's result type.
create domain handelsregister."*/*" as bytea;
comment on domain handelsregister."*/*" is 'Bytes of whatever media type: the function sets the header Content-Type';
create domain handelsregister."text/html" as text;
comment on domain handelsregister."text/html" is 'A page for a browser';
