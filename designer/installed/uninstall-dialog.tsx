/** What taking a solution away would do: its definitions go, its records are put aside; refused where others need it. */
import { IconTrash } from '@tabler/icons-react';
import { planUninstall, type SolutionItem, uninstallSolution } from '#api/solutions.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { PlanDialog } from '../kit/plan/plan-dialog.tsx';

export interface UninstallDialogProps {
  readonly solution: SolutionItem;
  readonly onClose: () => void;
}

export function UninstallDialog({ solution: { key, title }, onClose }: UninstallDialogProps) {
  const t = useText();
  const client = useApi();
  const name = useLabelText()(title, key);
  const params = { key };
  return (
    <PlanDialog
      planKey={['solutions', 'uninstall', key]}
      plan={() => client.call(planUninstall, { params })}
      perform={({ base }, note) =>
        client.call(uninstallSolution, { params, body: { base, ...(note.trim() && { note }) } })
      }
      icon={<IconTrash size={18} />}
      title={() => t('design.installed.uninstallTitle', { name })}
      sub={({ changes }) => t('design.installed.uninstallSub', { count: changes.length })}
      verb={() => t('design.installed.uninstall')}
      keep={t('ui.action.cancel')}
      onClose={onClose}
    />
  );
}
