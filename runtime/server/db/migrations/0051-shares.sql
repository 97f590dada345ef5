-- Single records shared with a person, a team or a role beyond what roles give. The holder is `person:<id>`, `team:<id>` or `role:<key>`.
create table potik.record_share (
  id uuid primary key,
  entity text not null collate "C",
  record_id uuid not null,
  holder text not null collate "C",
  edit boolean not null,
  until timestamptz(3),               -- null: until it is revoked
  created_at timestamptz(3) not null,
  created_by uuid,
  unique (entity, record_id, holder)
);
-- What somebody was given, for the conditions of access.
create index record_share_holder on potik.record_share (holder, entity) include (record_id, edit, until);
