-- A decision whose definition was taken away is found no more where the latest is asked for; versions named by number, tag or
-- deployment stay.
alter table potik.decision add column active boolean not null default true;
