/** A role: a table of entities and actions with the records each is permitted on; what is chosen is set on the right. */
import { useState } from 'react';
import type { Definition, DefinitionProblem } from '#metadata/definition.ts';
import { splitReference } from '#metadata/definition.ts';
import type { RoleDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useDraft } from '../draft/draft.tsx';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { RecordsPanel } from './records-panel.tsx';
import { RightsTable } from './rights-table.tsx';
import { ACTIONS, type Action } from './role-content.ts';
import type { Cell } from './role-editing.ts';
import { RolePanel } from './role-panel.tsx';

export function RolePage({ definition }: { readonly definition: Definition }) {
  const { registry } = useDraft();
  const [content, edit] = useContent<RoleDefinition>(definition);
  const [chosen, choose] = useState<Cell | null>(null);
  const entity = chosen && registry.entities.get(chosen.entity);
  const show = ({ path = [] }: DefinitionProblem) => {
    const [part, reference, action] = path;
    if ((part !== 'records' && part !== 'fields') || typeof reference !== 'string') return;
    const known = ACTIONS.includes(action as Action) ? (action as Action) : 'see';
    choose({ entity: splitReference(reference).key, action: known });
  };
  const given = { content, edit, choose };
  return (
    <DefinitionFrame
      definition={definition}
      tab="editor"
      onProblem={show}
      props={
        chosen && entity ? (
          <RecordsPanel
            key={`${chosen.entity} ${chosen.action}`}
            {...given}
            entity={entity}
            action={chosen.action}
          />
        ) : (
          <RolePanel {...given} definition={definition} />
        )
      }
    >
      <RightsTable {...given} chosen={chosen} />
    </DefinitionFrame>
  );
}
