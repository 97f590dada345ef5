import type { Migrate } from '../commands.ts';
import { ROOT } from '../instance.ts';
import type { Definition, Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { load, reject } from '../run/stop.ts';
import { emit } from '../run/work.ts';
import { openChunks } from '../verbs/cancel.ts';
import { define } from './deed-type.ts';

/** The instance goes on with another definition: every element that lives or waits must have its like there. */
export const migrate = define<Migrate>({
  type: 'migrate',
  whileSuspended: true,
  *run(run, { definition: ref, elements = {} }) {
    const definition = run.session.world.definition(ref);
    if (definition === undefined) return load([{ kind: 'definition', key: `definition/${ref}`, ref }]);
    if (definition === null) return reject('element.unknown', { process: ref, element: ref });
    const names = new Map(Object.entries(elements));
    names.set(run.process.key, definition.process.key);
    loadAll(run);
    checkAll(run, definition, names);
    emit(run, { type: 'migrated', definition: ref, elements: Object.fromEntries(names) });
  },
});

// helpers //////////

function loadAll(run: Run): void {
  for (const chunk of [...run.draft.chunks.values()]) {
    for (const [key, node] of Object.entries(chunk.nodes)) if (node.loop?.chunks) openChunks(run, key);
  }
}

function checkAll(run: Run, definition: Definition, names: ReadonlyMap<string, string>): void {
  for (const chunk of run.draft.chunks.values()) {
    for (const [key, node] of Object.entries(chunk.nodes)) {
      if (key !== ROOT) check(run, definition, names, node.element);
    }
    for (const wait of Object.values(chunk.waits)) check(run, definition, names, wait.element);
  }
}

function check(run: Run, { process }: Definition, names: ReadonlyMap<string, string>, id: string): void {
  const target = names.get(id) ?? id;
  const after = process.elements.get(target);
  const why = after === undefined ? 'the new version has no such element' : difference(run, names, id, after);
  if (why !== null) reject('migrate.element', { element: id, target, why });
}

/** Why an element can't become the other; null if it can. */
function difference(run: Run, names: ReadonlyMap<string, string>, id: string, after: Element): string | null {
  const before = run.process.elements.get(id)!;
  if (after.kind !== before.kind) return 'it is of another kind there';
  if ((after.trigger?.kind ?? 'none') !== (before.trigger?.kind ?? 'none'))
    return 'it waits for another event there';
  if ((after.loop?.kind ?? null) !== (before.loop?.kind ?? null)) return 'it loops in another way there';
  const scope = before.scope!.id;
  return after.scope!.id === (names.get(scope) ?? scope) ? null : 'it lies in another scope there';
}
