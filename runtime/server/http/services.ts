/** What the routes call: the deeds of the server, put together by `main.ts`. Routes know nothing else of it. */
import type { Access } from '../../api/endpoint.ts';
import type { Attachments } from '../attachments/attachments.ts';
import type { AuditTrail } from '../audit/audit.ts';
import type { ApiKeys } from '../auth/api-keys.ts';
import type { Principal } from '../auth/principal.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { SignIn } from '../auth/sign-in.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { Deployments } from '../deployments/deploy-files.ts';
import type { Files } from '../files/files.ts';
import type { Imports } from '../imports/imports.ts';
import type { Model } from '../model/model.ts';
import type { Notes } from '../notes/notes.ts';
import type { Notices } from '../notices/notices.ts';
import type { Batches } from '../operations/batches.ts';
import type { Catalogue } from '../operations/catalogue.ts';
import type { Explanations } from '../operations/explanations.ts';
import type { ExternalTasks } from '../operations/external-tasks.ts';
import type { Instances } from '../operations/instances.ts';
import type { Statistics } from '../operations/statistics.ts';
import type { TimelineNames } from '../operations/timeline-names.ts';
import type { People } from '../people/people.ts';
import type { Engine } from '../processes/engine.ts';
import type { TaskTypes } from '../processes/task-types.ts';
import type { Drafts } from '../publish/drafts.ts';
import type { Releases } from '../publish/releases.ts';
import type { Solutions } from '../publish/solutions.ts';
import type { Records } from '../records/records.ts';
import type { Search } from '../search/search.ts';
import type { TaskLists } from '../tasks/list-tasks.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Retention } from '../upkeep/retention.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { LiveHub } from './live-hub.ts';

export interface Services {
  readonly db: Database;
  readonly clock: Clock;
  /** For CSRF tokens. */
  readonly secret: Buffer;
  readonly secureCookies: boolean;
  /** A principal without any right, for public endpoints. */
  readonly anonymous: Principal;
  readonly may: (principal: Principal, deed: Exclude<Access, 'public' | 'person'> | 'view_as') => boolean;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  readonly signIn: SignIn;
  readonly model: Model;
  readonly live: LiveHub;
  readonly people: People;
  readonly records: Records;
  readonly attachments: Attachments;
  readonly notes: Notes;
  readonly notices: Notices;
  /** Names of processes and steps in a record's timeline. */
  readonly timelineNames: TimelineNames;
  readonly files: Files;
  readonly search: Search;
  readonly engine: Engine;
  readonly tasks: Tasks;
  readonly taskLists: TaskLists;
  readonly instances: Instances;
  readonly batches: Batches;
  readonly externalTasks: ExternalTasks;
  readonly imports: Imports;
  readonly audit: AuditTrail;
  readonly retention: Retention;
  readonly webhooks: Webhooks;
  readonly catalogue: Catalogue;
  readonly explanations: Explanations;
  readonly statistics: Statistics;
  readonly deployments: Deployments;
  readonly taskTypes: TaskTypes;
  readonly drafts: Drafts;
  readonly releases: Releases;
  readonly solutions: Solutions;
}
