/** A form as a hook: values, what is shown and required, changes, problems. Drawn by form.tsx. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { Problem } from '#api/client.ts';
import {
  beginValues,
  calculate,
  checkValues,
  type FieldItem,
  type FormEnv,
  type FormLayout,
  type FormState,
  type FormValues,
  formState,
} from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';
import { useFormat } from '../i18n.tsx';
import { useLabel } from '../model.ts';
import { useProblemText } from '../problem.tsx';
import { useRegistry } from '../registry.ts';
import { useMe } from '../session.ts';
import { changedItems, changesOf } from './form-values.ts';
import { useNearRecords } from './use-near-records.ts';

export interface FormHandle {
  readonly layout: FormLayout;
  /** As they stand, calculated fields included. */
  readonly values: FormValues;
  /** As they were when the form was opened or saved last. */
  readonly original: FormValues;
  readonly state: FormState;
  /** Sentences by path of the value. */
  readonly problems: ReadonlyMap<string, string>;
  readonly changed: readonly FieldItem[];
  /** Somebody has typed since it was opened. */
  readonly touched: boolean;
  set(path: string, value: Json): void;
  setAll(values: FormValues): void;
  /** Back to what was there. */
  reset(): void;
  /** Another version of the same: after saving, or when somebody else changed it. What was typed here stays. */
  rebase(original: FormValues, keep?: FormValues): void;
  /** True when nothing is wrong; else problems are shown from now on. */
  check(): boolean;
  /** Shows the server's problems at their fields; false where the error names no field of this form. */
  refuse(error: unknown): boolean;
  /** Changed values as they are sent. */
  changes(): Record<string, Json>;
}

export interface UseFormOptions {
  readonly layout: FormLayout;
  readonly original: FormValues;
  /** Where it begins, when that is not the original, such as a kept draft. */
  readonly begin?: FormValues;
  /** It is filled in for the first time: it begins with the defaults, over which `begin` counts. */
  readonly fresh?: boolean;
}

export function useForm({ layout, original: given, begin, fresh = false }: UseFormOptions): FormHandle {
  const registry = useRegistry();
  const me = useMe();
  const format = useFormat();
  const label = useLabel();
  const sentence = useProblemText();
  const [original, setOriginal] = useState(given);
  const opened = useRef(format.now());
  const [typed, setTyped] = useState<FormValues>(() => {
    const env = { now: opened.current, zone: format.timeZone, me: me.person.id };
    return fresh ? { ...beginValues(layout, env, registry), ...begin } : (begin ?? given);
  });
  const [first, setFirst] = useState(typed);
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const near = useNearRecords(layout, typed);
  const env = useMemo<FormEnv>(
    () => ({ now: opened.current, zone: format.timeZone, me: me.person.id, field: near }),
    [format.timeZone, me.person.id, near],
  );
  const values = useMemo(
    () => withNear(layout, layout.entity ? calculate(layout.entity, typed, env, registry) : typed, env),
    [layout, typed, env, registry],
  );
  const state = useMemo(() => formState(layout, values, env, registry), [layout, values, env, registry]);
  const found = useMemo(
    () => (checked ? checkValues(layout, values, env, registry) : []),
    [checked, layout, values, env, registry],
  );
  const problems = useMemo(() => {
    const own = found.map(({ path, code, params, message }) => {
      const field = fieldName(layout, path, label);
      return [path, sentence.of(code, { ...params, ...(field && { field }) }, message)] as const;
    });
    return new Map([...refused, ...own]);
  }, [found, refused, layout, label, sentence]);

  const set = useCallback((path: string, value: Json) => {
    setTyped((earlier) => ({ ...earlier, [path]: value }));
    setRefused((earlier) => withoutPath(earlier, path));
  }, []);
  return {
    layout,
    values,
    original,
    touched: Object.keys(typed).some((path) => typed[path] !== first[path]),
    state,
    problems,
    changed: useMemo(
      () => changedItems(layout, original, values, registry),
      [layout, original, values, registry],
    ),
    set,
    setAll: (all) => setTyped((earlier) => ({ ...earlier, ...all })),
    reset() {
      setTyped(original);
      setFirst(original);
      setChecked(false);
      setRefused(new Map());
    },
    rebase(next, keep) {
      setOriginal(next);
      setTyped({ ...next, ...keep });
      setRefused(new Map());
      if (!keep) setChecked(false);
    },
    check() {
      setChecked(true);
      return checkValues(layout, values, env, registry).length === 0;
    },
    refuse(error) {
      if (!(error instanceof Problem)) return false;
      const ours = error.errors.flatMap(({ path, code, params, message }) => {
        const own = path.replace(/^\/?values[./]/, '').replace(/^record\./, '');
        const field = fieldName(layout, own, label);
        return field ? [[own, sentence.of(code, { ...params, field }, message)] as const] : [];
      });
      setRefused(new Map(ours));
      return ours.length > 0;
    },
    changes: () => changesOf(layout, original, values, registry),
  };
}

// helpers //////////

/** Fields reached over lookups are read from the record that is chosen now. */
function withNear(layout: FormLayout, values: FormValues, env: FormEnv): FormValues {
  const through = layout.items.filter(({ path }) => path.includes('.'));
  if (through.length === 0) return values;
  const shown: Record<string, Json | undefined> = { ...values };
  for (const { path } of through) {
    const [first, second] = path.split('.') as [string, string];
    const reference = values[first] as { id?: string } | null | undefined;
    const field = layout.entity?.fields.get(first);
    const entity = field?.type.refersTo?.(field)?.entities[0];
    if (entity && reference?.id)
      shown[path] = env.field?.(entity, reference.id, second) ?? shown[path] ?? null;
    else if (reference === null) shown[path] = null;
  }
  return shown;
}

function fieldName(layout: FormLayout, path: string, label: ReturnType<typeof useLabel>): string | null {
  const [, first, last] = /^([a-z0-9_]+)(?:.*\.([a-z0-9_]+))?/i.exec(path) ?? [];
  const item = layout.items.find((candidate) => candidate.path === path || candidate.path === first);
  if (!item) return null;
  return last ? label(undefined, last) : label(item.label, item.path);
}

function withoutPath(problems: ReadonlyMap<string, string>, path: string): ReadonlyMap<string, string> {
  const kept = [...problems].filter(
    ([at]) => at !== path && !at.startsWith(`${path}[`) && !at.startsWith(`${path}.`),
  );
  return kept.length === problems.size ? problems : new Map(kept);
}
