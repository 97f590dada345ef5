/** The first administrator, by the one-time link that the first start prints. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '#api/client.ts';
import { setUp } from '#api/session.ts';
import { useApi } from '#ui/api.tsx';
import { DoorPage } from '#ui/door-page.tsx';
import { useLanguage, useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useWelcome } from '#ui/session.ts';

const SHORTEST_PASSWORD = 10;

export function SetUpPage({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const t = useText();
  const client = useApi();
  const welcome = useWelcome();
  const sentence = useProblemText();
  const { language } = useLanguage();
  const [values, setValues] = useState({ name: '', email: '', password: '' });
  const begin = useMutation({
    mutationFn: async () => welcome(await client.call(setUp, { body: { token, language, ...values } })),
    onSuccess: onDone,
  });
  const problems = begin.error instanceof Problem ? begin.error.errors : [];
  const input = (key: keyof typeof values) => {
    const problem = problems.find(({ path }) => path === key);
    return {
      size: 'md',
      value: values[key],
      onChange: (event: { currentTarget: { value: string } }) =>
        setValues({ ...values, [key]: event.currentTarget.value }),
      error: problem && sentence.of(problem.code, problem.params, problem.message),
      required: true,
      withAsterisk: false,
    } as const;
  };
  return (
    <DoorPage
      title={t('setUp.title')}
      text={t('setUp.text')}
      problem={begin.error && problems.length === 0 ? sentence(begin.error) : undefined}
      onSubmit={() => begin.mutate()}
    >
      <TextInput label={t('setUp.name')} autoComplete="name" autoFocus {...input('name')} />
      <TextInput type="email" label={t('signIn.email')} autoComplete="username" {...input('email')} />
      <PasswordInput
        label={t('signIn.password')}
        description={t('setUp.passwordHint', { count: SHORTEST_PASSWORD })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        minLength={SHORTEST_PASSWORD}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        autoComplete="new-password"
        {...input('password')}
      />
      <Button type="submit" size="md" variant="filled" fullWidth loading={begin.isPending} mt={4}>
        {t('setUp.submit')}
      </Button>
    </DoorPage>
  );
}
