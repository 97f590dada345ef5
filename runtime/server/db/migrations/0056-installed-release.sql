-- The release a solution was installed or upgraded with: what was renamed here since then is followed by the next upgrade.
alter table potik.installed_solution add column release int;
