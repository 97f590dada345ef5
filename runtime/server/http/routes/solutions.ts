/** Solutions: what is installed, and each as a file. */
import type { Request } from 'express';
import type { Side } from '#metadata/merge.ts';
import * as api from '../../../api/solutions.ts';
import type { Decisions } from '../../publish/install.ts';
import { invalid, Rejection } from '../../rejection.ts';
import { type Route, route } from '../route.ts';
import { readUploads } from '../uploads.ts';

export const solutionRoutes: readonly Route[] = [
  route(api.listSolutions, async ({ services }) => {
    const items = (await services.solutions.list()).map(({ installed, ...facts }) => ({
      ...facts,
      installed: installed && { version: installed.version, at: installed.installedAt },
    }));
    return { items };
  }),
  route(api.planInstall, async ({ request, services }) => {
    const { file, decisions } = await givenSolution(request);
    return services.solutions.planInstall(file, decisions);
  }),
  route(api.installSolution, async ({ request, principal, services }) => {
    const { file, decisions, fields } = await givenSolution(request);
    const { release } = await services.solutions.install(file, {
      personId: principal.personId,
      note: fields.note?.slice(0, 5000) || `Installed ${file.name}`,
      decisions,
      ...(fields.base && { base: Number(fields.base) }),
    });
    return { release };
  }),
  route(api.planUninstall, ({ params, services }) => services.solutions.planUninstall(params.key)),
  route(api.uninstallSolution, async ({ params, body, principal, services }) => {
    const { note = '', base } = body;
    const { release } = await services.solutions.uninstall(params.key, {
      personId: principal.personId,
      note: note || `Uninstalled ${params.key}`,
      ...(base !== undefined && { base }),
    });
    return { release };
  }),
  route(api.downloadSolution, async ({ params, services, response }) => {
    const { name, bytes } = await services.solutions.pack(params.key);
    response.set({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
    });
    response.end(bytes);
  }),
];

// helpers //////////

/** Bytes of a solution handed in: files of text, however large they may be written. */
const MOST_BYTES = 20_000_000;

async function givenSolution(request: Request) {
  const { files, fields } = await readUploads(request, { files: 1, bytes: MOST_BYTES });
  if (!files[0])
    throw new Rejection({ status: 422, code: 'file_missing', message: 'Send the solution as a ZIP file.' });
  return {
    file: { name: files[0].name, bytes: files[0].content },
    decisions: decisionsOf(fields.decisions),
    fields,
  };
}

function decisionsOf(text: string | undefined): Decisions {
  if (!text) return new Map();
  const wrong = () =>
    invalid([
      {
        path: 'decisions',
        code: 'shape',
        message: 'Decisions are an object: "ours" or "theirs" by the name of a conflict.',
      },
    ]);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong();
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong();
  const entries = Object.entries(given);
  if (entries.some(([, side]) => side !== 'ours' && side !== 'theirs')) throw wrong();
  return new Map(entries as [string, Side][]);
}
