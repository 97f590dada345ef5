/** Name, in further languages too, id, documentation. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { LANGUAGES, useText } from '#ui/i18n.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, listOf, type Moddle, textOf } from '../bpmn-types.ts';
import { extensionsOf } from '../extensions.ts';
import { processOf } from '../process-of.ts';
import { defineGroup, type GroupProps } from './group.ts';
import classes from './groups.module.css';

export const general = defineGroup({ key: 'general', applies: () => true, Body: General });

function General({ edit, element, modeler }: GroupProps) {
  const t = useText();
  const model = element.businessObject;
  // A pool stands for the process in it; its names and texts are the process's.
  const process = is(element, 'bpmn:Participant') || is(element, 'bpmn:Process') ? processOf(element) : null;
  const owner = process ?? model;
  const labels = extensionsOf(owner, 'potik:Label');
  const labelOf = (language: string) => {
    const found = labels.find((label) => textOf(label, 'language') === language);
    return found ? textOf(found, 'text') : '';
  };
  const setLabel = (language: string, text: string) => {
    const others = labels.filter((label) => textOf(label, 'language') !== language);
    const own = text ? [edit.create('potik:Label', { language, text })] : [];
    edit.extensions(element, 'potik:Label', [...others, ...own], owner);
  };
  const setName = (name: string | undefined) =>
    edit.together(() => {
      edit.properties(element, { name });
      if (process && process !== model) edit.part(element, process, { name });
    });
  return (
    <>
      <TextProp
        label={t('design.name')}
        value={model.name ?? ''}
        onChange={(name) => setName(name || undefined)}
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
      <Documentation edit={edit} element={element} owner={owner} />
      {process && <Descriptions edit={edit} element={element} process={process} />}
    </>
  );
}

/** That of a process is what people read before they start it. */
function Documentation({
  edit,
  element,
  owner,
}: Pick<GroupProps, 'edit' | 'element'> & { readonly owner: Moddle }) {
  const t = useText();
  const [documentation] = listOf(owner, 'documentation');
  return (
    <TextProp
      label={t('design.process.documentation')}
      value={documentation ? textOf(documentation, 'text') : ''}
      lines={2}
      onChange={(text) =>
        edit.part(element, owner, {
          documentation: text ? [edit.create('bpmn:Documentation', { text })] : [],
        })
      }
    />
  );
}

function Descriptions({
  edit,
  element,
  process,
}: Pick<GroupProps, 'edit' | 'element'> & { readonly process: Moddle }) {
  const t = useText();
  const texts = extensionsOf(process, 'potik:Description');
  const textIn = (language: string) => {
    const found = texts.find((text) => textOf(text, 'language') === language);
    return found ? textOf(found, 'text') : '';
  };
  const keep = (language: string, text: string) => {
    const others = texts.filter((other) => textOf(other, 'language') !== language);
    const own = text ? [edit.create('potik:Description', { language, text })] : [];
    edit.extensions(element, 'potik:Description', [...others, ...own], process);
  };
  return (
    <details className={classes.more} open={texts.length > 0 || undefined}>
      <summary>{t('design.process.descriptionLanguages')}</summary>
      {LANGUAGES.filter(({ code }) => code !== 'en' || textIn(code)).map(({ code, name }) => (
        <TextProp
          key={code}
          label={name}
          value={textIn(code)}
          lines={2}
          onChange={(text) => keep(code, text)}
        />
      ))}
    </details>
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
