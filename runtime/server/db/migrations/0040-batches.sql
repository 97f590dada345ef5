-- One deed of an operator on many process instances, carried out by a worker item by item. An item is marked in the
-- transaction that does it, so that it is done once whatever dies in between.
create table potik.batch (
  id uuid primary key,
  operation jsonb not null,
  person_id uuid,
  created_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index batch_created on potik.batch (created_at);

create table potik.batch_item (
  batch_id uuid not null references potik.batch (id) on delete cascade,
  instance_id uuid not null,
  done_at timestamptz(3),
  -- Why it could not be done; null with `done_at`: it was.
  error text,
  attempts int not null default 0,
  locked_until timestamptz(3),
  primary key (batch_id, instance_id)
);
create index batch_item_open on potik.batch_item (batch_id) where done_at is null;
create index batch_item_error on potik.batch_item (batch_id) where error is not null;

-- Days that history of ended instances is kept; null: as the installation says.
alter table potik.process add column history_days int;
create index ended_instance_root on potik.ended_instance (root_id);
