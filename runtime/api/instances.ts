/** Process instances: where they stand, what happened, and operating them. */
import { endpoint } from './endpoint.ts';
import type {
  CancelInstance,
  IncidentList,
  IncidentQuery,
  InstanceDetail,
  InstanceHistory,
  InstanceList,
  InstanceQuery,
  MigrateInstance,
  ModifyInstance,
  PageQuery,
  RestartedInstance,
  RestartInstance,
  RetryIncidents,
  SetInstanceVariables,
} from './schemas/generated/api.ts';

export type {
  CancelInstance,
  HistoryEntry,
  IncidentItem,
  IncidentList,
  IncidentQuery,
  InstanceDetail,
  InstanceHistory,
  InstanceItem,
  InstanceList,
  InstanceQuery,
  MigrateInstance,
  ModifyInstance,
  PageQuery,
  RestartedInstance,
  RestartInstance,
  RetryIncidents,
  SetInstanceVariables,
  Standing,
} from './schemas/generated/api.ts';

export const listInstances = endpoint<{ query: InstanceQuery; reply: InstanceList }>()({
  method: 'GET',
  path: '/api/instances',
  access: 'person',
  summary: 'Process instances; people see those about records they see, operators all.',
  query: { file: 'instances', def: 'InstanceQuery' },
  reply: { file: 'instances', def: 'InstanceList' },
});

export const listIncidents = endpoint<{ query: IncidentQuery; reply: IncidentList }>()({
  method: 'GET',
  path: '/api/incidents',
  access: 'operate',
  summary: 'What stands still, in all processes: the latest first.',
  query: { file: 'instances', def: 'IncidentQuery' },
  reply: { file: 'instances', def: 'IncidentList' },
});

export const getInstance = endpoint<{ reply: InstanceDetail }>()({
  method: 'GET',
  path: '/api/instances/:id',
  access: 'person',
  summary: 'One instance: where it stands and the way it took.',
  reply: { file: 'instances', def: 'InstanceDetail' },
});

export const getInstanceHistory = endpoint<{ query: PageQuery; reply: InstanceHistory }>()({
  method: 'GET',
  path: '/api/instances/:id/history',
  access: 'person',
  summary: 'What happened, oldest first.',
  query: { file: 'common', def: 'PageQuery' },
  reply: { file: 'instances', def: 'InstanceHistory' },
});

export const setInstanceVariables = endpoint<{ body: SetInstanceVariables }>()({
  method: 'POST',
  path: '/api/instances/:id/variables',
  access: 'operate',
  summary: 'Sets or removes variables.',
  body: { file: 'instances', def: 'SetInstanceVariables' },
  status: 204,
});

export const cancelInstance = endpoint<{ body: CancelInstance }>()({
  method: 'POST',
  path: '/api/instances/:id/cancel',
  access: 'operate',
  summary: 'Ends the instance with all that it called.',
  body: { file: 'instances', def: 'CancelInstance' },
  status: 204,
});

export const suspendInstance = endpoint()({
  method: 'POST',
  path: '/api/instances/:id/suspend',
  access: 'operate',
  summary: 'Nothing goes on until it is resumed.',
  status: 204,
});

export const resumeInstance = endpoint()({
  method: 'POST',
  path: '/api/instances/:id/resume',
  access: 'operate',
  summary: 'Goes on.',
  status: 204,
});

export const retryIncidents = endpoint<{ body: RetryIncidents }>()({
  method: 'POST',
  path: '/api/instances/:id/retry',
  access: 'operate',
  summary: 'New attempts for what has an incident.',
  body: { file: 'instances', def: 'RetryIncidents' },
  status: 204,
});

export const modifyInstance = endpoint<{ body: ModifyInstance }>()({
  method: 'POST',
  path: '/api/instances/:id/modify',
  access: 'operate',
  summary: 'Cancels and starts elements by hand.',
  body: { file: 'instances', def: 'ModifyInstance' },
  status: 204,
});

export const migrateInstance = endpoint<{ body: MigrateInstance }>()({
  method: 'POST',
  path: '/api/instances/:id/migrate',
  access: 'operate',
  summary: 'Goes on with another version of its process.',
  body: { file: 'instances', def: 'MigrateInstance' },
  status: 204,
});

export const restartInstance = endpoint<{ body: RestartInstance; reply: RestartedInstance }>()({
  method: 'POST',
  path: '/api/instances/:id/restart',
  access: 'operate',
  summary: 'Starts an ended instance once more, as a new one.',
  body: { file: 'instances', def: 'RestartInstance' },
  reply: { file: 'instances', def: 'RestartedInstance' },
  status: 201,
});

export const deleteInstance = endpoint()({
  method: 'DELETE',
  path: '/api/instances/:id',
  access: 'operate',
  summary: 'Removes an ended instance with its history and all that it called.',
  status: 204,
});
