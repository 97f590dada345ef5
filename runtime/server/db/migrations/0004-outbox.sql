-- What a commit has set going elsewhere: a record change that may start something, a message or signal for another call
-- tree, a mail to send. Written in the transaction that causes it, consumed in the transaction of its effect: never lost,
-- never twice.
create table potik.outbox (
  id bigint generated always as identity primary key,
  topic text not null collate "C",
  payload jsonb not null,
  created_at timestamptz(3) not null,
  -- When to try (again); null once it was given up and waits for an operator.
  due_at timestamptz(3),
  attempts int not null default 0,
  last_error text
);
create index outbox_due on potik.outbox (due_at, id) where due_at is not null;
