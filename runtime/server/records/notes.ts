/** Notes people write into the timeline of a record they may see. */
import type { AddNote, TimelineEntry } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { newId } from '../ids.ts';
import { forbidden, notFound } from '../rejection.ts';
import { insertNote } from '../store/timeline.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { readRecord } from './read.ts';

export async function addNote(
  ground: Ground,
  principal: Principal,
  entity: string,
  id: string,
  { text }: AddNote,
): Promise<TimelineEntry> {
  const { personId, name } = principal;
  if (personId === null) throw forbidden('Only a person can write a note.');
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const record = await readRecord(db, who, of, id, { children: [] });
    if (!record) throw notFound(`record ${id} of ${entity}`);
    const staged = [...of.fields.values()].find((field) => field.type.stages);
    const stage = staged ? ((record[staged.key] as string | null | undefined) ?? null) : null;
    const now = ground.clock.now();
    const note = {
      id: newId(now),
      entity,
      recordId: record.id,
      at: new Date(now).toISOString(),
      personId,
      text,
      stage,
    };
    await insertNote(db, note);
    ground.announce(entity, [record.id]);
    return { id: note.id, at: note.at, kind: 'note', who: { id: personId, name }, cause: null, text };
  });
}
