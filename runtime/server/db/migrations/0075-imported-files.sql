-- Files that an import has brought: taken away when it is taken back.
alter table potik.file add column journal_id uuid;
create index file_journal on potik.file (journal_id) where journal_id is not null;
