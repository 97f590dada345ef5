/** Below the form while something is unsaved: what, discard, save. */
import { Button } from '@mantine/core';
import type { FormHandle } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { Keys } from '#ui/keys.tsx';
import { useLabel } from '#ui/model.ts';
import { usePhone } from '#ui/phone.ts';
import classes from './save-bar.module.css';

export interface SaveBarProps {
  readonly form: FormHandle;
  readonly busy: boolean;
  readonly onSave: () => void;
}

/** More names than this make no line any more. */
const NAMED = 3;

export function SaveBar({ form, busy, onSave }: SaveBarProps) {
  const t = useText();
  const label = useLabel();
  const phone = usePhone();
  const { changed } = form;
  if (changed.length === 0) return null;
  const names = changed.slice(0, NAMED).map((item) => label(item.label, item.path));
  const count = changed.length;
  return (
    <section className={classes.bar} aria-label={t('record.unsaved', { count })}>
      <span className={classes.dot} aria-hidden="true" />
      <span className={classes.text} role="status">
        {t('record.unsaved', { count })}
        {!phone && `: ${names.join(', ')}${count > NAMED ? '…' : ''}`}
      </span>
      <Button variant="subtle" color="gray" onClick={form.reset} disabled={busy}>
        {t('record.discard')}
      </Button>
      <Button
        variant="filled"
        loading={busy}
        onClick={onSave}
        rightSection={phone ? undefined : <Keys keys="Ctrl+S" inverted />}
      >
        {t('record.save')}
      </Button>
    </section>
  );
}
