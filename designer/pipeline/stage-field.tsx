/** A pipeline that no stage field names has no effect: the field is added from here, so that nobody has to know how. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type Definition, idOf } from '#metadata/definition.ts';
import { fieldType } from '#metadata/field.ts';
import { PEOPLE } from '#metadata/people.ts';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useMake } from '../draft/draft.tsx';
import { useProblems } from '../draft/problems.tsx';

export interface StageFieldProps {
  readonly pipeline: Definition;
  readonly entity: Entity;
}

export function StageField({ pipeline, entity }: StageFieldProps) {
  const t = useText();
  const make = useMake();
  const problems = useProblems();
  const isUnused = problems.some(
    ({ code, definition }) => code === 'pipeline_unused' && definition === idOf(pipeline),
  );
  // What belongs to the platform is extended in the data model, where one says by which solution.
  if (!isUnused || entity.solution === PEOPLE) return null;
  const add = () =>
    make([
      {
        change: 'add_field',
        definition: `entity/${entity.key}`,
        field: freeKey(entity),
        content: { type: 'stage', label: fieldType('stage')!.label, pipeline: pipeline.key },
      },
    ]);
  return (
    <Button size="xs" mt="xs" leftSection={<IconPlus size={14} />} onClick={add}>
      {t('design.stage.addField')}
    </Button>
  );
}

// helpers //////////

/** `stage`, or `stage_2` where there is one already. */
function freeKey({ fields }: Entity): string {
  let key = 'stage';
  for (let number = 2; fields.has(key); number += 1) key = `stage_${number}`;
  return key;
}
