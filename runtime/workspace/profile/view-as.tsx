/** Choosing a person to look at the platform as; what was chosen begins at once. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { beginViewAs } from '#api/session.ts';
import { useApi } from '#ui/api.tsx';
import { ControlsProvider } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { PersonSelect } from '#ui/person-select.tsx';
import { useProblemText } from '#ui/problem.tsx';
import type { Chosen } from '#ui/record-picker.tsx';
import { toast } from '#ui/toast.tsx';
import classes from './view-as.module.css';

export function ViewAs() {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const [person, setPerson] = useState<Chosen | null>(null);
  // Everything on screen is another person's from then on, so the page is loaded anew.
  const begin = useMutation({
    mutationFn: (id: string) => client.call(beginViewAs, { body: { person: id } }),
    onSuccess: () => location.assign('/'),
    onError: (error) => toast(sentence(error)),
  });
  return (
    <div className={classes.viewAs}>
      <ControlsProvider>
        <PersonSelect label={t('profile.viewAs.person')} value={person} onChange={setPerson} />
      </ControlsProvider>
      <Button
        variant="default"
        disabled={person === null}
        loading={begin.isPending}
        onClick={() => person && begin.mutate(person.id)}
      >
        {t('profile.viewAs.begin')}
      </Button>
    </div>
  );
}
