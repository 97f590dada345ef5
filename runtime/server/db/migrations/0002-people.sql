-- Who may come in. People themselves are records (data.user, a built-in entity); what must never be read or written as a
-- record (password hashes, sessions, who has which role) stands here and is written by auth/ only.
create table potik.credential (
  person_id uuid primary key,
  password text not null,            -- scrypt$N$r$p$salt$hash
  changed_at timestamptz(3) not null
);

create table potik.session (
  token_hash bytea primary key,      -- sha256 of the cookie's token
  person_id uuid not null,
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  agent text not null default ''
);
create index session_person on potik.session (person_id);

create table potik.role_assignment (
  person_id uuid not null,
  role text not null collate "C",
  given_at timestamptz(3) not null,
  given_by uuid,
  primary key (person_id, role)
);
create index role_assignment_role on potik.role_assignment (role);

-- The one-time link of the first start, by which the first administrator is made.
create table potik.setup_link (
  one boolean primary key default true check (one),
  token_hash bytea not null,
  expires_at timestamptz(3) not null
);

-- Log-ins, rights, releases, exports, deletions: what an auditor asks for (QUALITY §3, K3).
create table potik.audit (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  person_id uuid,
  deed text not null collate "C",
  detail jsonb not null default '{}'
);
create index audit_at on potik.audit (at);
