-- What belongs to records of all entities: their history, numbers, files, notes, and where they came from.

-- One row a change of a record, with who and why. Values: {"field": [before, after]}.
create table potik.change (
  id uuid not null,
  at timestamptz(3) not null,
  entity text not null collate "C",
  record_id uuid not null,
  kind text not null collate "C",    -- created, changed, deleted, restored, calculated
  version int not null,
  person_id uuid,
  cause jsonb not null,
  values jsonb not null
) partition by range (at);
create index change_record on potik.change (record_id, at desc, id desc);
create index change_at on potik.change using brin (at) with (autosummarize = on);
create table potik.change_other partition of potik.change default;

-- Monthly partitions of a table partitioned by `at`, from this month on. Rows that already lie in the default partition of
-- such a month stay there, and so does the month.
create function potik.ensure_months(parent regclass, from_day date, months int) returns void language plpgsql as $$
declare
  month date := date_trunc('month', from_day)::date;
  name text;
  taken boolean;
begin
  for i in 1..months loop
    name := (select relname from pg_class where oid = parent) || to_char(month, '"_"YYYY"_"MM');
    if to_regclass('potik.' || quote_ident(name)) is null then
      execute format('select exists (select from only potik.%I where at >= %L and at < %L)',
        (select relname from pg_class where oid = parent) || '_other', month, month + interval '1 month') into taken;
      if not taken then
        execute format('create table potik.%I partition of %s for values from (%L) to (%L)',
          name, parent, month, (month + interval '1 month')::date);
      end if;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
select potik.ensure_months('potik.change', current_date, 3);

-- The last number given in a series, such as INV-2026-{0000}.
create table potik.counter (
  entity text not null collate "C",
  field text not null collate "C",
  series text not null collate "C",
  value bigint not null,
  primary key (entity, field, series)
) with (fillfactor = 50);

-- Files by the hash of their content; the content in pieces, so that it streams, is backed up with the rest and seen by all
-- nodes. Several files may share one content.
create table potik.file_content (
  hash bytea not null,
  piece int not null,
  data bytea not null,
  primary key (hash, piece)
);
alter table potik.file_content alter column data set storage external;

create table potik.file (
  id uuid primary key,
  hash bytea not null,
  name text not null,
  size bigint not null,
  type text not null collate "C",
  created_at timestamptz(3) not null,
  created_by uuid
);
create index file_hash on potik.file (hash);

create table potik.note (
  id uuid primary key,
  entity text not null collate "C",
  record_id uuid not null,
  at timestamptz(3) not null,
  person_id uuid,
  text text not null,
  -- The stage the record was in when it was written.
  stage text collate "C"
);
create index note_record on potik.note (record_id, at desc, id desc);

-- Ids that records had elsewhere: an import finds them again, lookups in files name them.
create table potik.external_id (
  entity text not null collate "C",
  external text not null collate "C",
  record_id uuid not null,
  primary key (entity, external)
);
create index external_id_record on potik.external_id (record_id);

-- Views that people save for themselves or for all.
create table potik.saved_view (
  id uuid primary key,
  person_id uuid not null,
  entity text not null collate "C",
  label text not null,
  shared boolean not null default false,
  definition jsonb not null,
  saved_at timestamptz(3) not null
);
create index saved_view_entity on potik.saved_view (entity);
