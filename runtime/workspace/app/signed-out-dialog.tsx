/** Asks whoever was working to sign in again, over the page as it stands. Before anybody signed in, the router asks instead. */
import { Button, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { type Me, signIn } from '#api/session.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useWelcome } from '#ui/session.ts';
import type { SignedOut } from './signed-out.ts';

export function SignedOutDialog({ signedOut }: { readonly signedOut: SignedOut }) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const welcome = useWelcome();
  const sentence = useProblemText();
  const raised = useSyncExternalStore(signedOut.subscribe, signedOut.isRaised);
  const me = queries.getQueryData<Me>(['me']);
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: async (person: Me['person']) =>
      welcome(await client.call(signIn, { body: { email: person.email, password } })),
    onSuccess: async () => {
      setPassword('');
      signedOut.settle();
      await queries.invalidateQueries();
    },
  });
  if (!me) return null;
  return (
    <Modal
      opened={raised}
      onClose={() => undefined}
      withCloseButton={false}
      title={t('signIn.again.title')}
      closeOnEscape={false}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate(me.person);
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('signIn.again.text', { name: me.person.name })}
          </Text>
          <PasswordInput
            label={t('signIn.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={enter.error ? sentence(enter.error) : undefined}
            autoComplete="current-password"
            data-autofocus
            required
            withAsterisk={false}
          />
          <Button type="submit" variant="filled" loading={enter.isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
