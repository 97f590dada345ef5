/** A view: its columns, filter and order in the middle; how it is shown and to whom on the right. */
import { type Definition, splitReference } from '#metadata/definition.ts';
import type { ViewDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useDraft } from '../draft/draft.tsx';
import { useContent } from '../draft/use-content.ts';
import { DefinitionFrame } from '../kit/definition-frame.tsx';
import { Columns } from './columns.tsx';
import { Filter } from './filter.tsx';
import { Order } from './order.tsx';
import classes from './view-page.module.css';
import { ViewPanel } from './view-panel.tsx';

export function ViewPage({ definition }: { readonly definition: Definition }) {
  const { registry } = useDraft();
  const [content, edit] = useContent<ViewDefinition>(definition);
  const given = { content, edit, entity: registry.entities.get(splitReference(content.entity).key) };
  return (
    <DefinitionFrame
      definition={definition}
      tab="editor"
      props={<ViewPanel {...given} definition={definition} />}
    >
      <div className={classes.page}>
        <Columns {...given} />
        <Filter {...given} />
        <Order {...given} />
      </div>
    </DefinitionFrame>
  );
}
