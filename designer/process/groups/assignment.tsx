/** Who gets a user task: a role, a team as a queue, a person, whoever a field of the record names. */
import { Autocomplete, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useDraft } from '../../draft/draft.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { is, textOf } from '../bpmn-types.ts';
import { type Attributes, extensionOf } from '../extensions.ts';
import { nodesOf, processOf } from '../process-of.ts';
import { personPaths } from '../record-fields.ts';
import { recordVariables, useNames } from '../use-names.ts';
import { ForeignNote } from './foreign-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';
import { RoleSelect } from './role-select.tsx';
import { TeamSelect } from './team-select.tsx';

export const assignment = defineGroup({
  key: 'assignment',
  applies: (element) => is(element, 'bpmn:UserTask'),
  Body: Assignment,
});

const WAYS = ['role', 'queue', 'field', 'person'] as const;
const NAMES = ['person', 'owner', 'people', 'role', 'queue', 'field', 'rule', 'notBy', 'of'];

function Assignment({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const { registry } = useDraft();
  const model = element.businessObject;
  const found = extensionOf(model, 'potik:Assignment');
  const given: Attributes = Object.fromEntries(
    NAMES.map((name) => [name, found ? textOf(found, name) || undefined : undefined]),
  );
  const used = WAYS.find((way) => given[way] !== undefined);
  const [way, setWay] = useState<(typeof WAYS)[number]>(used ?? 'role');
  const set = (change: Attributes) => edit.extension(element, 'potik:Assignment', { ...given, ...change });
  // One way at a time: what was chosen another way goes.
  const choose = (value: string | undefined) =>
    set({ role: undefined, queue: undefined, field: undefined, person: undefined, [way]: value });
  const fields = recordVariables(element).flatMap(({ name, entity }) => {
    const known = registry.entities.get(entity);
    return known ? personPaths(registry, known).map((path) => `${name}.${path}`) : [];
  });
  const others = nodesOf(processOf(element), 'bpmn:UserTask').filter(({ id }) => id !== element.id);
  return (
    <>
      <ForeignNote owner={model} type="potik:Assignment" />
      <SegmentedControl
        fullWidth
        value={way}
        aria-label={t('design.group.assignment')}
        onChange={(next) => setWay(next as typeof way)}
        data={WAYS.map((value) => ({ value, label: t(`design.assignment.${value}`) }))}
      />
      {way === 'role' && <RoleSelect value={given.role} onChange={choose} />}
      {way === 'queue' && (
        <TeamSelect value={given.queue ?? ''} onChange={(queue) => choose(queue || undefined)} />
      )}
      {way === 'field' && (
        <Autocomplete
          label={t('design.assignment.fieldPath')}
          description={fields.length === 0 ? t('design.assignment.noRecord') : undefined}
          data={fields}
          defaultValue={given.field ?? ''}
          onChange={(field) => {
            if (field === '' || fields.includes(field)) choose(field || undefined);
          }}
          onBlur={(event) => choose(event.currentTarget.value || undefined)}
        />
      )}
      {way === 'person' && (
        <FeelInput
          label={t('design.assignment.personValue')}
          help={t('design.assignment.personHelp')}
          value={given.person ?? ''}
          names={names}
          onChange={(person) => choose(person || undefined)}
        />
      )}
      {others.length > 0 && (
        <Select
          label={t('design.assignment.notBy')}
          data={others.map(({ id, name }) => ({ value: String(id), label: name || String(id) }))}
          value={given.notBy ?? null}
          onChange={(notBy) => set({ notBy: notBy ?? undefined })}
          clearable
        />
      )}
    </>
  );
}
