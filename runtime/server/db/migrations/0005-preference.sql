-- What a person has chosen for themselves and is no field of theirs: theme and the like.
create table potik.preference (
  person_id uuid primary key,
  value jsonb not null
);
