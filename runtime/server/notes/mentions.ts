/** Whom a note names: people and teams that exist. Somebody who may not see the record can't be named: it would tell them of it. */
import type { Mention } from '../../api/notes.ts';
import { personPrincipal } from '../auth/person-principal.ts';
import type { Queryable } from '../db/database.ts';
import { isId } from '../ids.ts';
import type { RecordRef, Records } from '../records/records.ts';
import { type InputError, invalid } from '../rejection.ts';
import type { NoteMention } from '../store/notes.ts';
import { namesOf } from '../store/people.ts';
import { namesOfTeams } from '../store/teams.ts';

export interface MentionGround {
  readonly db: Queryable;
  readonly zone: string;
  readonly records: Pick<Records, 'titles'>;
}

/** With the names they have now. Throws 422 where one is unknown or may not see the record. */
export async function checkedMentions(
  ground: MentionGround,
  record: RecordRef,
  mentions: readonly Mention[],
): Promise<NoteMention[]> {
  const ids = (entity: Mention['entity']) =>
    mentions
      .filter((mention) => mention.entity === entity && isId(mention.id))
      .map(({ id }) => id.toLowerCase());
  const names = {
    user: new Map([...(await namesOf(ground.db, ids('user')))].map(([id, { name }]) => [id, name])),
    team: await namesOfTeams(ground.db, ids('team')),
  };
  const problems: InputError[] = [];
  const checked: NoteMention[] = [];
  for (const [i, { entity, id }] of mentions.entries()) {
    const name = names[entity].get(id.toLowerCase());
    const path = `mentions[${i}]`;
    if (name === undefined)
      problems.push({ path, code: 'record_missing', message: 'Whom the note names here does not exist.' });
    else if (entity === 'user' && !(await mayKnow(ground, record, id)))
      problems.push({
        path,
        code: 'may_not_see',
        message: `${name} may not see this record and can’t be named here.`,
        params: { name },
      });
    else checked.push({ entity, id: id.toLowerCase(), name });
  }
  if (problems.length > 0) throw invalid(problems);
  return [...new Map(checked.map((mention) => [mention.id, mention])).values()];
}

/** Whether the person may sign in and see the record. */
export async function mayKnow(
  { db, zone, records }: MentionGround,
  record: RecordRef,
  personId: string,
): Promise<boolean> {
  const principal = await personPrincipal(db, personId, zone);
  return principal !== null && (await records.titles(principal, [record])).size > 0;
}
