/** Name, in further languages too, id, documentation. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { LANGUAGES, useText } from '#ui/i18n.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, listOf, textOf } from '../bpmn-types.ts';
import { extensionsOf } from '../extensions.ts';
import { processOf } from '../process-of.ts';
import { defineGroup, type GroupProps } from './group.ts';
import classes from './groups.module.css';

export const general = defineGroup({ key: 'general', applies: () => true, Body: General });

function General({ edit, element, modeler }: GroupProps) {
  const t = useText();
  const model = element.businessObject;
  const labels = extensionsOf(model, 'potik:Label');
  const labelOf = (language: string) => {
    const found = labels.find((label) => textOf(label, 'language') === language);
    return found ? textOf(found, 'text') : '';
  };
  const setLabel = (language: string, text: string) => {
    const others = labels.filter((label) => textOf(label, 'language') !== language);
    const own = text ? [edit.create('potik:Label', { language, text })] : [];
    edit.extensions(element, 'potik:Label', [...others, ...own]);
  };
  const [documentation] = listOf(model, 'documentation');
  return (
    <>
      <TextProp
        label={t('design.name')}
        value={model.name ?? ''}
        onChange={(name) => edit.properties(element, { name: name || undefined })}
      />
      <details className={classes.more} open={labels.length > 0 || undefined}>
        <summary>{t('design.process.languages')}</summary>
        {LANGUAGES.filter(({ code }) => code !== 'en' || labelOf(code)).map(({ code, name }) => (
          <TextProp key={code} label={name} value={labelOf(code)} onChange={(text) => setLabel(code, text)} />
        ))}
      </details>
      <IdInput
        id={is(element, 'bpmn:Participant') ? String(processOf(element)?.id ?? '') : element.id}
        taken={(id) => modeler.services.elementRegistry.get(id) !== undefined}
        onChange={(id) => {
          const process = processOf(element);
          if (is(element, 'bpmn:Participant') && process) edit.part(element, process, { id });
          else edit.properties(element, { id });
        }}
      />
      <TextProp
        label={t('design.process.documentation')}
        value={documentation ? textOf(documentation, 'text') : ''}
        lines={2}
        onChange={(text) =>
          edit.properties(element, {
            documentation: text ? [edit.create('bpmn:Documentation', { text })] : [],
          })
        }
      />
    </>
  );
}

/** Taken over when the place is left, for every key press would be another id. */
function IdInput({
  id,
  taken,
  onChange,
}: {
  readonly id: string;
  readonly taken: (id: string) => boolean;
  readonly onChange: (id: string) => void;
}) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? id;
  const mistake = !/^[A-Za-z_][\w.-]*$/.test(shown)
    ? t('design.process.idWrong')
    : shown !== id && taken(shown)
      ? t('design.keyTaken')
      : null;
  return (
    <TextInput
      label={t('design.process.id')}
      value={shown}
      error={mistake}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed !== null && typed !== id && !mistake) onChange(typed);
        setTyped(null);
      }}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12.5 } }}
    />
  );
}
