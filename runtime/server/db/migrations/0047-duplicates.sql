-- Records that look like one another by the rules of their entity, for people to go through. Found in the background.
create table potik.duplicate_pair (
  entity text not null collate "C",
  -- The smaller id first, so that a pair is told once.
  one uuid not null,
  other uuid not null,
  found_at timestamptz(3) not null,
  -- Somebody has said that they are not the same.
  dismissed_at timestamptz(3),
  dismissed_by uuid,
  primary key (entity, one, other),
  check (one < other)
);
create index duplicate_pair_other on potik.duplicate_pair (entity, other);
create index duplicate_pair_open on potik.duplicate_pair (entity, found_at, one, other) where dismissed_at is null;

-- Records to be looked at again: what the rules compare has changed, or the rules have.
create table potik.duplicate_check (
  entity text not null collate "C",
  record_id uuid not null,
  primary key (entity, record_id)
);
-- The rules of an entity that its records were last compared by.
create table potik.duplicate_rules (
  entity text primary key collate "C",
  rules text not null
);

-- Records that were merged into others: old links lead on, and their history is told with the other's.
create table potik.merged_record (
  entity text not null collate "C",
  record_id uuid not null,
  into_id uuid not null,
  journal_id uuid not null references potik.journal (id),
  primary key (entity, record_id)
);
create index merged_record_into on potik.merged_record (entity, into_id);

-- A record and all that were merged into it, and into those.
create function potik.with_merged(of text, record uuid) returns uuid[] language sql stable parallel safe as $$
  with recursive merged as (
    select record as id
    union
    select m.record_id from potik.merged_record m join merged on m.into_id = merged.id where m.entity = of)
  select array_agg(id) from merged
$$;
