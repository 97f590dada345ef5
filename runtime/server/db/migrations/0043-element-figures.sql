-- How often elements were passed in a day and how long that took, made by the projector of history: what a diagram's heat is read
-- from, without history itself. `element` is empty for the process as a whole; `what` is done, cancelled or incident; `bucket`
-- is the duration on a scale of half powers of two of milliseconds, so that a median can be told.
create table potik.element_figure (
  process_id uuid not null,
  day date not null,
  element text not null collate "C",
  what text not null collate "C" check (what in ('done', 'cancelled', 'incident')),
  bucket smallint not null,
  n bigint not null,
  total_ms bigint not null,
  primary key (process_id, day, element, what, bucket)
);
