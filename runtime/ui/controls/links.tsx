/** Any number of records of another entity; links with attributes of their own are edited as lines. */
import { Pill } from '@mantine/core';
import type { Json } from '#metadata/value.ts';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl } from './control-kind.ts';
import classes from './controls.module.css';
import { Lines } from './lines.tsx';
import { type Chosen, RecordSelect } from './record-select.tsx';

export const links = defineControl({ key: 'links', wide: true, large: true, Draw: Links });

// helpers //////////

interface Settings {
  readonly to: string;
  readonly target: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

function Links(props: ControlProps) {
  const { to, target, attributes } = props.field.settings as Settings;
  if (Object.keys(attributes).length > 0) return <Lines {...props} />;
  return <PlainLinks {...props} to={to} target={target} />;
}

function PlainLinks({
  to,
  target,
  ...props
}: ControlProps & { readonly to: string; readonly target: string }) {
  const t = useText();
  const value = (props.value as Record<string, Json>[] | null) ?? [];
  const chosenOf = (link: Record<string, Json>) => link[target] as unknown as Chosen;
  const add = (chosen: Chosen | null) => {
    if (!chosen || value.some((link) => chosenOf(link)?.id === chosen.id)) return;
    props.onChange([...value, { [target]: chosen as unknown as Json }]);
  };
  return (
    <div>
      <RecordSelect control={props} entity={to} value={null} onChoose={add} />
      {value.length > 0 && (
        <div className={classes.files}>
          {value.map((link) => {
            const { id, title } = chosenOf(link);
            const name = title ?? t('ui.cell.hiddenRecord');
            return (
              <Pill
                key={id}
                withRemoveButton
                removeButtonProps={{ 'aria-label': t('ui.control.removeNamed', { name }) }}
                onRemove={() => {
                  const rest = value.filter((other) => chosenOf(other)?.id !== id);
                  props.onChange(rest.length ? rest : null);
                }}
              >
                {name}
              </Pill>
            );
          })}
        </div>
      )}
    </div>
  );
}
