/** The team whose queue gets a task: by its name, or any key or expression where teams can not be seen here. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { recordsQuery } from '#ui/records.ts';
import { TextProp } from '../../kit/text-prop.tsx';

export interface TeamSelectProps {
  readonly value: string;
  readonly onChange: (team: string) => void;
}

const OTHER = '=';
const SHOWN = 200;

export function TeamSelect({ value, onChange }: TeamSelectProps) {
  const t = useText();
  const { data, isPending } = useQuery(
    recordsQuery(useApi(), 'team', { fields: ['name', 'key'], sort: ['name'], limit: SHOWN }),
  );
  const teams = (data?.items ?? []).flatMap(({ name, key }) =>
    typeof key === 'string' && key !== '' ? [{ value: key, label: String(name ?? key) }] : [],
  );
  const known = value === '' || teams.some((team) => team.value === value);
  const [other, setOther] = useState(false);
  if (isPending) return null;
  return (
    <>
      {teams.length > 0 && (
        <Select
          aria-label={t('design.assignment.queue')}
          placeholder={t('design.assignment.chooseTeam')}
          data={[...teams, { value: OTHER, label: t('design.assignment.otherTeam') }]}
          value={other || !known ? OTHER : value || null}
          onChange={(next) => {
            setOther(next === OTHER);
            if (next !== OTHER) onChange(next ?? '');
          }}
          searchable
          clearable
        />
      )}
      {(other || !known || teams.length === 0) && (
        <TextProp
          label={t('design.assignment.team')}
          help={t('design.assignment.teamHelp')}
          value={value}
          onChange={onChange}
          mono
        />
      )}
    </>
  );
}
