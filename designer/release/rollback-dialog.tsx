/** What rolling back to a release would do: everything made since in reverse, with what is lost by it; a note; and the deed. */
import { IconRotate } from '@tabler/icons-react';
import { planRollback, rollback } from '#api/metadata.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { PlanDialog } from '../kit/plan/plan-dialog.tsx';

export interface RollbackDialogProps {
  /** Number of the release to go back to. */
  readonly to: number;
  readonly onClose: () => void;
}

export function RollbackDialog({ to, onClose }: RollbackDialogProps) {
  const t = useText();
  const client = useApi();
  return (
    <PlanDialog
      planKey={['releases', 'rollback', to]}
      plan={() => client.call(planRollback, { body: { to } })}
      perform={({ base }, note) =>
        client.call(rollback, { body: { to, base, ...(note.trim() && { note }) } })
      }
      icon={<IconRotate size={18} />}
      title={() => t('design.releases.rollbackTitle', { number: to })}
      sub={({ next }) => t('design.releases.rollbackSub', { number: to, next })}
      verb={() => t('design.releases.rollback')}
      keep={t('ui.action.cancel')}
      onClose={onClose}
    />
  );
}
