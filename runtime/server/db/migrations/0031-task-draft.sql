-- What a person has typed into a task's form and not yet sent.
create table potik.task_draft (
  instance_id uuid not null,
  key text not null collate "C",
  person_id uuid not null,
  "values" jsonb not null,
  saved_at timestamptz(3) not null,
  primary key (instance_id, key, person_id)
);
