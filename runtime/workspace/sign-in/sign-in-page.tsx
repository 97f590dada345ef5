/** The sign-in page; in a demo it offers the demo's people. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getState, type SignIn, signIn } from '#api/session.ts';
import { useApi } from '#ui/api.tsx';
import { DoorPage } from '#ui/door-page.tsx';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useWelcome } from '#ui/session.ts';
import { DemoPeople } from './demo-people.tsx';

export function SignInPage({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const client = useApi();
  const { language } = useLanguage();
  const welcome = useWelcome();
  const sentence = useProblemText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const state = useQuery({ queryKey: ['state'], queryFn: () => client.call(getState) });
  const enter = useMutation({
    mutationFn: async (body: SignIn) => welcome(await client.call(signIn, { body: { ...body, language } })),
    onSuccess: onDone,
  });
  const demo = state.data?.demo ?? [];
  return (
    <DoorPage
      title={t('signIn.title')}
      text={t(state.data?.setupNeeded ? 'signIn.setupNeeded' : 'signIn.text')}
      problem={enter.error ? sentence(enter.error) : undefined}
      onSubmit={() => enter.mutate({ email, password })}
      beside={
        demo.length > 0 && (
          <DemoPeople people={demo} busy={enter.isPending} onChoose={(person) => enter.mutate(person)} />
        )
      }
    >
      <TextInput
        size="md"
        type="email"
        label={t('signIn.email')}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        autoComplete="username"
        autoFocus
        required
        withAsterisk={false}
      />
      <PasswordInput
        size="md"
        label={t('signIn.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      <Button type="submit" size="md" variant="filled" fullWidth loading={enter.isPending} mt={4}>
        {t('signIn.submit')}
      </Button>
    </DoorPage>
  );
}
