-- What an administrator has set for a webhook of this installation. A webhook without a row is off.
create table potik.webhook (
  key text primary key collate "C",
  state text not null collate "C",            -- off, on, paused (by the platform, after long failure)
  url text,                                   -- instead of the definition's
  secret text,                                -- sealed; signs what is sent
  old_secret text,                            -- sealed; signs beside it until old_until
  old_until timestamptz(3),
  headers jsonb not null default '{}',        -- values of secret headers by name, sealed
  failing_since timestamptz(3),
  reason text                                 -- why it was paused
);

-- Calls to be made, and how they went. Written in the transaction of what they tell of.
create table potik.webhook_delivery (
  id uuid primary key,
  webhook text not null collate "C",
  -- What it is about, a record or an instance: calls about the same are made one after the other.
  subject text not null collate "C",
  type text not null collate "C",
  payload jsonb not null,
  created_at timestamptz(3) not null,
  due_at timestamptz(3),                      -- null: made, given up or dropped
  state text not null default 'waiting' collate "C", -- waiting, sent, failed, dropped
  attempts jsonb not null default '[]',       -- [{at, status, ms, answer, error}], the latest last
  resent_of uuid,
  ended_at timestamptz(3)
);
create index webhook_delivery_due on potik.webhook_delivery (due_at, id) where due_at is not null;
create index webhook_delivery_line on potik.webhook_delivery (webhook, subject, id) where state = 'waiting';
create index webhook_delivery_list on potik.webhook_delivery (webhook, id desc);
create index webhook_delivery_ended on potik.webhook_delivery (ended_at) where ended_at is not null;
