/** How rows find records that are there: those they are about, and those they refer to by columns of their fields. */
import { MultiSelect, Select } from '@mantine/core';
import type { ImportDraft, ImportSettings, MatchRule } from '#api/imports.ts';
import type { Entity } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import classes from './import.module.css';

export interface MatchSettingsProps {
  readonly entity: Entity;
  readonly draft: ImportDraft;
  readonly settings: ImportSettings;
  readonly onMatch: (match: NonNullable<ImportSettings['match']>) => void;
}

const FOUND = ['update', 'skip', 'fail'] as const;
const MISSING = ['create', 'skip', 'fail'] as const;

export function MatchSettings({ entity, draft, settings, onMatch }: MatchSettingsProps) {
  const t = useText();
  const label = useLabel();
  const paths = Object.values(settings.columns);
  const related = [...new Set(paths.flatMap((path) => (path.includes('.') ? [path.split('.')[0]!] : [])))];
  const change = (part: string, rule: MatchRule) => onMatch({ ...settings.match, [part]: rule });
  return (
    <div className={classes.parts}>
      {['', ...related].map((part) => {
        const rule = settings.match?.[part] ?? ruleOf(part);
        const keys = draft.targets.filter(
          ({ path, match }) => match && paths.includes(path) && partOf(path) === part,
        );
        const name =
          part === ''
            ? label(entity.plural ?? entity.label, entity.key)
            : label(entity.fields.get(part)?.label, part);
        const never = part === '' && rule.by.length === 0;
        return (
          <fieldset key={part} className={classes.part}>
            <legend>{name}</legend>
            <MultiSelect
              label={t('import.match.by')}
              placeholder={rule.by.length === 0 ? t('import.match.never') : undefined}
              clearable
              value={[...rule.by]}
              onChange={(by) => change(part, { ...rule, by })}
              data={keys.map(({ path, label: text }) => ({
                value: fieldOf(path),
                label: text.split(' › ').at(-1)!,
              }))}
            />
            {!never && (
              <>
                <Select
                  label={t('import.match.found')}
                  allowDeselect={false}
                  value={rule.found}
                  onChange={(found) => change(part, { ...rule, found: found as MatchRule['found'] })}
                  data={FOUND.map((value) => ({
                    value,
                    label: t(`import.match.${part === '' ? 'own' : 'related'}.found.${value}`),
                  }))}
                />
                <Select
                  label={t('import.match.missing')}
                  allowDeselect={false}
                  value={rule.missing}
                  onChange={(missing) => change(part, { ...rule, missing: missing as MatchRule['missing'] })}
                  data={MISSING.map((value) => ({
                    value,
                    label: t(`import.match.${part === '' ? 'own' : 'related'}.missing.${value}`),
                  }))}
                />
              </>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

/** Rules for the parts that the columns have, and no others. */
export function fittingMatch({ columns, match }: ImportSettings): NonNullable<ImportSettings['match']> {
  const paths = Object.values(columns);
  const parts = new Set(['', ...paths.map(partOf)]);
  return Object.fromEntries(
    [...parts].map((part) => {
      const given = match?.[part] ?? ruleOf(part);
      const by = given.by.filter((key) => paths.includes(part === '' ? key : `${part}.${key}`));
      return [part, { ...given, by }];
    }),
  );
}

// helpers //////////

const partOf = (path: string) => (path.includes('.') ? path.split('.')[0]! : '');
const fieldOf = (path: string) => path.split('.').at(-1)!;

function ruleOf(part: string): MatchRule {
  return { by: [], found: part === '' ? 'update' : 'skip', missing: 'create' };
}
