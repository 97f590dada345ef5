/** Where the work is saved before it goes on, so that a failure there is retried and never refuses the person before. */
import { Switch } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { is, textOf } from '../bpmn-types.ts';
import { extensionOf } from '../extensions.ts';
import { defineGroup, type GroupProps } from './group.ts';

export const async = defineGroup({
  key: 'async',
  applies: (element) =>
    is(element, 'bpmn:Activity') || is(element, 'bpmn:Gateway') || is(element, 'bpmn:Event'),
  shut: (element) => extensionOf(element.businessObject, 'potik:Async') === undefined,
  Body: Async,
});

const NAMES = ['before', 'after', 'exclusive', 'eachBefore', 'eachAfter', 'priority'];

function Async({ edit, element }: GroupProps) {
  const t = useText();
  const found = extensionOf(element.businessObject, 'potik:Async');
  const given = Object.fromEntries(NAMES.map((name) => [name, found ? textOf(found, name) : '']));
  const set = (change: Readonly<Record<string, string>>) =>
    edit.extension(element, 'potik:Async', { ...given, ...change });
  return (
    <>
      {(['before', 'after'] as const).map((where) => (
        <Switch
          key={where}
          label={t(`design.async.${where}`)}
          checked={given[where] === 'true'}
          onChange={(event) => set({ [where]: event.currentTarget.checked ? 'true' : '' })}
        />
      ))}
    </>
  );
}
