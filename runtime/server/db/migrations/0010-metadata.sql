-- Releases of the configuration, drafts on the way to the next one, and what publishing put aside.

-- The texts of definitions by the hash of their content: the same content is kept once, whatever releases hold it. Text and
-- not jsonb, for the order of keys is part of what people see.
create table potik.content (
  hash bytea primary key,            -- sha256
  body text not null
);

create table potik.release (
  number int primary key,
  at timestamptz(3) not null,
  person_id uuid,
  note text not null default '',
  -- What changed, in words and as data: [{change, words: {code, text, params}, about}].
  changes jsonb not null,
  -- The whole configuration: [[kind, key, solution, hash in hex], …] in its order.
  manifest jsonb not null
);

-- The live release. Its one row is read by every transaction that writes records, see potik.enter_release.
create table potik.live_release (
  one boolean primary key default true check (one),
  number int not null
);
insert into potik.live_release (number) values (0);

-- First statement of a transaction that writes: waits while a publish switches, then says which release is live. Volatile, so
-- that the second statement sees what was committed while the first one waited.
create function potik.enter_release() returns int language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(7070010);
  return (select number from potik.live_release);
end $$;

create table potik.draft (
  person_id uuid primary key,
  base int not null,
  -- [{id, change, summary, at}]; those up to `position` are in force, later ones were undone.
  changes jsonb not null default '[]',
  position int not null default 0,
  revision int not null default 1,
  saved_at timestamptz(3) not null
);

-- A definition that somebody is changing is not changed by somebody else at the same time.
create table potik.draft_lock (
  definition text primary key collate "C",
  person_id uuid not null
);
create index draft_lock_person on potik.draft_lock (person_id);

-- Dropped and retyped columns, dropped tables: kept under other names until they are purged or brought back.
create table potik.tombstone (
  id bigint generated always as identity primary key,
  entity text not null collate "C",
  field text collate "C",
  release int not null,
  table_name text not null collate "C",
  columns jsonb not null,
  definition jsonb not null,
  at timestamptz(3) not null
);
create index tombstone_entity on potik.tombstone (entity);

-- The publish under way, at most one: who makes it and until when that may be believed, and what it has prepared, so that a
-- crash leaves nothing behind.
create table potik.publishing (
  one boolean primary key default true check (one),
  holder uuid not null,
  lease_until timestamptz(3) not null,
  -- SQL that takes the preparation back, in the order it must run.
  undo jsonb not null default '[]'
);

-- What a published release still has to do, in order: validate keys, build indexes, calculate fields of old records.
create table potik.finishing (
  id bigint generated always as identity primary key,
  release int not null,
  step jsonb not null,
  -- How far a recalculation has come: the last record, and how many are done.
  cursor_id uuid,
  done bigint not null default 0,
  error text
);

-- Solutions that were installed from outside, with their definitions as delivered: the common ancestor for the next upgrade.
create table potik.installed_solution (
  key text primary key collate "C",
  version text not null,
  installed_at timestamptz(3) not null,
  manifest jsonb not null
);

-- Text to dates without ever failing, for fields that change their type.
create function potik.try_date(value text) returns date language plpgsql immutable as $$
declare part text[];
begin
  value := btrim(value);
  if value ~ '^\d{4}-\d{2}-\d{2}' then return left(value, 10)::date; end if;
  part := regexp_match(value, '^(\d{1,2})[./](\d{1,2})[./](\d{4})');
  if part is not null then return make_date(part[3]::int, part[2]::int, part[1]::int); end if;
  return null;
exception when others then
  return null;
end $$;

create function potik.try_instant(value text) returns timestamptz language plpgsql stable as $$
begin
  value := btrim(value);
  if value ~ '^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$' then return value::timestamptz; end if;
  return potik.try_date(value)::timestamp at time zone 'UTC';
exception when others then
  return null;
end $$;

create function potik.try_time(value text) returns time language plpgsql immutable as $$
begin
  return case when btrim(value) ~ '^\d{1,2}:\d{2}(:\d{2})?$' then btrim(value)::time end;
exception when others then
  return null;
end $$;
