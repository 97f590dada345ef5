/**
 * Saving where the platform may have something to ask first: what an entity warns of (a record that looks like another, a
 * check that only warns) is shown, and saved all the same when the person says so.
 */
import { Problem } from '#api/client.ts';
import { useConfirm } from './confirm.tsx';
import { useText } from './i18n.tsx';
import { useProblemText } from './problem.tsx';

/** Gives what `send` gives; null when the person would rather look again. */
export function useAsking(): <T>(send: (ask: boolean) => Promise<T>) => Promise<T | null> {
  const t = useText();
  const confirm = useConfirm();
  const sentence = useProblemText();
  return async (send) => {
    try {
      return await send(true);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'to_confirm') throw error;
      const text = error.errors.map(({ code, params, message }) => sentence.of(code, params, message));
      const yes = await confirm({
        title: t('ui.record.consider'),
        text: text.join(' '),
        verb: t('ui.record.saveAnyway'),
      });
      return yes ? send(false) : null;
    }
  };
}
