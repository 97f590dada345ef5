/** The JSON Schemas of the API as they lie in `runtime/api/schemas`, for checking bodies and for OpenAPI. */

import anonymise from '../../api/schemas/anonymise.schema.json' with { type: 'json' };
import attachments from '../../api/schemas/attachments.schema.json' with { type: 'json' };
import audit from '../../api/schemas/audit.schema.json' with { type: 'json' };
import batches from '../../api/schemas/batches.schema.json' with { type: 'json' };
import calls from '../../api/schemas/calls.schema.json' with { type: 'json' };
import common from '../../api/schemas/common.schema.json' with { type: 'json' };
import externalTasks from '../../api/schemas/external-tasks.schema.json' with { type: 'json' };
import files from '../../api/schemas/files.schema.json' with { type: 'json' };
import imports from '../../api/schemas/imports.schema.json' with { type: 'json' };
import instances from '../../api/schemas/instances.schema.json' with { type: 'json' };
import keys from '../../api/schemas/keys.schema.json' with { type: 'json' };
import metadata from '../../api/schemas/metadata.schema.json' with { type: 'json' };
import notes from '../../api/schemas/notes.schema.json' with { type: 'json' };
import notices from '../../api/schemas/notices.schema.json' with { type: 'json' };
import people from '../../api/schemas/people.schema.json' with { type: 'json' };
import processes from '../../api/schemas/processes.schema.json' with { type: 'json' };
import records from '../../api/schemas/records.schema.json' with { type: 'json' };
import retention from '../../api/schemas/retention.schema.json' with { type: 'json' };
import search from '../../api/schemas/search.schema.json' with { type: 'json' };
import session from '../../api/schemas/session.schema.json' with { type: 'json' };
import shares from '../../api/schemas/shares.schema.json' with { type: 'json' };
import tasks from '../../api/schemas/tasks.schema.json' with { type: 'json' };
import webhooks from '../../api/schemas/webhooks.schema.json' with { type: 'json' };

export function apiSchemas(): readonly Record<string, unknown>[] {
  return [
    attachments,
    anonymise,
    audit,
    batches,
    calls,
    common,
    externalTasks,
    files,
    imports,
    instances,
    keys,
    metadata,
    notes,
    notices,
    people,
    processes,
    records,
    retention,
    search,
    session,
    shares,
    tasks,
    webhooks,
  ];
}
