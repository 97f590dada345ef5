-- Requests that came with an Idempotency-Key: the first one's reply is given to every repetition for a day.
create table potik.idempotency (
  caller text not null,              -- person id, or the id of an API key
  key text not null,
  request_hash bytea not null,       -- method, path and body: the same key for something else is a mistake
  at timestamptz(3) not null,
  status int,                        -- null while the first request runs
  reply jsonb,
  primary key (caller, key)
);
create index idempotency_at on potik.idempotency (at);
