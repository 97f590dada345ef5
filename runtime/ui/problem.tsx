/**
 * What went wrong, in the person's language: translated by the server's code with its names, else the server's own
 * sentence. Never a code alone.
 */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '#api/client.ts';
import { useText } from './i18n.tsx';
import classes from './problem.module.css';

export type Params = Readonly<Record<string, unknown>>;

/** `sentence(error)`, `sentence.of('required', { field: 'Name' }, 'Name is required.')`. */
export interface ProblemText {
  (error: unknown): string;
  of(code: string, params: Params | undefined, fallback: string): string;
}

export function useProblemText(): ProblemText {
  const { t, i18n } = useTranslation();
  // The language is a dependency because `t` stays the same function in tests that change it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useCallback(makeSentence(), [t, i18n.language]);

  function makeSentence(): ProblemText {
    const of = (code: string, params: Params | undefined, fallback: string) => {
      const key = `${params?.field === undefined ? 'problem' : 'value'}.${code.replaceAll('.', '_')}`;
      const text: unknown = i18n.getResource(i18n.language, 'translation', key);
      // A sentence whose names did not come along would have holes; the server's own has none.
      const names = [...String(text).matchAll(/{{(\w+)/g)].map(([, name]) => name as string);
      if (typeof text !== 'string' || names.some((name) => params?.[name] === undefined)) return fallback;
      return t(key, { ...params });
    };
    const sentence = (error: unknown) => {
      if (!(error instanceof Problem)) return t('problem.internal');
      const [only, ...more] = error.errors;
      if (only && more.length === 0 && error.code === 'invalid')
        return of(only.code, only.params, only.message);
      return of(error.code, error.params, error.message);
    };
    return Object.assign(sentence, { of });
  }
}

/** In the place of what could not be loaded: the sentence and one way on, where trying again could help. */
export function ProblemNotice({
  error,
  onRetry,
  action,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
}) {
  const t = useText();
  const sentence = useProblemText();
  return (
    <div className={classes.notice} role="alert">
      <IconAlertTriangle size={22} className={classes.icon} aria-hidden />
      <p>{sentence(error)}</p>
      {action ?? (onRetry && !isFinal(error) && <Button onClick={onRetry}>{t('ui.problem.again')}</Button>)}
    </div>
  );
}

// helpers //////////

/** Whoever may not do it, or looks for what is not there, gets the same answer again. */
function isFinal(error: unknown): boolean {
  return error instanceof Problem && (error.status === 403 || error.status === 404);
}
