/** Every endpoint of the API: what the server must route, OpenAPI describes and the rights matrix tests. */

import * as anonymise from './anonymise.ts';
import * as attachments from './attachments.ts';
import * as audit from './audit.ts';
import * as batches from './batches.ts';
import * as calls from './calls.ts';
import type { Endpoint } from './endpoint.ts';
import * as events from './events.ts';
import * as externalTasks from './external-tasks.ts';
import * as files from './files.ts';
import * as imports from './imports.ts';
import * as instances from './instances.ts';
import * as keys from './keys.ts';
import * as metadata from './metadata.ts';
import * as notes from './notes.ts';
import * as notices from './notices.ts';
import * as openapi from './openapi.ts';
import * as people from './people.ts';
import * as processes from './processes.ts';
import * as records from './records.ts';
import * as retention from './retention.ts';
import * as search from './search.ts';
import * as session from './session.ts';
import * as shares from './shares.ts';
import * as solutions from './solutions.ts';
import * as tasks from './tasks.ts';
import * as webhooks from './webhooks.ts';

/** By the noun of their file. */
export const ENDPOINTS: Readonly<Record<string, readonly Endpoint[]>> = Object.fromEntries(
  Object.entries({
    session,
    records,
    attachments,
    notes,
    notices,
    tasks,
    processes,
    instances,
    batches,
    calls,
    externalTasks,
    metadata,
    solutions,
    openapi,
    people,
    keys,
    audit,
    anonymise,
    retention,
    shares,
    webhooks,
    files,
    imports,
    search,
    events,
  }).map(([noun, file]) => [
    noun,
    Object.values(file).filter(
      (value): value is Endpoint => typeof value === 'object' && value !== null && 'method' in value,
    ),
  ]),
);
