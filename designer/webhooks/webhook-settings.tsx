/** What is set for a webhook in this installation: address, secret headers, the key that signs. */
import { Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { setWebhook, type WebhookItem } from '#api/webhooks.ts';
import { useApi } from '#ui/api.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import classes from './webhooks.module.css';
import { WEBHOOKS } from './webhooks-data.ts';

export function WebhookSettings({
  webhook: { key, url, ownUrl, headers, signed },
  onRotate,
  rotating,
}: {
  readonly webhook: WebhookItem;
  readonly onRotate: () => void;
  readonly rotating: boolean;
}) {
  const t = useText();
  const client = useApi();
  const confirm = useConfirm();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const [address, setAddress] = useState(ownUrl ? (url ?? '') : '');
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: () =>
      client.call(setWebhook, { params: { key }, body: { url: address.trim(), headers: secrets } }),
    onSuccess: () => {
      setSecrets({});
      toast(t('design.webhooks.saved'));
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: WEBHOOKS }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const rotate = async () => {
    const sure = await confirm({
      title: t('design.webhooks.rotate'),
      text: t('design.webhooks.rotateText'),
      verb: t('design.webhooks.rotate'),
    });
    if (sure) onRotate();
  };
  return (
    <form className={classes.settings} onSubmit={submit}>
      <TextInput
        type="url"
        label={t('design.webhooks.address')}
        description={t('design.webhooks.addressHint')}
        placeholder={ownUrl ? '' : (url ?? 'https://')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={save.isError && problemText(save.error)}
      />
      {headers.map(({ name, set }) => (
        <PasswordInput
          key={name}
          autoComplete="off"
          label={t('design.webhooks.header', { name })}
          description={t(set ? 'design.webhooks.headerSet' : 'design.webhooks.headerUnset')}
          value={secrets[name] ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const { [name]: _, ...others } = secrets;
            setSecrets(value === '' ? others : { ...others, [name]: value });
          }}
        />
      ))}
      <Group gap="xs">
        <Button type="submit" loading={save.isPending}>
          {t('design.webhooks.save')}
        </Button>
        {signed && (
          <Button
            variant="default"
            loading={rotating}
            title={t('design.webhooks.keyHint')}
            onClick={() => void rotate()}
          >
            {t('design.webhooks.rotate')}
          </Button>
        )}
      </Group>
    </form>
  );
}
