/**
 * Entities by actions. A press chooses a place; arrow keys go from place to place; the keys N, O, T, D, A set none, own, team,
 * department, all where the focus is.
 */
import { TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Entity } from '#metadata/registry.ts';
import type { Scope } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { Icon } from '#ui/icon.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import classes from './rights-table.module.css';
import { ACTIONS, type Action, fieldRightsOf, type Scopes, scopesOf, setScope } from './role-content.ts';
import type { Cell, RoleEditing } from './role-editing.ts';

/** By `code`, so that they work on every keyboard layout. */
const KEYS: Readonly<Record<string, Scope>> = {
  KeyN: 'none',
  KeyO: 'own',
  KeyT: 'team',
  KeyD: 'subtree',
  KeyA: 'all',
};
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function RightsTable({
  content,
  edit,
  choose,
  chosen,
}: RoleEditing & { readonly chosen: Cell | null }) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const [words, setWords] = useState('');
  const table = useRef<HTMLTableElement>(null);
  const all = [...registry.entities.values()].filter(({ made }) => !made);
  const shown = all.filter((entity) =>
    `${text(entity.label, entity.key)} ${entity.key}`.toLowerCase().includes(words.toLowerCase()),
  );
  const press = (event: KeyboardEvent, cell: Cell, row: number, column: number) => {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      const place = `[data-row="${row + step[0]}"][data-column="${column + step[1]}"]`;
      table.current?.querySelector<HTMLElement>(place)?.focus();
      return;
    }
    const scope = KEYS[event.code];
    if (!scope || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    edit(setScope(content, cell.entity, cell.action, scope === 'none' ? undefined : scope));
  };
  if (content.everything) return <p className={classes.everything}>{t('design.role.everythingHelp')}</p>;
  return (
    <div className={classes.page}>
      <div className={classes.tools}>
        <TextInput
          leftSection={<IconSearch size={16} />}
          placeholder={t('design.find.byName')}
          aria-label={t('design.find.byName')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          w={240}
        />
        <span className={classes.help}>{t('design.role.keys')}</span>
      </div>
      <div className={classes.scroll}>
        <table ref={table} className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('design.kind.entity.one')}</th>
              {ACTIONS.map((action) => (
                <th key={action} scope="col">
                  {t(`design.role.action.${action}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((entity, row) => {
              const scopes = scopesOf(content, entity.key);
              const differing = Object.keys(fieldRightsOf(content, entity.key)).length;
              return (
                <tr key={entity.key}>
                  <th scope="row">
                    <span className={classes.entity}>
                      <Icon name={entity.icon ?? 'database'} size={16} />
                      <span className={classes.name}>{text(entity.label, entity.key)}</span>
                      {differing > 0 && (
                        <span className={classes.note}>
                          {t('design.role.fieldsDiffer', { count: differing })}
                        </span>
                      )}
                    </span>
                  </th>
                  {ACTIONS.map((action, column) => (
                    <td key={action}>
                      <Place
                        entity={entity}
                        action={action}
                        scopes={scopes}
                        at={[row, column]}
                        chosen={chosen?.entity === entity.key && chosen.action === action}
                        onChoose={() => choose({ entity: entity.key, action })}
                        onKeyDown={(event) => press(event, { entity: entity.key, action }, row, column)}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

// helpers //////////

interface PlaceProps {
  readonly entity: Entity;
  readonly action: Action;
  readonly scopes: Scopes | null;
  readonly at: readonly [number, number];
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Place({ entity, action, scopes, at, chosen, onChoose, onKeyDown }: PlaceProps) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const whole = entity.partOf === null ? undefined : registry.entities.get(entity.partOf);
  // A part has the rights of its whole where nothing is said of it.
  const inherited = scopes === null && whole !== undefined;
  const scope = scopes?.[action] ?? 'none';
  const tone = inherited ? 'as' : scope.startsWith('=') ? 'rule' : scope;
  const word = inherited
    ? t('design.role.as', { name: text(whole.label, whole.key) })
    : t(`design.role.scope.${tone}`);
  return (
    <UnstyledButton
      className={classes.place}
      data-tone={tone}
      data-row={at[0]}
      data-column={at[1]}
      aria-pressed={chosen}
      aria-label={`${text(entity.label, entity.key)}, ${t(`design.role.action.${action}`)}: ${word}`}
      title={scope.startsWith('=') ? scope : undefined}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      {tone === 'none' ? '–' : inherited ? '↑' : word}
    </UnstyledButton>
  );
}
