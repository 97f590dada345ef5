/**
 * The demo: a ready-made solution, its people and data, and processes under way. Put in before the network opens; what is there
 * already stays, so that a second start finds what people did with it. Called by `potik demo`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { configurationOf, hasErrors, problemText } from '#metadata/definition.ts';
import { readSolution } from '#metadata/files.ts';
import type { InstallationState } from '../../api/session.ts';
import { createPasswords } from '../auth/passwords.ts';
import { type Principal, systemPrincipal } from '../auth/principal.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { checkShape } from '../model/check-shape.ts';
import type { Model } from '../model/model.ts';
import type { PublishGround } from '../publish/ground.ts';
import { installSolution } from '../publish/install.ts';
import { openRecords } from '../records/records.ts';
import { createSeal } from '../records/seal.ts';
import { externalIds, saveExternalIds } from '../store/external-ids.ts';
import { giveRole, setPassword } from '../store/sessions.ts';
import { installedSolution } from '../store/solutions.ts';
import { type Ids, loadRows, movableClock } from './load-rows.ts';
import type { Today } from './moment.ts';
import { type DataFiles, type DataRow, readInstances, readRows } from './read-data.ts';
import { type ProcessDeeds, startInstances } from './start-instances.ts';

/** Everybody's in a demo; the sign-in page shows it. */
export const DEMO_PASSWORD = 'potik-demo';

/** What of the server it needs; the assembled services have it all. */
export interface DemoServices extends ProcessDeeds {
  readonly db: Database;
  readonly model: Model;
  readonly clock: Clock;
  readonly secret: Buffer;
  readonly sessions: Sessions;
}

export interface DemoOptions {
  readonly services: DemoServices;
  readonly ground: PublishGround;
  readonly zone: string;
  /** Folder of the template: `templates/crm`. */
  readonly folder: string;
}

/** Puts in what is not there yet. Throws with the sentence that names file and line where the template is broken. */
export async function prepareDemo(options: DemoOptions): Promise<void> {
  const { services, ground, zone, folder } = options;
  const today: Today = { now: services.clock.now(), zone };
  const { definitions, data } = readTemplate(folder);
  const solution = await installOnce(ground, definitions);
  const ids = await loadOnce(options, solution, readRows(data), today);
  const people = new Map<string, Promise<Principal>>();
  const person = (id: string) => {
    const known = people.get(id) ?? signedIn(services, ids.get(`user/${id}`)!);
    people.set(id, known);
    return known;
  };
  const { catalogue, tasks, instances, records } = services;
  const operator = systemPrincipal(zone);
  await startInstances(
    { catalogue, tasks, instances, records, person, operator, today },
    readInstances(data),
    ids,
  );
}

/** Who may be chosen on the sign-in page. */
export function demoPeople(folder: string): InstallationState['demo'] {
  return readRows(readTemplate(folder).data)
    .filter(({ facts }) => facts.demo === 'yes')
    .map(({ values: { name = '', position = '', email = '' } }) => ({
      name,
      role: position,
      email,
      password: DEMO_PASSWORD,
    }));
}

// helpers //////////

const DATA = 'data/';

/** Files of the solution, and of its data by name. */
function readTemplate(folder: string): { definitions: ReadonlyMap<string, string>; data: DataFiles } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(path, 'utf8')] as const);
  return {
    definitions: new Map(files.filter(([path]) => !path.startsWith(DATA))),
    data: new Map(
      files.filter(([path]) => path.startsWith(DATA)).map(([path, text]) => [path.slice(DATA.length), text]),
    ),
  };
}

/** Key of the solution, which is there afterwards. */
async function installOnce(ground: PublishGround, files: ReadonlyMap<string, string>): Promise<string> {
  const { definitions, problems } = readSolution(files, checkShape);
  if (hasErrors(problems)) throw new Error(problems.map(problemText).join('\n'));
  const { solution } = definitions[0]!;
  if (!(await installedSolution(ground.db, solution)))
    await installSolution(ground, configurationOf(definitions), solution, { personId: null, note: 'Demo' });
  return solution;
}

/** Rows, people's roles and passwords, all in one transaction; afterwards the records are known by the ids of the data. */
async function loadOnce(
  { services: { model, secret, db }, zone }: DemoOptions,
  solution: string,
  rows: readonly DataRow[],
  today: Today,
): Promise<Ids> {
  const known = await externalIds(db, `${solution}/`);
  if (known.size > 0) return known;
  const password = await createPasswords().hash(DEMO_PASSWORD);
  const clock = movableClock(today.now);
  const records = openRecords({ db, model, clock, seal: createSeal(secret).seal, announce: () => {} });
  return model.transaction(async (tx, { registry }) => {
    const ids = await loadRows({ tx, registry, records, clock, today: { ...today, zone } }, rows);
    for (const { entity, id, facts } of rows) {
      if (entity !== 'user') continue;
      const person = ids.get(`user/${id}`)!;
      await setPassword(tx, person, password, new Date(today.now));
      for (const role of facts.roles?.split(' ') ?? [])
        await giveRole(tx, person, role, null, new Date(today.now));
    }
    await saveExternalIds(tx, `${solution}/`, ids);
    return ids;
  });
}

/** A person as a session knows them. */
async function signedIn({ sessions }: DemoServices, id: string): Promise<Principal> {
  const { token } = await sessions.begin(id, 'demo');
  try {
    return (await sessions.principalOf(token))!;
  } finally {
    await sessions.end(token);
  }
}
