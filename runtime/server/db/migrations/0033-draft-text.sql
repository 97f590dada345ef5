-- The order of keys is part of what a draft says (stages of a pipeline, fields of an entity), and jsonb does not keep it.
alter table potik.draft alter column changes drop default;
alter table potik.draft alter column changes type json using changes::json;
alter table potik.draft alter column changes set default '[]';
