/**
 * Places that were changed both here and by the maker since the last delivery: what was delivered, what stands here, what comes
 * now, side by side; one decision each. What was made here counts until it is said otherwise.
 */
import { Button, SegmentedControl } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import type { SolutionConflict } from '#api/solutions.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { useDefinitionTitle } from '../draft/use-definition-title.ts';
import classes from './installed.module.css';

export type Decisions = Readonly<Record<string, 'ours' | 'theirs'>>;

export interface ConflictsProps {
  readonly conflicts: readonly SolutionConflict[];
  readonly decisions: Decisions;
  readonly onDecide: (decisions: Decisions) => void;
}

export function Conflicts({ conflicts, decisions, onDecide }: ConflictsProps) {
  const t = useText();
  if (conflicts.length === 0) return null;
  const all = (side: 'ours' | 'theirs') =>
    onDecide(Object.fromEntries(conflicts.map(({ name }) => [name, side])));
  return (
    <section aria-label={t('design.installed.conflicts', { count: conflicts.length })}>
      <h3 className={classes.title}>
        <IconGitMerge size={16} aria-hidden />
        {t('design.installed.conflicts', { count: conflicts.length })}
        <Button size="xs" variant="subtle" ml="auto" onClick={() => all('ours')}>
          {t('design.installed.allOurs')}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => all('theirs')}>
          {t('design.installed.allTheirs')}
        </Button>
      </h3>
      <div className={classes.conflicts}>
        {conflicts.map((conflict) => (
          <Conflict
            key={conflict.name}
            conflict={conflict}
            side={decisions[conflict.name] ?? conflict.takes}
            onSide={(side) => onDecide({ ...decisions, [conflict.name]: side })}
          />
        ))}
      </div>
    </section>
  );
}

// helpers //////////

const SIDES = ['base', 'ours', 'theirs'] as const;

function Conflict({
  conflict,
  side,
  onSide,
}: {
  readonly conflict: SolutionConflict;
  readonly side: 'ours' | 'theirs';
  readonly onSide: (side: 'ours' | 'theirs') => void;
}) {
  const t = useText();
  const titleOf = useDefinitionTitle();
  return (
    <div className={classes.conflict}>
      <div className={classes.where}>
        <b>{titleOf(conflict.definition)}</b>
        <code>{conflict.path.join(' › ')}</code>
        <SegmentedControl
          size="xs"
          aria-label={conflict.name}
          value={side}
          onChange={(next) => onSide(next as 'ours' | 'theirs')}
          data={[
            { value: 'ours', label: t('design.installed.takeOurs') },
            { value: 'theirs', label: t('design.installed.takeTheirs') },
          ]}
        />
      </div>
      <dl className={classes.sides}>
        {SIDES.map((one) => (
          <div key={one} data-taken={one === side}>
            <dt>{t(`design.installed.side.${one}`)}</dt>
            <dd>
              {conflict[one] === undefined ? (
                <i>{t('design.installed.notThere')}</i>
              ) : (
                <pre>{written(conflict[one])}</pre>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function written(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
