/** What the process itself declares: whether it runs, what it is about, its variables, whose rights it has, who may start it. */
import { ActionIcon, Button, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { PEOPLE } from '#metadata/people.ts';
import type { Json } from '#metadata/value.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText, useMake } from '../../draft/draft.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, type Shape } from '../bpmn-types.ts';
import { attributeOf } from '../extensions.ts';
import { processOf, type Variable, variablesOf } from '../process-of.ts';
import { defineGroup, type GroupProps } from './group.ts';
import classes from './groups.module.css';

const standsForProcess = (element: Shape) =>
  (is(element, 'bpmn:Process') || is(element, 'bpmn:Participant')) && processOf(element) !== null;

export const process = defineGroup({ key: 'process', applies: standsForProcess, Body: ProcessBody });
export const variables = defineGroup({ key: 'variables', applies: standsForProcess, Body: Variables });
export const starters = defineGroup({ key: 'starters', applies: standsForProcess, Body: Starters });

const TYPES = [
  'string',
  'number',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'context',
  'any',
];

function ProcessBody({ edit, element }: GroupProps) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const model = processOf(element)!;
  return (
    <>
      <Switch
        label={t('design.process.executable')}
        checked={model.get('isExecutable') === true}
        onChange={(event) => edit.part(element, model, { isExecutable: event.currentTarget.checked })}
      />
      <Select
        label={t('design.process.runAs')}
        description={t('design.process.runAsHelp')}
        placeholder={t('design.process.unrestricted')}
        data={[...registry.roles.values()].map((role) => ({
          value: role.key,
          label: text(role.definition.label, role.key),
        }))}
        value={attributeOf(model, 'potik:Context', 'runAs') || null}
        onChange={(runAs) => writeContext({ edit, element }, { runAs: runAs ?? undefined })}
        clearable
      />
      <TextProp
        label={t('design.process.versionTag')}
        value={attributeOf(model, 'potik:Version', 'tag')}
        onChange={(tag) =>
          edit.extension(
            element,
            'potik:Version',
            { tag, keepDays: attributeOf(model, 'potik:Version', 'keepDays') },
            model,
          )
        }
      />
    </>
  );
}

function Variables({ edit, element }: GroupProps) {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  const declared = variablesOf(processOf(element));
  const keep = (next: readonly Variable[]) => writeContext({ edit, element }, { variables: next });
  const replace = (at: number, change: Partial<Variable>) =>
    keep(declared.map((variable, i) => (i === at ? { ...variable, ...change } : variable)));
  const types = [
    {
      group: t('design.process.records'),
      items: [...registry.entities.values()]
        .filter(({ made }) => !made)
        .map(({ key, label }) => ({ value: `entity ${key}`, label: text(label, key) })),
    },
    {
      group: t('design.process.values'),
      items: TYPES.map((type) => ({ value: type, label: t(`design.process.type.${type}`) })),
    },
  ];
  return (
    <>
      <p className={classes.text}>{t('design.process.variablesHelp')}</p>
      {declared.map((variable, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a variable may be renamed while one types
        <div key={at} className={classes.card}>
          <div className={classes.pair}>
            <NameInput value={variable.name} onChange={(name) => replace(at, { name })} />
            <Select
              aria-label={t('design.field.type')}
              data={types}
              value={variable.entity ? `entity ${variable.entity}` : variable.type || 'any'}
              onChange={(value) =>
                value?.startsWith('entity ')
                  ? replace(at, { entity: value.slice('entity '.length), type: '' })
                  : replace(at, { entity: '', type: value ?? 'any' })
              }
              searchable
              allowDeselect={false}
            />
            <ActionIcon
              aria-label={t('design.removeNamed', { name: variable.name })}
              onClick={() => keep(declared.filter((_, i) => i !== at))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
          <div className={classes.chips}>
            <Switch
              label={t('design.process.required')}
              checked={variable.required}
              onChange={(event) => replace(at, { required: event.currentTarget.checked })}
            />
            <Switch
              label={t('design.process.list')}
              checked={variable.list}
              onChange={(event) => replace(at, { list: event.currentTarget.checked })}
            />
          </div>
        </div>
      ))}
      <Button
        leftSection={<IconPlus size={16} />}
        onClick={() =>
          keep([
            ...declared,
            { name: freeName(declared), type: 'string', entity: '', required: false, list: false },
          ])
        }
      >
        {t('design.process.addVariable')}
      </Button>
    </>
  );
}

function NameInput({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (name: string) => void;
}) {
  const t = useText();
  return (
    <TextInput
      key={value}
      aria-label={t('design.name')}
      defaultValue={value}
      onBlur={(event) => {
        const name = event.currentTarget.value.trim();
        if (/^[A-Za-z_]\w*$/.test(name) && name !== value) onChange(name);
        else event.currentTarget.value = value;
      }}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12.5 } }}
    />
  );
}

/** Rights to start stand in the roles; what is chosen here changes them in the same draft. */
function Starters({ element }: GroupProps) {
  const t = useText();
  const text = useLabelText();
  const make = useMake();
  const { registry, configuration } = useDraft();
  const key = String(processOf(element)!.id);
  const roles = [...registry.roles.values()].filter((role) => role.solution !== PEOPLE && !role.everything);
  const starting = roles.filter((role) =>
    ['start', 'operate'].includes(role.definition.processes?.[key] ?? ''),
  );
  const change = (chosen: readonly string[]) => {
    const changes = roles.flatMap((role) => {
      const may = starting.includes(role);
      if (may === chosen.includes(role.key)) return [];
      const definition = configuration.definitions.get(`role/${role.key}`)!;
      const content = definition.content as Record<string, Json>;
      const { [key]: _, ...others } = (content.processes ?? {}) as Record<string, Json>;
      const processes = may ? others : { ...others, [key]: 'start' };
      return [
        {
          change: 'put',
          kind: 'role',
          key: role.key,
          solution: role.solution,
          content: { ...content, processes },
        },
      ];
    });
    make(changes);
  };
  return (
    <MultiSelect
      aria-label={t('design.group.starters')}
      description={t('design.process.startersHelp')}
      data={roles.map((role) => ({ value: role.key, label: text(role.definition.label, role.key) }))}
      value={starting.map((role) => role.key)}
      onChange={change}
      searchable
    />
  );
}

/** The context as a whole: what is not given stays. */
function writeContext(
  { edit, element }: Pick<GroupProps, 'edit' | 'element'>,
  change: { readonly runAs?: string | undefined; readonly variables?: readonly Variable[] },
): void {
  const model = processOf(element)!;
  const attribute = (name: string) => attributeOf(model, 'potik:Context', name) || undefined;
  const runAs = 'runAs' in change ? change.runAs : attribute('runAs');
  const declared = (change.variables ?? variablesOf(model)).map(({ name, type, entity, required, list }) =>
    edit.create('potik:Variable', {
      name,
      ...(entity ? { entity } : { type }),
      ...(required && { required: 'true' }),
      ...(list && { list: 'true' }),
    }),
  );
  const zone = attribute('zone');
  const context = edit.create('potik:Context', {
    ...(runAs && { runAs }),
    ...(zone && { zone }),
    variables: declared,
  });
  for (const variable of declared) variable.$parent = context;
  const empty = !runAs && !zone && declared.length === 0;
  edit.extensions(element, 'potik:Context', empty ? [] : [context], model);
}

function freeName(declared: readonly Variable[]): string {
  for (let number = 1; ; number += 1)
    if (!declared.some(({ name }) => name === `variable${number}`)) return `variable${number}`;
}
