/** The configuration: the live model, my draft, publishing, releases. */
import * as api from '../../../api/metadata.ts';
import type { Principal } from '../../auth/principal.ts';
import { forbidden } from '../../rejection.ts';
import { type Route, route } from '../route.ts';

export const metadataRoutes: readonly Route[] = [
  route(api.getModel, ({ principal, services }) => services.releases.known(principal)),
  route(api.getConfiguration, ({ principal, services }) => services.releases.whole(principal)),
  route(api.getDraft, ({ principal, services }) => services.drafts.get(personOf(principal))),
  route(api.addChanges, ({ body, principal, services }) => services.drafts.add(personOf(principal), body)),
  route(api.moveDraft, ({ body, principal, services }) =>
    services.drafts.move(personOf(principal), body.position),
  ),
  route(api.discardDraft, ({ principal, services }) => services.drafts.discard(personOf(principal))),
  route(api.planDraft, ({ principal, services }) => services.drafts.plan(personOf(principal))),
  route(api.planChanges, ({ body, principal, services }) =>
    services.drafts.plan(personOf(principal), body.changes),
  ),
  route(api.publishDraft, ({ body, principal, services }) =>
    services.drafts.publish(personOf(principal), body),
  ),
  route(api.listReleases, ({ query, services }) => services.releases.list(query)),
  route(api.getRelease, ({ params, services }) => services.releases.get(params.number)),
  route(api.planRollback, ({ body, services }) => services.releases.planRollback(body)),
  route(api.rollback, ({ body, principal, services }) =>
    services.releases.rollback(principal.personId, body),
  ),
  route(api.adviseIndexes, async ({ services }) => ({ items: await services.adviseIndexes() })),
];

// helpers //////////

function personOf({ personId }: Principal): string {
  if (personId === null) throw forbidden('A draft belongs to a person; sign in as one.');
  return personId;
}
