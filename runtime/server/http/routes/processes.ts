/** Processes: catalogue, starting, models, deployments, messages and signals. */
import type { Correlation } from '#engine/correlate.ts';
import type { Variables } from '#engine/instance.ts';
import * as api from '../../../api/processes.ts';
import { causeOf } from '../../cause.ts';
import { MOST_BYTES } from '../../deployments/read-files.ts';
import { refusalOf } from '../../processes/refusal.ts';
import { notFound } from '../../rejection.ts';
import { type Route, route } from '../route.ts';
import { readUploads } from '../uploads.ts';

/** Files of one deployment, and the bytes of one (QUALITY §3). */
const DEPLOYED = { files: 200, bytes: MOST_BYTES };

export const processRoutes: readonly Route[] = [
  route(api.listProcesses, ({ principal, services }) => services.catalogue.list(principal)),
  route(api.explainStart, ({ params, query, principal, services }) =>
    services.explanations.start(params.key, principal, query?.as),
  ),
  route(api.getProcess, ({ params, principal, services }) => services.catalogue.get(params.key, principal)),
  route(api.listProcessFigures, ({ principal, services }) => services.statistics.list(principal)),
  route(api.getProcessStatistics, ({ params, query, services }) =>
    services.statistics.of(params.key, query ?? {}),
  ),
  route(api.getProcessModel, async ({ params, principal, services, response }) => {
    const version = Number(params.version);
    if (!Number.isInteger(version) || version < 1)
      throw notFound(`version ${JSON.stringify(params.version)}`);
    const xml = await services.catalogue.model(params.key, version, principal);
    response.type('application/xml').send(xml);
    return xml;
  }),
  route(api.startInstance, ({ params, body, principal, services }) =>
    services.catalogue.start(params.key, body, principal),
  ),
  route(api.deploy, async ({ request, principal, services }) => {
    const { files, fields } = await readUploads(request, DEPLOYED);
    return services.deployments.deploy(files, {
      personId: principal.personId,
      ...(fields.note && { note: fields.note.slice(0, 5000) }),
    });
  }),
  route(api.readFiles, async ({ request, principal, services }) => {
    const { files } = await readUploads(request, DEPLOYED);
    const { personId } = principal;
    const beside =
      personId === null
        ? services.model.live().registry.configuration
        : await services.drafts.configuration(personId);
    return services.deployments.read(files, beside);
  }),
  route(api.listTaskTypes, ({ services }) => ({
    items: [...services.taskTypes.all.values()].map(({ name, summary, inputs, work }) => ({
      name,
      summary,
      inline: work.kind === 'inline',
      inputs: Object.entries(inputs).map(([key, spec]) => ({ name: key, ...spec })),
    })),
  })),
  route(api.sendMessage, async ({ body, principal, services }) => {
    const correlation: Correlation = {
      ...(body.instanceId !== undefined && { instance: body.instanceId }),
      ...(body.businessKey !== undefined && { businessKey: body.businessKey }),
      ...(body.correlation !== undefined && { correlation: body.correlation }),
      ...(body.matching && { variables: body.matching as Variables }),
      ...(body.localMatching && { local: body.localMatching as Variables }),
    };
    const message = {
      correlation,
      ...(body.variables && { variables: body.variables as Variables }),
      all: body.all ?? false,
    };
    try {
      return {
        instances: await services.engine.deliveries.message(body.name, message, {
          cause: causeOf(principal),
        }),
      };
    } catch (error) {
      throw refusalOf(error);
    }
  }),
  route(api.sendSignal, async ({ body, principal, services }) => {
    try {
      const variables = body.variables as Variables | undefined;
      return {
        instances: await services.engine.deliveries.signal(body.name, variables, {
          cause: causeOf(principal),
        }),
      };
    } catch (error) {
      throw refusalOf(error);
    }
  }),
];
