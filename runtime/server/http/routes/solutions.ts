/** Solutions: what is installed, and each as a file. */
import * as api from '../../../api/solutions.ts';
import { type Route, route } from '../route.ts';

export const solutionRoutes: readonly Route[] = [
  route(api.listSolutions, async ({ services }) => {
    const items = (await services.solutions.list()).map(({ installed, ...facts }) => ({
      ...facts,
      installed: installed && { version: installed.version, at: installed.installedAt.toISOString() },
    }));
    return { items };
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
