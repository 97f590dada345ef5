-- The process engine. State lies in `instance` (one row, the root chunk) and `chunk` (large multi-instance bodies); everything
-- else is index rows, found without opening state, and history. Rows are keyed by instance, so that partitioning can
-- follow. Columns that change with each step stand in no index, so that updates stay HOT.

-- BPMN and DMN texts by content: many versions and releases may share one.
create table potik.model (
  hash bytea primary key,
  xml text not null
);

create table potik.process (
  id uuid primary key,
  key text not null collate "C",
  version int not null,
  version_tag text collate "C",
  name text not null,
  model_hash bytea not null references potik.model (hash),
  -- Processes and decisions deployed together find each other by it.
  deployment_id uuid not null,
  deployed_at timestamptz(3) not null,
  deployed_by uuid,
  -- Only the latest version of an active process starts by key, message, signal or timer.
  active boolean not null default true,
  unique (key, version)
);

create table potik.decision (
  id uuid primary key,
  key text not null collate "C",
  version int not null,
  version_tag text collate "C",
  name text not null,
  model_hash bytea not null references potik.model (hash),
  deployment_id uuid not null,
  deployed_at timestamptz(3) not null,
  unique (key, version)
);

-- How the latest versions begin other than by their key. Kind `job`: an instance to be started once, with the variables in
-- `detail`, by an asynchronous signal; its `name` tells several apart.
create table potik.start_trigger (
  process_id uuid not null references potik.process (id),
  element text not null collate "C",
  kind text not null collate "C" check (kind in ('message', 'signal', 'timer', 'condition', 'job')),
  name text not null default '' collate "C",
  due_at timestamptz(3),
  repeat int,
  detail jsonb,
  primary key (process_id, element, kind, name)
);
create index start_trigger_name on potik.start_trigger (kind, name);
create index start_trigger_due on potik.start_trigger (due_at) where due_at is not null;

create table potik.instance (
  id uuid primary key,
  root_id uuid not null,
  caller_id uuid,
  caller_key text collate "C",
  process_id uuid not null,
  revision int not null,
  status text not null collate "C",
  business_key text collate "C",
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  -- The record it is about, if its process declares one.
  entity text collate "C",
  record_id uuid,
  state jsonb not null
) with (fillfactor = 70);
create index instance_process on potik.instance (process_id);
create index instance_root on potik.instance (root_id) where caller_id is not null;
create index instance_business_key on potik.instance (business_key) where business_key is not null;
create index instance_record on potik.instance (record_id) where record_id is not null;

create table potik.chunk (
  instance_id uuid not null,
  id text not null collate "C",
  state jsonb not null,
  primary key (instance_id, id)
) with (fillfactor = 70);

-- `queue` is the first candidate group, `groups` all of them when there are more.
create table potik.task (
  instance_id uuid not null,
  key text not null collate "C",
  root_id uuid not null,
  chunk text not null collate "C",
  process_id uuid not null,
  element text not null collate "C",
  name text,
  description text,
  assignee text collate "C",
  owner text collate "C",
  delegation text collate "C",
  users text[] collate "C",
  queue text collate "C",
  groups text[] collate "C",
  due_at timestamptz(3),
  follow_up_at timestamptz(3),
  priority int not null,
  created_at timestamptz(3) not null,
  primary key (instance_id, key)
);
create index task_assignee on potik.task (assignee, due_at) where assignee is not null;
create index task_queue on potik.task (queue, due_at) where queue is not null and assignee is null;
create index task_groups on potik.task using gin (groups) where groups is not null and assignee is null;
create index task_users on potik.task using gin (users) where users is not null and assignee is null;

create table potik.job (
  instance_id uuid not null,
  key text not null collate "C",
  root_id uuid not null,
  chunk text not null collate "C",
  process_id uuid not null,
  element text not null collate "C",
  kind text not null collate "C",
  -- Null: nothing the server should run now (fetched by workers, or given up and waiting for an operator).
  due_at timestamptz(3),
  topic text collate "C",
  input jsonb,
  retries int not null,
  priority int not null default 0,
  locked_until timestamptz(3),
  locked_by text collate "C",
  primary key (instance_id, key)
) with (fillfactor = 80);
create index job_due on potik.job (due_at) where due_at is not null;
create index job_topic on potik.job (topic, priority desc) where kind = 'external';

create table potik.subscription (
  instance_id uuid not null,
  key text not null collate "C",
  root_id uuid not null,
  chunk text not null collate "C",
  process_id uuid not null,
  element text not null collate "C",
  kind text not null collate "C",
  name text not null collate "C",
  correlation text collate "C",
  records text[] collate "C",
  primary key (instance_id, key)
);
create index subscription_name on potik.subscription (kind, name, correlation);
create index subscription_records on potik.subscription using gin (records) where records is not null;

create table potik.incident (
  instance_id uuid not null,
  key text not null collate "C",
  root_id uuid not null,
  process_id uuid not null,
  element text not null collate "C",
  code text not null collate "C",
  message text not null,
  created_at timestamptz(3) not null,
  primary key (instance_id, key)
);
create index incident_process on potik.incident (process_id, element);

-- The event list, one row a unit of work. `xid` lets the projector see what is safely committed.
create table potik.history (
  instance_id uuid not null,
  revision int not null,
  at timestamptz(3) not null,
  xid bigint not null default (pg_current_xact_id()::text::bigint),
  cause jsonb,
  events jsonb not null
) partition by range (at);
create index history_instance on potik.history (instance_id, revision);
create index history_xid on potik.history using brin (xid) with (autosummarize = on);
create table potik.history_other partition of potik.history default;

-- What the projector makes of history: ended instances and finished tasks, for lists and reports.
create table potik.ended_instance (
  id uuid primary key,
  root_id uuid not null,
  caller_id uuid,
  process_id uuid not null,
  status text not null collate "C",
  business_key text collate "C",
  started_at timestamptz(3) not null,
  ended_at timestamptz(3) not null,
  entity text collate "C",
  record_id uuid,
  variables jsonb not null
);
create index ended_instance_process on potik.ended_instance (process_id, ended_at);
create index ended_instance_record on potik.ended_instance (record_id) where record_id is not null;

create table potik.done_task (
  instance_id uuid not null,
  key text not null collate "C",
  process_id uuid not null,
  element text not null collate "C",
  name text,
  person_id uuid,
  created_at timestamptz(3) not null,
  done_at timestamptz(3) not null,
  outcome text collate "C",
  cancelled boolean not null,
  primary key (instance_id, key)
);
create index done_task_person on potik.done_task (person_id, done_at) where person_id is not null;

-- How far the projector has come.
create table potik.watermark (
  name text primary key collate "C",
  xid bigint not null
);
