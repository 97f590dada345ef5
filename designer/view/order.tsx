/** By which fields the records are put in order, the first counting most. */
import { useText } from '#ui/i18n.tsx';
import { SortFields } from '../kit/sort-fields.tsx';
import { type ViewEditing, withParts } from './view-editing.ts';
import classes from './view-page.module.css';

export function Order({ content, edit, entity }: ViewEditing) {
  const t = useText();
  return (
    <section>
      <h2 className={classes.title}>{t('design.view.order')}</h2>
      <SortFields
        entity={entity}
        sort={content.sort ?? []}
        onChange={(sort) => edit(withParts(content, { sort }))}
      />
    </section>
  );
}
