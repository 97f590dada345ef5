/** The role whose people get a user task; a name that is not there yet becomes a role of the same draft. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText, useMake } from '../../draft/draft.tsx';
import { useSolution } from '../../draft/solution.ts';
import { keyOfLabel } from '../../kit/key-of-label.ts';

export interface RoleSelectProps {
  readonly value: string | undefined;
  readonly onChange: (role: string | undefined) => void;
}

/** Stands for the role that is to be made; no key has it. */
const NEW = '+';

export function RoleSelect({ value, onChange }: RoleSelectProps) {
  const t = useText();
  const text = useLabelText();
  const { language } = useLanguage();
  const make = useMake();
  const solution = useSolution();
  const { registry, configuration } = useDraft();
  const [words, setWords] = useState('');
  const roles = [...registry.roles.values()].map((role) => ({
    value: role.key,
    label: text(role.definition.label, role.key),
  }));
  // An expression, or a role of somewhere else.
  const other = value && !registry.roles.has(value) ? [{ value, label: value }] : [];
  const name = words.trim();
  const isKnown = [...roles, ...other].some(({ label }) => label.toLowerCase() === name.toLowerCase());
  const added = name && !isKnown ? [{ value: NEW, label: t('design.assignment.newRole', { name }) }] : [];
  const choose = (chosen: string | null) => {
    if (chosen !== NEW) return onChange(chosen ?? undefined);
    const key = keyOfLabel(name, (used) => configuration.definitions.has(`role/${used}`), 'role');
    const content = { label: { [language]: name }, records: {} };
    const role = { change: 'put', kind: 'role', key, solution: solution.key, content };
    if (make([...solution.changes, role])) onChange(key);
  };
  return (
    <Select
      aria-label={t('design.assignment.role')}
      placeholder={t('design.assignment.chooseRole')}
      data={[...roles, ...other, ...added]}
      value={value ?? null}
      onChange={choose}
      onSearchChange={setWords}
      searchable
      clearable
    />
  );
}
