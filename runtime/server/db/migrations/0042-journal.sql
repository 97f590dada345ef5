-- What a deed on many records changed, so that it can be taken back: imports, bulk edits, merges.
create table potik.journal (
  id uuid primary key,
  kind text not null collate "C" check (kind in ('import', 'bulk', 'merge')),
  entity text not null collate "C",
  person_id uuid,
  at timestamptz(3) not null,
  detail jsonb not null default '{}',
  -- When it was taken back, and by whom.
  undone_at timestamptz(3),
  undone_by uuid
);
create index journal_entity on potik.journal (entity, at desc);

create table potik.journal_record (
  journal_id uuid not null references potik.journal (id) on delete cascade,
  seq bigint generated always as identity,
  entity text not null collate "C",
  record_id uuid not null,
  kind text not null collate "C" check (kind in ('created', 'changed', 'deleted', 'restored')),
  -- The record's version after the deed.
  version int not null,
  -- Values of the fields that were changed.
  before jsonb not null,
  after jsonb not null,
  undone boolean not null default false,
  -- Why it was left as it is when the deed was taken back: [{"field", "code", "message"}].
  kept jsonb,
  primary key (journal_id, entity, record_id)
);
create index journal_record_open on potik.journal_record (journal_id, seq) where not undone and kept is null;
create index journal_record_kept on potik.journal_record (journal_id, seq) where kept is not null;

-- Files that people bring in, row by row through the write path. The id is that of the journal.
create table potik.import (
  id uuid primary key,
  entity text not null collate "C",
  file_id uuid,
  file_name text not null,
  person_id uuid,
  state text not null collate "C"
    check (state in ('draft', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  -- What the file looks like: kind, encoding, sheets, columns with examples.
  sheet jsonb not null,
  -- The same for files with the same columns: what was chosen for one is proposed for the next.
  header_key text not null collate "C",
  settings jsonb,
  total int not null,
  -- Rows of the file that are done; the transaction that writes rows counts them.
  done int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  skipped int not null default 0,
  failed int not null default 0,
  restored int not null default 0,
  kept int not null default 0,
  error text,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  -- Which worker has it, and how often one began without getting further.
  locked_until timestamptz(3),
  attempts int not null default 0
);
create index import_person on potik.import (person_id, created_at desc);
create index import_header on potik.import (entity, header_key, started_at desc) where settings is not null;
create index import_open on potik.import (created_at) where state in ('checking', 'running', 'undoing');

create table potik.import_failure (
  import_id uuid not null references potik.import (id) on delete cascade,
  line int not null,
  cells jsonb not null,
  -- [{"column", "message"}]
  problems jsonb not null,
  primary key (import_id, line)
);
