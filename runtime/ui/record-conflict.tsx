/** Two people changed the same field: what it was, what mine is, what theirs is; the person chooses field by field. */
import { Button, Group, Modal, Radio, Table } from '@mantine/core';
import { useState } from 'react';
import type { FieldItem, FormValues } from '#metadata/form.ts';
import { Cell, isEmpty } from './cell.tsx';
import { useText } from './i18n.tsx';
import { useLabel } from './model.ts';
import classes from './record-conflict.module.css';

/** What of a form's item is told here. */
export type ConflictItem = Pick<FieldItem, 'path' | 'field' | 'label'>;

export interface Conflict {
  /** Changed by both, differently. */
  readonly items: readonly ConflictItem[];
  readonly original: FormValues;
  readonly mine: FormValues;
  readonly theirs: FormValues;
}

export interface RecordConflictProps {
  readonly conflict: Conflict;
  readonly onCancel: () => void;
  /** Keys of the fields where mine shall stand. */
  readonly onResolve: (mine: readonly string[]) => void;
}

export function RecordConflict({ conflict, onCancel, onResolve }: RecordConflictProps) {
  const t = useText();
  const label = useLabel();
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(conflict.items.map(({ path }) => path)));
  const choose = (path: string, own: boolean) => {
    const next = new Set(mine);
    if (own) next.add(path);
    else next.delete(path);
    setMine(next);
  };
  const value = (item: ConflictItem, values: FormValues) =>
    isEmpty(values[item.path]) ? (
      <span className={classes.none}>{t('ui.form.none')}</span>
    ) : (
      <Cell field={item.field} value={values[item.path]} dense />
    );
  return (
    <Modal opened onClose={onCancel} size="xl" title={t('ui.conflict.title')}>
      <p className={classes.text}>{t('ui.conflict.text')}</p>
      <div className={classes.scroll}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ui.conflict.field')}</Table.Th>
              <Table.Th>{t('ui.conflict.original')}</Table.Th>
              <Table.Th>{t('ui.conflict.mine')}</Table.Th>
              <Table.Th>{t('ui.conflict.theirs')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {conflict.items.map((item) => {
              const name = label(item.label, item.path);
              const choice = (own: boolean, values: FormValues) => (
                <Radio
                  name={item.path}
                  checked={mine.has(item.path) === own}
                  onChange={() => choose(item.path, own)}
                  aria-label={`${name}: ${t(own ? 'ui.conflict.mine' : 'ui.conflict.theirs')}`}
                  label={value(item, values)}
                />
              );
              return (
                <Table.Tr key={item.path}>
                  <Table.Td className={classes.name}>{name}</Table.Td>
                  <Table.Td>{value(item, conflict.original)}</Table.Td>
                  <Table.Td>{choice(true, conflict.mine)}</Table.Td>
                  <Table.Td>{choice(false, conflict.theirs)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('ui.action.cancel')}
        </Button>
        <Button variant="filled" onClick={() => onResolve([...mine])}>
          {t('ui.conflict.save')}
        </Button>
      </Group>
    </Modal>
  );
}
