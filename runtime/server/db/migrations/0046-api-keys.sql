-- Keys by which programs come in, each in the name of a person and for some kinds of deeds only. The key itself is not kept.
create table potik.api_key (
  id uuid primary key,
  person_id uuid not null,
  name text not null,
  token_hash bytea not null unique,  -- sha256 of the key
  start text not null,               -- its first letters, by which people recognise it
  scopes text[] not null collate "C",
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  used_at timestamptz(3)
);
create index api_key_person on potik.api_key (person_id);
