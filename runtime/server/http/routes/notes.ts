/** Notes in the timelines of records. */
import * as api from '../../../api/notes.ts';
import { type Route, route } from '../route.ts';

export const noteRoutes: readonly Route[] = [
  route(api.addNote, ({ params, body, principal, services }) =>
    services.notes.add(principal, params.entity, params.id, body),
  ),
  route(api.editNote, ({ params, body, principal, services }) =>
    services.notes.edit(principal, params.id, body),
  ),
  route(api.deleteNote, ({ params, principal, services }) => services.notes.remove(principal, params.id)),
  route(api.getNoteTexts, ({ params, principal, services }) => services.notes.texts(principal, params.id)),
  route(api.listMentionable, ({ params, query, principal, services }) =>
    services.notes.mentionable(principal, params.entity, params.id, query?.search?.trim() ?? ''),
  ),
];
