-- Which node is at a step of finishing, and until when that may be believed.
alter table potik.finishing add column lease_until timestamptz(3);
