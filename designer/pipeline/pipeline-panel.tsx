/** The properties of the pipeline itself. */
import { Select } from '@mantine/core';
import { type Definition, splitReference } from '#metadata/definition.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { entityAddress } from '../draft/addresses.ts';
import { nameOf } from '../draft/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { DefinitionHead } from '../kit/definition-head.tsx';
import { LabelProp } from '../kit/label-prop.tsx';
import { PanelBody, Section } from '../kit/panel.tsx';
import { stagesOf } from './pipeline-content.ts';
import type { PipelineEditing } from './pipeline-editing.ts';
import classes from './pipeline-page.module.css';
import { StageField } from './stage-field.tsx';

export function PipelinePanel({
  definition,
  content,
  edit,
}: PipelineEditing & { readonly definition: Definition }) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const entity = registry.entities.get(splitReference(content.entity).key);
  const stages = stagesOf(content);
  return (
    <>
      <DefinitionHead icon="timeline" name={nameOf(definition, text)} definition={definition} />
      <PanelBody>
        <Section title={t('design.group.general')}>
          <LabelProp
            title={t('design.name')}
            value={content.label}
            onChange={(label) => edit(label ? { ...content, label } : withoutLabel(content), 'label')}
          />
          <Select
            label={t('design.stage.start')}
            data={stages.map(({ key, stage }) => ({ value: key, label: text(stage.label, key) }))}
            placeholder={text(stages[0]?.stage.label, stages[0]?.key ?? '')}
            value={content.start ?? null}
            onChange={(start) => edit(start ? { ...content, start } : withoutStart(content))}
            clearable
          />
        </Section>
        {entity && (
          <Section title={t('design.kind.entity.one')}>
            <Link href={entityAddress(entity.key)} className={classes.link}>
              {text(entity.label, entity.key)}
            </Link>
            <StageField pipeline={definition} entity={entity} />
          </Section>
        )}
      </PanelBody>
    </>
  );
}

// helpers //////////

function withoutLabel({ label: _, ...rest }: PipelineEditing['content']): PipelineEditing['content'] {
  return rest;
}

function withoutStart({ start: _, ...rest }: PipelineEditing['content']): PipelineEditing['content'] {
  return rest;
}
