/** Every route of the API. A test compares them with `runtime/api/table.ts`: none is missing, none is too many. */
import type { Route } from '../route.ts';
import { anonymiseRoutes } from './anonymise.ts';
import { attachmentRoutes } from './attachments.ts';
import { auditRoutes } from './audit.ts';
import { batchRoutes } from './batches.ts';
import { callRoutes } from './calls.ts';
import { eventRoutes } from './events.ts';
import { externalTaskRoutes } from './external-tasks.ts';
import { fileRoutes } from './files.ts';
import { importRoutes } from './imports.ts';
import { instanceRoutes } from './instances.ts';
import { keyRoutes } from './keys.ts';
import { metadataRoutes } from './metadata.ts';
import { noteRoutes } from './notes.ts';
import { noticeRoutes } from './notices.ts';
import { openApiRoutes } from './openapi.ts';
import { peopleRoutes } from './people.ts';
import { processRoutes } from './processes.ts';
import { recordRoutes } from './records.ts';
import { retentionRoutes } from './retention.ts';
import { searchRoutes } from './search.ts';
import { sessionRoutes } from './session.ts';
import { shareRoutes } from './shares.ts';
import { solutionRoutes } from './solutions.ts';
import { taskRoutes } from './tasks.ts';
import { webhookRoutes } from './webhooks.ts';

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...recordRoutes,
  ...attachmentRoutes,
  ...noteRoutes,
  ...noticeRoutes,
  ...taskRoutes,
  ...processRoutes,
  ...instanceRoutes,
  ...batchRoutes,
  ...callRoutes,
  ...metadataRoutes,
  ...solutionRoutes,
  ...peopleRoutes,
  ...keyRoutes,
  ...auditRoutes,
  ...anonymiseRoutes,
  ...retentionRoutes,
  ...shareRoutes,
  ...webhookRoutes,
  ...externalTaskRoutes,
  ...fileRoutes,
  ...importRoutes,
  ...searchRoutes,
  ...eventRoutes,
  ...openApiRoutes,
];
