/** Processes: what can be started, deploying models, messages and signals. */
import type { Json } from '#metadata/value.ts';
import { endpoint } from './endpoint.ts';
import type {
  Delivered,
  Deployment,
  ModelProblem,
  PersonQuery,
  ProcessDetail,
  ProcessFiguresList,
  ProcessList,
  ProcessStatistics,
  ProcessWhy,
  SendMessage,
  SendSignal,
  Started,
  StartInstance,
  StatisticsQuery,
} from './schemas/generated/api.ts';

export type {
  Delivered,
  Deployment,
  ElementFigures,
  IncidentGroup,
  ModelProblem,
  ProcessDetail,
  ProcessFigures,
  ProcessFiguresList,
  ProcessItem,
  ProcessList,
  ProcessStatistics,
  ProcessWhy,
  SendMessage,
  SendSignal,
  Started,
  StartInstance,
  StatisticsQuery,
  VersionFigures,
} from './schemas/generated/api.ts';

export const listProcesses = endpoint<{ reply: ProcessList }>()({
  method: 'GET',
  path: '/api/processes',
  access: 'person',
  summary: 'The processes I may start or watch.',
  reply: { file: 'processes', def: 'ProcessList' },
});

export const getProcess = endpoint<{ reply: ProcessDetail }>()({
  method: 'GET',
  path: '/api/processes/:key',
  access: 'person',
  summary: 'One process with its versions and start form.',
  reply: { file: 'processes', def: 'ProcessDetail' },
});

export const explainStart = endpoint<{ query: PersonQuery; reply: ProcessWhy }>()({
  method: 'GET',
  path: '/api/processes/:key/why',
  access: 'person',
  summary:
    'Why I, or another person, may start this process or not: what each role says, and whom the diagram names.',
  query: { file: 'tasks', def: 'PersonQuery' },
  reply: { file: 'processes', def: 'ProcessWhy' },
});

export const listProcessFigures = endpoint<{ reply: ProcessFiguresList }>()({
  method: 'GET',
  path: '/api/operations/processes',
  access: 'operate',
  summary: 'All processes with their figures, for operators.',
  reply: { file: 'processes', def: 'ProcessFiguresList' },
});

export const getProcessStatistics = endpoint<{ query: StatisticsQuery; reply: ProcessStatistics }>()({
  method: 'GET',
  path: '/api/operations/processes/:key',
  access: 'operate',
  summary: 'What stands at each element now, and how often and how long it was there in a period.',
  query: { file: 'processes', def: 'StatisticsQuery' },
  reply: { file: 'processes', def: 'ProcessStatistics' },
});

export const getProcessModel = endpoint<{ reply: string }>()({
  method: 'GET',
  path: '/api/processes/:key/versions/:version/model',
  access: 'person',
  summary: 'The BPMN file of a version.',
  form: 'file',
});

export const startInstance = endpoint<{ body: StartInstance; reply: Started }>()({
  method: 'POST',
  path: '/api/processes/:key/instances',
  access: 'person',
  summary: 'Starts an instance.',
  body: { file: 'processes', def: 'StartInstance' },
  reply: { file: 'processes', def: 'Started' },
  status: 201,
});

export const deploy = endpoint<{ reply: Deployment }>()({
  method: 'POST',
  path: '/api/deployments',
  access: 'design',
  summary: 'Publishes BPMN, DMN and form files at once into the local layer (multipart, any field names).',
  reply: { file: 'processes', def: 'Deployment' },
  status: 201,
  form: 'multipart',
});

/** What a file handed in holds, before anything is done with it. */
export interface GivenDefinition {
  readonly kind: string;
  readonly key: string;
  /** The solution that holds it already; null for a new one. */
  readonly solution: string | null;
  readonly content: Json;
  readonly file: string;
}

export interface GivenFilesReply {
  readonly definitions: readonly GivenDefinition[];
  readonly problems: readonly ModelProblem[];
}

export const readFiles = endpoint<{ reply: GivenFilesReply }>()({
  method: 'POST',
  path: '/api/deployments/read',
  access: 'design',
  summary:
    'Reads BPMN, DMN, form and YAML files as definitions, beside my draft; changes nothing (multipart).',
  form: 'multipart',
});

export interface TaskTypeItem {
  /** `record.create`, `http.request` … */
  readonly name: string;
  readonly summary: string;
  /** Runs within the step, in its transaction; the others run after the commit, with retries. */
  readonly inline: boolean;
  readonly inputs: readonly TaskTypeInput[];
}

export interface TaskTypeInput {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'object' | 'any';
  readonly required: boolean;
  readonly summary: string;
}

export const listTaskTypes = endpoint<{ reply: { items: TaskTypeItem[] } }>()({
  method: 'GET',
  path: '/api/task-types',
  access: 'design',
  summary: 'What service tasks can do on this server, with the inputs each takes.',
});

export const sendMessage = endpoint<{ body: SendMessage; reply: Delivered }>()({
  method: 'POST',
  path: '/api/messages',
  access: 'operate',
  summary: 'Delivers a message to whoever waits for it, or starts a process by it.',
  body: { file: 'processes', def: 'SendMessage' },
  reply: { file: 'processes', def: 'Delivered' },
});

export const sendSignal = endpoint<{ body: SendSignal; reply: Delivered }>()({
  method: 'POST',
  path: '/api/signals',
  access: 'operate',
  summary: 'Broadcasts a signal.',
  body: { file: 'processes', def: 'SendSignal' },
  reply: { file: 'processes', def: 'Delivered' },
});
