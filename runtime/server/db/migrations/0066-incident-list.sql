-- Incidents of all processes as one list, the latest first.
create index incident_created on potik.incident (created_at desc, instance_id desc, key desc);
