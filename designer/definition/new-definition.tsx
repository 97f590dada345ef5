/** Asks what a new definition is called (and which entity it is about), puts it into the draft and opens it. */
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { definitionKind } from '#metadata/kind.ts';
import type { Label } from '#metadata/label.ts';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { definitionAddress } from '../draft/addresses.ts';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { useSolution } from '../draft/solution.ts';
import { keyOfLabel } from '../kit/key-of-label.ts';
import { LabelInput } from '../kit/label-input.tsx';
import { ABOUT_ENTITY, firstContent } from './first-content.ts';

export function NewDefinition({ kind, onClose }: { readonly kind: string; readonly onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const text = useLabelText();
  const solution = useSolution();
  const { configuration, registry } = useDraft();
  const [label, setLabel] = useState<Label | undefined>();
  const [typed, setTyped] = useState<string | null>(null);
  const [entity, setEntity] = useState<string | null>(null);
  const key = typed ?? keyOfLabel(label, (used) => configuration.definitions.has(`${kind}/${used}`), '');
  const wrong = key !== '' && !definitionKind(kind)?.keys.pattern.test(key);
  const about = ABOUT_ENTITY[kind];
  const ready = label !== undefined && key !== '' && !wrong && (about !== 'must' || entity !== null);
  const add = () => {
    if (!ready) return;
    const content = firstContent(kind, { key, label, name: text(label, key), entity, registry });
    const put = { change: 'put', kind, key, solution: solution.key, content };
    if (!make([...solution.changes, put])) return;
    onClose();
    go(definitionAddress(kind, key));
  };
  return (
    <Modal opened onClose={onClose} title={t(`design.kind.${kind}.new`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t(`design.kind.${kind}.what`)}
          </Text>
          <LabelInput title={t('design.name')} value={label} onChange={setLabel} autoFocus />
          <TextInput
            label={t('design.key')}
            description={t('design.keyHelp')}
            value={key}
            error={wrong && t('design.keyWrong')}
            onChange={(event) => setTyped(event.currentTarget.value)}
            styles={{ input: { fontFamily: 'var(--mono)' } }}
          />
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
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t('ui.action.cancel')}</Button>
            <Button type="submit" variant="filled" disabled={!ready}>
              {t('design.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
