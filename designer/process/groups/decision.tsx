/** The decision a business rule task asks, and where its answer goes. */
import { Button, Select } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { definitionsOf } from '#metadata/definition.ts';
import { decisionIds } from '#metadata/process.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { definitionAddress } from '../../draft/addresses.ts';
import { useDraft } from '../../draft/draft.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, textOf } from '../bpmn-types.ts';
import { extensionOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { ForeignNote } from './foreign-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';
import { Pairs } from './pairs.tsx';

export const decision = defineGroup({
  key: 'decision',
  applies: (element) => is(element, 'bpmn:BusinessRuleTask'),
  Body: Decision,
});

const NAMES = ['key', 'binding', 'version', 'result', 'map'];
const MAPS = ['value', 'singleEntry', 'singleResult', 'collectEntries', 'resultList'];

function Decision({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const { configuration } = useDraft();
  const found = extensionOf(element.businessObject, 'potik:Decision');
  const given = Object.fromEntries(NAMES.map((name) => [name, found ? textOf(found, name) : '']));
  const set = (change: Readonly<Record<string, string>>) =>
    edit.extension(element, 'potik:Decision', { ...given, ...change });
  const decisions = definitionsOf(configuration, 'decision').flatMap(({ key, content }) =>
    decisionIds(String(content)).map((id) => ({ id, file: key })),
  );
  const file = decisions.find(({ id }) => id === given.key)?.file;
  return (
    <>
      <ForeignNote owner={element.businessObject} type="potik:Decision" />
      <Select
        aria-label={t('design.kind.decision.one')}
        placeholder={t('design.decision.choose')}
        data={decisions.map(({ id }) => id)}
        value={given.key || null}
        onChange={(key) => set({ key: key ?? '' })}
        searchable
        clearable
      />
      {file !== undefined && (
        <Button
          variant="subtle"
          component={Link}
          href={definitionAddress('decision', file)}
          leftSection={<IconExternalLink size={16} />}
        >
          {t('design.open')}
        </Button>
      )}
      <TextProp
        label={t('design.task.result')}
        help={t('design.task.resultHelp')}
        mono
        value={given.result ?? ''}
        onChange={(result) => set({ result })}
      />
      <Select
        label={t('design.decision.map')}
        data={MAPS.map((value) => ({ value, label: t(`design.decision.mapOf.${value}`) }))}
        value={given.map || 'value'}
        onChange={(map) => set({ map: map === 'value' || map === null ? '' : map })}
        allowDeselect={false}
      />
      <Pairs
        edit={edit}
        element={element}
        type="potik:Input"
        names={names}
        title={t('design.decision.inputs')}
        nameLabel={t('design.name')}
        valueLabel={t('design.mapping.value')}
      />
    </>
  );
}
