-- State over 2 kB (a loop of thousands) is compressed in its row before it is moved out of it: a completion then writes one row.
alter table potik.instance alter column state set storage main;
alter table potik.chunk alter column state set storage main;
