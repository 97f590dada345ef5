import type { Migrate } from '../commands.ts';
import { carryOut } from '../migration/carry-out.ts';
import { planMigration } from '../migration/plan.ts';
import { load, reject } from '../run/stop.ts';
import { loadFar } from '../verbs/cancel.ts';
import { define } from './deed-type.ts';

/** The instance goes on with another definition: what lives must have its like there, what is around it may come or go. */
export const migrate = define<Migrate>({
  type: 'migrate',
  whileSuspended: true,
  *run(run, { definition: ref, elements = {}, renew = [] }) {
    const definition = run.session.world.definition(ref);
    if (definition === undefined) return load([{ kind: 'definition', key: `definition/${ref}`, ref }]);
    if (definition === null) return reject('element.unknown', { process: ref, element: ref });
    loadFar(run, () => true);
    const renamed = new Map(Object.entries(elements));
    for (const id of [...renamed.keys(), ...renew])
      if (!run.process.elements.has(id)) reject('element.unknown', { process: run.process.key, element: id });
    const names = { renamed, before: run.process, after: definition.process };
    yield* carryOut(run, definition, names, planMigration(run, names, new Set(renew)));
  },
});
