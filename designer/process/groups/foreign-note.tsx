/** What an imported file says of the same thing in its own words; it holds until something is written here. */
import { useText } from '#ui/i18n.tsx';
import type { Moddle } from '../bpmn-types.ts';
import { foreignValues } from '../extensions.ts';
import classes from './groups.module.css';

export function ForeignNote({ owner, type }: { readonly owner: Moddle; readonly type: string }) {
  const t = useText();
  const values = foreignValues(owner, type);
  if (values.length === 0) return null;
  return (
    <div className={classes.foreign}>
      {t('design.process.foreign')}
      {values.map(({ name, value }) => (
        <div key={name}>
          <code>
            {name} = {value}
          </code>
        </div>
      ))}
    </div>
  );
}
