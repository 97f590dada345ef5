/** Notes in the timeline of a record: written, answered, changed and deleted by their authors; they name people and teams. */
import { endpoint } from './endpoint.ts';
import type { TimelineEntry } from './records.ts';
import type { AddNote, EditNote, Mentionable, MentionableQuery, NoteTexts } from './schemas/generated/api.ts';

export type { AddNote, EditNote, Mention, Mentionable, NoteTexts } from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'notes', def: name });

export const addNote = endpoint<{ body: AddNote; reply: TimelineEntry }>()({
  method: 'POST',
  path: '/api/records/:entity/:id/notes',
  access: 'person',
  summary: 'Writes a note into the timeline, or answers one.',
  body: def('AddNote'),
  status: 201,
});

export const editNote = endpoint<{ body: EditNote }>()({
  method: 'PATCH',
  path: '/api/notes/:id',
  access: 'person',
  summary: 'Changes a note one has written; what it said before is kept.',
  body: def('EditNote'),
  status: 204,
});

export const deleteNote = endpoint()({
  method: 'DELETE',
  path: '/api/notes/:id',
  access: 'person',
  summary: 'Deletes a note one has written.',
  status: 204,
});

export const getNoteTexts = endpoint<{ reply: NoteTexts }>()({
  method: 'GET',
  path: '/api/notes/:id/texts',
  access: 'person',
  summary: 'What a note said before it was changed.',
  reply: def('NoteTexts'),
});

export const listMentionable = endpoint<{ query: MentionableQuery; reply: Mentionable }>()({
  method: 'GET',
  path: '/api/records/:entity/:id/mentionable',
  access: 'person',
  summary: 'People and teams a note on this record may name.',
  query: def('MentionableQuery'),
  reply: def('Mentionable'),
});
