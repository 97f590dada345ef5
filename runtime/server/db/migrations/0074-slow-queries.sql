-- Lists and figures that took long, added up by what they ask by (fields, operators, order; never values) and day.
create table potik.slow_query (
  day date not null,
  entity text not null collate "C",
  what text not null collate "C" check (what in ('list', 'figures')),
  shape jsonb not null,
  n bigint not null,
  total_ms bigint not null,
  most_ms bigint not null,
  rows bigint not null,
  primary key (day, entity, what, shape)
);
