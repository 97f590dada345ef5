-- The one list of what is to be accounted for, and which kinds of deed there are.
create index audit_deed on potik.audit (deed, at);
create index change_deleted on potik.change (at) where kind = 'deleted';
