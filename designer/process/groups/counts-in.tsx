/** Whether durations of a timer or task count all time, or the working time of a calendar; absent where there are no calendars. */
import { Select } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { listed } from '../../draft/definitions.ts';
import { useDraft, useLabelText } from '../../draft/draft.tsx';
import { attributeOf, extensionOf } from '../extensions.ts';
import type { GroupProps } from './group.ts';

/** Stand for what has no key of its own. */
const ALL_TIME = '';
const DEFAULT = '*';

export function CountsIn({ edit, element }: Pick<GroupProps, 'edit' | 'element'>) {
  const t = useText();
  const text = useLabelText();
  const draft = useDraft();
  const model = element.businessObject;
  const key = attributeOf(model, 'potik:Calendar', 'key');
  const unnamed = key === '' && extensionOf(model, 'potik:Calendar') !== undefined;
  const calendars = listed(draft, 'calendar', text);
  const options = [
    { value: ALL_TIME, label: t('design.countsIn.allTime') },
    ...(unnamed ? [{ value: DEFAULT, label: t('design.countsIn.default') }] : []),
    ...calendars.map(({ definition, name }) => ({ value: definition.key, label: name })),
  ];
  if (key && !options.some(({ value }) => value === key)) options.push({ value: key, label: key });
  if (options.length === 1) return null;
  return (
    <Select
      label={t('design.countsIn.label')}
      description={t('design.countsIn.help')}
      data={options}
      value={unnamed ? DEFAULT : key}
      onChange={(next) => edit.extension(element, 'potik:Calendar', { key: next ?? ALL_TIME })}
      allowDeselect={false}
    />
  );
}
