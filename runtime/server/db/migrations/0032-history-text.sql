-- Events of history are written by position (engine/event-log.ts) and read whole, so that the text as it was sent is
-- smaller and cheaper than its binary form. Rows of before keep their objects.
alter table potik.history alter column events type json using events::json;
