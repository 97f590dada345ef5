-- Notes that answer one another, name people and can be changed; who follows a record; what people are told.

alter table potik.note
  -- The note this one answers: one level deep.
  add column parent_id uuid references potik.note (id) on delete cascade,
  add column edited_at timestamptz(3),
  add column deleted_at timestamptz(3),
  -- People and teams it names: [{"entity", "id", "name"}], with the name as it stands in the text.
  add column mentions jsonb not null default '[]';
create index note_parent on potik.note (parent_id, at) where parent_id is not null;

-- What a note said before it was changed or deleted.
create table potik.note_text (
  note_id uuid not null references potik.note (id) on delete cascade,
  until timestamptz(3) not null,
  text text not null,
  primary key (note_id, until)
);

-- Who follows a record. `follows` false: somebody has left, and does not come back by themselves.
create table potik.follower (
  entity text not null collate "C",
  record_id uuid not null,
  person_id uuid not null,
  follows boolean not null,
  at timestamptz(3) not null,
  primary key (record_id, entity, person_id)
);
create index follower_person on potik.follower (person_id);

-- What a person is told: a mention, a note, a change, a task. Titles are not kept: they are read with the rights of that moment.
create table potik.notice (
  id uuid primary key,
  person_id uuid not null,
  at timestamptz(3) not null,
  kind text not null collate "C",
  entity text collate "C",
  record_id uuid,
  -- Who did it; null: a process or the platform.
  actor_id uuid,
  note_id uuid references potik.note (id) on delete cascade,
  detail jsonb not null default '{}',
  read_at timestamptz(3)
);
create index notice_person on potik.notice (person_id, at desc, id desc);
create index notice_unread on potik.notice (person_id) where read_at is null;
create index notice_note on potik.notice (note_id) where note_id is not null;
