-- A queue's page in any order is found in the index alone: of 25,000 tasks only the 50 that are shown are read.
drop index potik.task_queue;
create index task_queue on potik.task (queue, due_at) include (priority, created_at, instance_id, key)
  where queue is not null and assignee is null;
