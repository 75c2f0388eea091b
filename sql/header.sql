\echo Use "create extension handelsregister" or "alter extension handelsregister update" to load this file. \quit
set local search_path = pg_catalog, pg_temp;
