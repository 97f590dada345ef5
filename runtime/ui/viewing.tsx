/** Says at the top of both apps that somebody looks at the platform as another person, and leads back. */
import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { endViewAs } from '#api/session.ts';
import { useApi } from './api.tsx';
import { useText } from './i18n.tsx';
import { useProblemText } from './problem.tsx';
import { useMe } from './session.ts';
import { toast } from './toast.tsx';
import classes from './viewing.module.css';

export function Viewing() {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const { person, viewer } = useMe();
  // Everything on screen is another person's from then on, so the page is loaded anew.
  const back = useMutation({
    mutationFn: () => client.call(endViewAs),
    onSuccess: () => location.assign('/'),
    onError: (error) => toast(sentence(error)),
  });
  if (!viewer) return null;
  return (
    <div className={classes.viewing} role="status">
      <IconEye size={16} aria-hidden />
      <span className={classes.text}>{t('ui.viewing.text', { name: person.name })}</span>
      <Button size="xs" variant="default" loading={back.isPending} onClick={() => back.mutate()}>
        {t('ui.viewing.back', { name: viewer.name })}
      </Button>
    </div>
  );
}
