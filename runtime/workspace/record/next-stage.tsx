/** What the stage ahead requires: met and missing, so that nobody is surprised when moving there. */
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { pipelineOf } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import type { FormHandle } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { Count } from '#ui/pill.tsx';
import { requirementsOf } from '#ui/stage-requirements.ts';
import classes from './next-stage.module.css';

export function NextStage({ entity, form }: { readonly entity: Entity; readonly form: FormHandle }) {
  const t = useText();
  const label = useLabel();
  const field = [...entity.fields.values()].find((candidate) => candidate.type.stages);
  const pipeline = field && pipelineOf(entity, field, form.values);
  if (!field || !pipeline) return null;
  const way = pipeline.stages.filter(({ outcome }) => outcome !== 'lost');
  const at = way.findIndex(({ key }) => key === form.values[field.key]);
  const next = at >= 0 ? way[at + 1] : undefined;
  const needs = next ? requirementsOf(next, field, form.values) : [];
  if (!next || needs.length === 0) return null;
  return (
    <section className={classes.needs}>
      <h3 className={classes.title}>
        {t('record.needs', { stage: label(next.label, next.key) })}
        <Count value={`${needs.filter(({ met }) => met).length}/${needs.length}`} />
      </h3>
      <ul className={classes.list}>
        {needs.map(({ kind, key, met }) => {
          const Mark = met ? IconCircleCheck : IconCircleDashed;
          return (
            <li key={key} data-met={met}>
              <Mark size={16} aria-hidden />
              {kind === 'check' ? label(next.checklist[key], key) : label(entity.fields.get(key)?.label, key)}
              <span className="hidden-text">{t(met ? 'record.met' : 'record.open')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
