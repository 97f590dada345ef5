/** The person's keys for programs: what there are, a new one, which is told once, and removing. */
import { ActionIcon, Button, Checkbox, Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKey, createKey, type KeyScope, listKeys, type NewKey, removeKey } from '#api/keys.ts';
import { useApi } from '#ui/api.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import classes from './api-keys.module.css';

const QUERY = ['api-keys'];
const OF_PLATFORM = ['operate', 'do_external_tasks', 'design', 'import', 'manage_people'] as const;

export function ApiKeys() {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const found = useQuery({ queryKey: QUERY, queryFn: () => client.call(listKeys) });
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const keys = found.data?.items ?? [];
  return (
    <section className={classes.keys}>
      <div className={classes.head}>
        <div>
          <h3 className={classes.title}>{t('profile.keys.title')}</h3>
          <p className={classes.text}>{t('profile.keys.text')}</p>
        </div>
        {!making && !made && (
          <Button variant="default" onClick={() => setMaking(true)}>
            {t('profile.keys.create')}
          </Button>
        )}
      </div>
      {made && <Made made={made} onDone={() => setMade(null)} />}
      {making && (
        <KeyForm
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
            void queries.invalidateQueries({ queryKey: QUERY });
          }}
        />
      )}
      {found.data && keys.length === 0 && !making && !made && (
        <p className={classes.text}>{t('profile.keys.none')}</p>
      )}
      {keys.length > 0 && (
        <ul className={classes.list}>
          {keys.map((key) => (
            <KeyLine key={key.id} value={key} />
          ))}
        </ul>
      )}
    </section>
  );
}

// helpers //////////

function KeyLine({ value }: { readonly value: ApiKey }) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const format = useFormat();
  const sentence = useProblemText();
  const { id, name, start, scopes, expiresAt, usedAt } = value;
  const over = expiresAt !== null && Date.parse(expiresAt) <= format.now();
  const facts = [
    scopes.map((scope) => t(`profile.keys.scope.${scope}`)).join(', '),
    usedAt ? t('profile.keys.used', { when: format.day(usedAt) }) : t('profile.keys.unused'),
    expiresAt &&
      (over ? t('profile.keys.expired') : t('profile.keys.until', { date: format.fullDate(expiresAt) })),
  ];
  const remove = async () => {
    const sure = await confirm({
      title: t('profile.keys.remove', { name }),
      text: t('profile.keys.removeConfirm'),
      verb: t('profile.keys.removeSubmit'),
      danger: true,
    });
    if (!sure) return;
    try {
      await client.call(removeKey, { params: { id } });
      toast(t('profile.keys.removed'));
    } catch (error) {
      toast(sentence(error));
    }
    await queries.invalidateQueries({ queryKey: QUERY });
  };
  return (
    <li className={classes.line}>
      <div className={classes.facts}>
        <span className={classes.name}>
          {name} <code className={classes.start}>{start}…</code>
        </span>
        <span className={classes.text}>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('profile.keys.remove', { name })}
        onClick={() => void remove()}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}

function KeyForm({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: (key: NewKey) => void;
}) {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const { may } = useMe();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const [days, setDays] = useState('365');
  const make = useMutation({
    mutationFn: () =>
      client.call(createKey, {
        body: { name, scopes: scopes as KeyScope[], days: days === 'never' ? null : Number(days) },
      }),
    onSuccess: onMade,
  });
  // A scope gives nothing that the person may not do.
  const offered: KeyScope[] = ['read', 'write', ...OF_PLATFORM.filter((scope) => may.includes(scope))];
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <TextInput
        label={t('profile.keys.name')}
        placeholder={t('profile.keys.namePlaceholder')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={make.error ? sentence(make.error) : undefined}
        maxLength={200}
        data-autofocus
        required
        withAsterisk={false}
      />
      <Checkbox.Group label={t('profile.keys.scopes')} value={scopes} onChange={setScopes}>
        <Group gap="sm" mt={6}>
          {offered.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`profile.keys.scope.${scope}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <div>
        <span className={classes.label}>{t('profile.keys.days')}</span>
        <SegmentedControl
          aria-label={t('profile.keys.days')}
          value={days}
          onChange={setDays}
          data={[
            { value: '30', label: t('profile.keys.in30') },
            { value: '90', label: t('profile.keys.in90') },
            { value: '365', label: t('profile.keys.in365') },
            { value: 'never', label: t('profile.keys.never') },
          ]}
        />
      </div>
      <Group gap="xs">
        <Button
          type="submit"
          variant="filled"
          loading={make.isPending}
          disabled={!name.trim() || scopes.length === 0}
        >
          {t('profile.keys.submit')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('profile.keys.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function Made({ made, onDone }: { readonly made: NewKey; readonly onDone: () => void }) {
  const t = useText();
  const copy = async () => {
    await navigator.clipboard.writeText(made.token);
    toast(t('profile.keys.copied'));
  };
  return (
    <div className={classes.form} role="status">
      <p>{t('profile.keys.made')}</p>
      <code className={classes.token}>{made.token}</code>
      <Group gap="xs">
        <Button variant="filled" leftSection={<IconCopy size={16} />} onClick={() => void copy()}>
          {t('profile.keys.copy')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('profile.keys.done')}
        </Button>
      </Group>
    </div>
  );
}
