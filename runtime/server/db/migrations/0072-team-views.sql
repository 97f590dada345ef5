-- Saved views are for who saved them, for a team, or for all.
alter table potik.saved_view
  add column audience text not null default 'me' collate "C" check (audience in ('me', 'team', 'all')),
  add column team_id uuid,
  add check ((audience = 'team') = (team_id is not null));
update potik.saved_view set audience = 'all' where shared;
alter table potik.saved_view drop column shared;
