-- Files attached to records, each in versions; a version is never changed, an earlier one comes back as the next.
create table potik.attachment (
  id uuid primary key,
  entity text not null collate "C",
  record_id uuid not null,
  -- In the bin since then.
  deleted_at timestamptz(3)
);
create index attachment_record on potik.attachment (record_id, id);

create table potik.attachment_version (
  attachment_id uuid not null references potik.attachment (id) on delete cascade,
  number int not null,
  file_id uuid not null references potik.file (id),
  at timestamptz(3) not null,
  person_id uuid,
  primary key (attachment_id, number)
);
create index attachment_version_file on potik.attachment_version (file_id);
