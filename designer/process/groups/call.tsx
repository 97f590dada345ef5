/** The process a call activity starts, and what goes in and comes out. */
import { Select, Switch } from '@mantine/core';
import { definitionsOf } from '#metadata/definition.ts';
import { processIds } from '#metadata/process.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft } from '../../draft/draft.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { is, textOf } from '../bpmn-types.ts';
import { extensionOf, extensionsOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { ForeignNote } from './foreign-note.tsx';
import { defineGroup, type GroupProps } from './group.ts';
import { Pairs } from './pairs.tsx';

export const call = defineGroup({
  key: 'call',
  applies: (element) => is(element, 'bpmn:CallActivity'),
  Body: Call,
});

const NAMES = ['process', 'binding', 'version', 'businessKey', 'all'];

function Call({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const { configuration } = useDraft();
  const model = element.businessObject;
  const found = extensionOf(model, 'potik:Call');
  const given = Object.fromEntries(NAMES.map((name) => [name, found ? textOf(found, name) : '']));
  const set = (change: Readonly<Record<string, string>>) =>
    edit.extension(element, 'potik:Call', { ...given, ...change });
  const processes = definitionsOf(configuration, 'process').flatMap(({ content }) =>
    processIds(String(content)),
  );
  const mapsAll = (type: string) => extensionsOf(model, type).some((one) => textOf(one, 'all') === 'true');
  const setAll = (type: string, all: boolean) => {
    const others = extensionsOf(model, type).filter((one) => textOf(one, 'all') !== 'true');
    edit.extensions(element, type, all ? [edit.create(type, { all: 'true' }), ...others] : others);
  };
  return (
    <>
      <ForeignNote owner={model} type="potik:Call" />
      <Select
        aria-label={t('design.kind.process.one')}
        placeholder={t('design.call.choose')}
        data={[...new Set(processes)]}
        value={given.process || null}
        onChange={(process) => set({ process: process ?? '' })}
        searchable
        clearable
      />
      <FeelInput
        label={t('design.call.businessKey')}
        names={names}
        value={given.businessKey ?? ''}
        onChange={(businessKey) => set({ businessKey })}
      />
      {(['In', 'Out'] as const).map((way) => (
        <div key={way} style={{ display: 'contents' }}>
          <Switch
            label={t(`design.call.all${way}`)}
            checked={mapsAll(`potik:${way}`)}
            onChange={(event) => setAll(`potik:${way}`, event.currentTarget.checked)}
          />
          {!mapsAll(`potik:${way}`) && (
            <Pairs
              edit={edit}
              element={element}
              type={`potik:${way}`}
              names={names}
              title={t(`design.call.some${way}`)}
              nameLabel={t('design.name')}
              valueLabel={t('design.mapping.value')}
            />
          )}
        </div>
      ))}
    </>
  );
}
