-- What a retyped field's values became, as SQL over the columns put aside: where that still stands, the former value may return.
-- Null for what was dropped.
alter table potik.tombstone add column became text;
