/** The properties of a column: what it reads or gives, its type, the values that may stand there, its place. */
import { ActionIcon, Autocomplete, Button, Group } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash, IconX } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { TextProp } from '../kit/text-prop.tsx';
import { moveColumn, removeColumn, setColumn } from './column-edits.ts';
import { type DecisionEditing, TYPES } from './decision-editing.ts';
import type { DecisionPart } from './decision-table.ts';

export interface ColumnPanelProps extends DecisionEditing {
  readonly part: DecisionPart;
  readonly column: number;
  readonly choose: (column: number | null) => void;
}

const ICONS = { input: 'table-import', output: 'table-export', note: 'note' } as const;

export function ColumnPanel({ xml, edit, part, column: at, choose }: ColumnPanelProps) {
  const t = useText();
  const { columns } = part.table!;
  const column = columns[at]!;
  const { kind } = column;
  const set = (change: Parameters<typeof setColumn>[3], about: string) =>
    edit(setColumn(xml, part.id, at, change), `${part.id} ${at} ${about}`);
  const move = (by: number) => {
    edit(moveColumn(xml, part.id, at, by));
    choose(at + by);
  };
  const same = (other: number) => columns[other]?.kind === kind;
  const last = columns.filter((one) => one.kind === kind).length === 1;
  return (
    <>
      <PanelHead
        icon={ICONS[kind]}
        title={(kind === 'note' ? column.name : column.label) || column.expression || column.name}
        sub={t(`design.dmn.${kind}`)}
      >
        <ActionIcon aria-label={t('design.close')} onClick={() => choose(null)}>
          <IconX size={18} />
        </ActionIcon>
      </PanelHead>
      <PanelBody>
        <Section title={t('design.group.general')}>
          {kind === 'note' ? (
            <TextProp
              label={t('design.name')}
              value={column.name}
              onChange={(name) => set({ name }, 'name')}
            />
          ) : (
            <TextProp
              label={t('design.name')}
              value={column.label}
              onChange={(label) => set({ label }, 'label')}
            />
          )}
          {kind === 'input' && (
            <TextProp
              label={t('design.dmn.reads')}
              help={t('design.dmn.readsHelp')}
              mono
              value={column.expression}
              onChange={(expression) => set({ expression }, 'expression')}
            />
          )}
          {kind === 'output' && (
            <TextProp
              label={t('design.dmn.key')}
              help={t('design.dmn.keyHelp')}
              mono
              value={column.name}
              onChange={(name) => set({ name }, 'name')}
            />
          )}
          {kind !== 'note' && (
            <>
              <Autocomplete
                label={t('design.dmn.type')}
                data={TYPES.map((type) => type)}
                value={column.type}
                onChange={(type) => set({ type }, 'type')}
              />
              <TextProp
                label={t('design.dmn.values')}
                help={t(`design.dmn.valuesHelp.${kind}`)}
                placeholder={'"A", "B"'}
                mono
                value={column.values}
                onChange={(values) => set({ values }, 'values')}
              />
            </>
          )}
          <Group gap={6}>
            <Button
              size="xs"
              leftSection={<IconArrowLeft size={14} />}
              disabled={!same(at - 1)}
              onClick={() => move(-1)}
            >
              {t('design.dmn.left')}
            </Button>
            <Button
              size="xs"
              leftSection={<IconArrowRight size={14} />}
              disabled={!same(at + 1)}
              onClick={() => move(1)}
            >
              {t('design.dmn.right')}
            </Button>
            <Button
              size="xs"
              color="bad"
              leftSection={<IconTrash size={14} />}
              disabled={last && kind !== 'note'}
              onClick={() => {
                choose(null);
                edit(removeColumn(xml, part.id, at));
              }}
            >
              {t('design.remove')}
            </Button>
          </Group>
        </Section>
      </PanelBody>
    </>
  );
}
