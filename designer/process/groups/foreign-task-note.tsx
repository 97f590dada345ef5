/**
 * A task whose program is not there, such as a Java class: which task of the platform stands for it, and the way to say so for all
 * diagrams that name it.
 */
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { useDraft } from '../../draft/draft.tsx';
import { lineOf } from '../../draft/foreign-tasks.ts';
import type { NamesBehind } from '../../kit/feel-input.tsx';
import type { Shape } from '../bpmn-types.ts';
import { foreignTaskOf } from '../foreign-task.ts';
import { MapTask } from '../map-task.tsx';
import classes from './groups.module.css';

export function ForeignTaskNote({
  element,
  solution,
  names,
}: {
  readonly element: Shape;
  readonly solution: string;
  readonly names: NamesBehind;
}) {
  const t = useText();
  const { configuration } = useDraft();
  const [asked, setAsked] = useState(false);
  const program = foreignTaskOf(element.businessObject);
  if (!program) return null;
  const line = lineOf(configuration, program);
  return (
    <div className={classes.card}>
      <div className={classes.text}>
        {line ? t('design.map.runs', { task: line.task }) : t('design.map.missing')}
      </div>
      <Button
        variant={line ? 'default' : 'filled'}
        leftSection={<IconPlugConnected size={16} />}
        onClick={() => setAsked(true)}
      >
        {t(line ? 'design.map.change' : 'design.map.verb')}
      </Button>
      {asked && (
        <MapTask
          program={program}
          line={line}
          solution={solution}
          names={names}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}
