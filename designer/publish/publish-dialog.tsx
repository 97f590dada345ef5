/** What publishing the draft would do, in words first, then what the database does; a note; and the deed. */
import { IconRocket } from '@tabler/icons-react';
import { planDraft, publishDraft } from '#api/metadata.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useDraftStore } from '../draft/draft.tsx';
import { PlanDialog } from '../kit/plan/plan-dialog.tsx';

export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const client = useApi();
  const store = useDraftStore();
  const { position, savedAt } = store.view();
  return (
    <PlanDialog
      planKey={['draft', 'plan', position, savedAt]}
      plan={async () => {
        await store.settled();
        return client.call(planDraft);
      }}
      perform={async ({ base }, note) => {
        await store.settled();
        return client.call(publishDraft, { body: { note, base } });
      }}
      icon={<IconRocket size={18} />}
      title={(plan) => (plan ? t('design.publish.title', { number: plan.next }) : t('design.publish.verb'))}
      sub={({ changes, base }) => t('design.publish.sub', { count: changes.length, number: base })}
      verb={(plan) => (plan ? t('design.publish.deed', { number: plan.next }) : t('design.publish.verb'))}
      keep={t('design.publish.keep')}
      onClose={onClose}
    />
  );
}
