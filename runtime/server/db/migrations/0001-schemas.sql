-- potik: the platform's own tables. data: one table per entity, made and changed by publishing.
create schema if not exists data;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
