/** Starting one process: its form, the record it is about; then the first task of it that is the person's, or its own page. */
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { getProcess, type ProcessDetail, startInstance } from '#api/processes.ts';
import type { FormValues } from '#metadata/form.ts';
import { useApi } from '#ui/api.tsx';
import { ControlsProvider, Form, useForm } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { Keys, useKeys } from '#ui/keys.tsx';
import { LeaveGuard } from '#ui/leave-guard.tsx';
import { Link, useGo } from '#ui/link.tsx';
import { useLabel } from '#ui/model.ts';
import { Page } from '#ui/page.tsx';
import { usePhone } from '#ui/phone.ts';
import { ProblemNotice, useProblemText } from '#ui/problem.tsx';
import { RecordPicker } from '#ui/record-picker.tsx';
import { recordHref, recordQuery } from '#ui/records.ts';
import { useEntity, useRegistry } from '#ui/registry.ts';
import frame from '#ui/sheet.module.css';
import { filledValues, layoutOfTaskForm } from '#ui/task-form.ts';
import { toast } from '#ui/toast.tsx';
import classes from './start.module.css';
import { recordOf, type StartSearch } from './start-search.ts';
import { StartWaiting } from './start-waiting.tsx';
import { WhyNoStart } from './why-no-start.tsx';

export interface StartPageProps {
  readonly process: string;
  readonly search: StartSearch;
}

export function StartPage({ process, search }: StartPageProps) {
  const t = useText();
  const client = useApi();
  const found = useQuery({
    queryKey: ['processes', 'one', process],
    queryFn: () => client.call(getProcess, { params: { key: process } }),
  });
  return (
    <Page
      title={found.data?.item.name ?? t('app.start')}
      crumbs={[{ label: t('app.start'), href: '/start' }]}
      back="/start"
    >
      {found.data ? (
        <StartForm key={process} detail={found.data} search={search} />
      ) : (
        <div className={frame.page}>
          <div className={frame.sheet} data-narrow>
            {found.isError ? (
              <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
            ) : (
              <StartWaiting />
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

// helpers //////////

function StartForm({ detail, search }: { readonly detail: ProcessDetail; readonly search: StartSearch }) {
  const t = useText();
  const go = useGo();
  const phone = usePhone();
  const client = useApi();
  const queries = useQueryClient();
  const registry = useRegistry();
  const sentence = useProblemText();
  const label = useLabel();
  const { item, startForm } = detail;
  const about = useEntity(item.entity ?? '');
  const given = recordOf(search);
  const [chosen, setChosen] = useState<{ id: string; title?: string | null } | null>(null);
  const record = given ?? (item.entity && chosen ? { entity: item.entity, id: chosen.id } : undefined);
  const layout = useMemo(() => layoutOfTaskForm(startForm, registry), [startForm, registry]);
  const original = startForm.values as FormValues;
  const form = useForm({ layout, original, begin: original, fresh: true });
  const [done, setDone] = useState(false);
  const start = useMutation({
    mutationFn: () =>
      client.call(startInstance, {
        params: { key: item.key },
        body: { values: filledValues(form, registry), ...(record && { record }) },
      }),
    onSuccess({ id, next }) {
      setDone(true);
      void queries.invalidateQueries({ queryKey: ['instances'] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      toast(t('start.done', { name: item.name }));
      // The guard must have heard that nothing is unsaved before the page is left.
      setTimeout(() =>
        go(next ? `/inbox?task=${encodeURIComponent(next)}` : `/instances/${id}`, { replace: true }),
      );
    },
    onError: (error) => toast(form.refuse(error) ? t('ui.form.mend') : sentence(error), { stay: true }),
  });
  const submit = () => {
    if (start.isPending) return;
    if (form.check()) start.mutate();
    else toast(t('ui.form.mend'));
  };
  useKeys([{ keys: 'Ctrl+Enter', label: t('start.submit'), run: submit, disabled: !item.mayStart }]);
  return (
    <form
      className={frame.whole}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <LeaveGuard dirty={form.touched && !done} />
      <div className={frame.page}>
        <div className={frame.sheet} data-narrow>
          {item.description && <p className={classes.description}>{item.description}</p>}
          {given && <About entity={given.entity} id={given.id} />}
          {!given && item.entity && (
            <div className={classes.form}>
              <ControlsProvider>
                <RecordPicker
                  entity={item.entity}
                  label={label(about?.label, item.entity)}
                  value={chosen}
                  onChange={setChosen}
                />
              </ControlsProvider>
            </div>
          )}
          {form.layout.items.length > 0 ? (
            <div className={classes.form}>
              <Form form={form} look="boxed" autoFocus={!phone} />
            </div>
          ) : (
            (given || !item.entity) && <p className={classes.description}>{t('start.noForm')}</p>
          )}
        </div>
      </div>
      <footer className={frame.foot}>
        <Button
          type="submit"
          variant="filled"
          loading={start.isPending}
          disabled={!item.mayStart}
          leftSection={<IconPlayerPlay size={16} />}
          rightSection={phone ? undefined : <Keys keys="Ctrl+Enter" inverted />}
        >
          {t('start.submit')}
        </Button>
        <Button component={Link} href="/start" variant="subtle" color="gray">
          {t('ui.action.cancel')}
        </Button>
        {!item.mayStart && <WhyNoStart process={item.key} />}
      </footer>
    </form>
  );
}

function About({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText();
  const { data } = useQuery(recordQuery(useApi(), entity, id));
  if (!data) return null;
  return (
    <p className={classes.about}>
      {t('start.about')}{' '}
      <Link href={recordHref(entity, id)} className={classes.link}>
        {String(data.title ?? '')}
      </Link>
    </p>
  );
}
