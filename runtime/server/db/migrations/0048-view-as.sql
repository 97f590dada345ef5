-- Whom the person of a session looks at the platform as; they change nothing meanwhile.
alter table potik.session add column view_as uuid;
