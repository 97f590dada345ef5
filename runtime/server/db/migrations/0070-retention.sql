-- What rules of retention did: one row a rule, of its last run or the one under way. A rule that is new or was changed is noted first
-- and runs the night after, so that somebody can look at what it is about.
create table potik.retention_run (
  entity text not null collate "C",
  rule text not null collate "C",
  -- The rule as it was then; another text is another rule.
  definition text not null,
  noted_at timestamptz(3) not null,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  -- The last record that was looked at, while it runs.
  after_id uuid,
  done int not null default 0,
  kept int not null default 0,
  primary key (entity, rule)
);

-- Records that a rule was about and that stayed, with the reason; of the last run.
create table potik.retention_kept (
  entity text not null collate "C",
  rule text not null collate "C",
  record_id uuid not null,
  code text not null collate "C",
  message text not null,
  primary key (entity, rule, record_id),
  foreign key (entity, rule) references potik.retention_run on delete cascade
);

-- Records whose personal data was erased: not again while nobody changes them.
create table potik.anonymised_record (
  entity text not null collate "C",
  record_id uuid not null,
  at timestamptz(3) not null,
  primary key (entity, record_id)
);

-- What a journal keeps of a record is found when the record or its personal data is erased.
create index journal_record_record on potik.journal_record (record_id);
