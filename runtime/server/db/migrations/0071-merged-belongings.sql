-- What belongs to a record moves when it is merged into another, and back when that is taken back: one row a thing that was moved.
create table potik.merged_belonging (
  journal_id uuid not null references potik.journal (id) on delete cascade,
  kind text not null collate "C",   -- note, attachment, notice, follower, share, external_id
  key text not null collate "C",
  primary key (journal_id, kind, key)
);

-- Processes keep the record they began with; who looks for theirs, or from them for it, follows merges.
create index merged_record_record on potik.merged_record (record_id);
create index merged_record_survivor on potik.merged_record (into_id);

-- The record that stands for this one: itself, or the one it was merged into, at the end of the chain.
create function potik.survivor(record uuid) returns uuid language sql stable parallel safe as $$
  with recursive way as (
    select record as id, 0 as step
    union all
    select m.into_id, way.step + 1 from potik.merged_record m join way on m.record_id = way.id where way.step < 100)
  select id from way order by step desc limit 1
$$;

-- A record and all that were merged into it, and into those; ids are the same in no two entities.
create function potik.merged_ids(record uuid) returns uuid[] language sql stable parallel safe as $$
  with recursive merged as (
    select record as id
    union
    select m.record_id from potik.merged_record m join merged on m.into_id = merged.id)
  select array_agg(id) from merged
$$;
