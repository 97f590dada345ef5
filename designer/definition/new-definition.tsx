/** Asks what a new definition is called (and which entity it is about), puts it into the draft and opens it. */
import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { definitionAddress } from '../draft/addresses.ts';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { useSolution } from '../draft/solution.ts';
import { LabelInput } from '../kit/label-input.tsx';
import { KeyInput, NewDialog, useNaming } from '../kit/new-dialog.tsx';
import { ABOUT_ENTITY, firstContent } from './first-content.ts';

export function NewDefinition({ kind, onClose }: { readonly kind: string; readonly onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const text = useLabelText();
  const solution = useSolution();
  const { configuration, registry } = useDraft();
  const naming = useNaming(kind, (used) => configuration.definitions.has(`${kind}/${used}`));
  const [entity, setEntity] = useState<string | null>(null);
  const about = ABOUT_ENTITY[kind];
  const isReady = naming.isNamed && (about !== 'must' || entity !== null);
  const add = () => {
    const { key, label } = naming;
    if (label === undefined) return;
    const content = firstContent(kind, { key, label, name: text(label, key), entity, registry });
    const put = { change: 'put', kind, key, solution: solution.key, content };
    if (!make([...solution.changes, put])) return;
    onClose();
    go(definitionAddress(kind, key));
  };
  return (
    <NewDialog kind={kind} isReady={isReady} onAdd={add} onClose={onClose}>
      <Text size="sm" c="dimmed">
        {t(`design.kind.${kind}.what`)}
      </Text>
      <LabelInput title={t('design.name')} value={naming.label} onChange={naming.setLabel} autoFocus />
      <KeyInput naming={naming} help={t('design.keyHelp')} />
      {about && (
        <Select
          label={t(about === 'may' ? 'design.about.may' : 'design.kind.entity.one')}
          description={about === 'may' ? t('design.about.help') : undefined}
          placeholder={about === 'may' ? t('design.about.none') : undefined}
          clearable={about === 'may'}
          data={[...registry.entities.values()]
            .filter(({ made }) => !made)
            .map((one) => ({ value: one.key, label: text(one.label, one.key) }))}
          value={entity}
          onChange={setEntity}
          searchable
        />
      )}
    </NewDialog>
  );
}
