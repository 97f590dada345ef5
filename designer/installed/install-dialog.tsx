/** What a solution handed in as a file would do: conflicts to be decided first, then its changes; and the deed. */
import { IconPackageImport } from '@tabler/icons-react';
import { useState } from 'react';
import { installSolution, planInstall } from '#api/solutions.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { PlanDialog } from '../kit/plan/plan-dialog.tsx';
import { Conflicts, type Decisions } from './conflicts.tsx';

export interface InstallDialogProps {
  readonly file: File;
  readonly onClose: () => void;
}

export function InstallDialog({ file, onClose }: InstallDialogProps) {
  const t = useText();
  const text = useLabelText();
  const client = useApi();
  const [decisions, setDecisions] = useState<Decisions>({});
  const body = (more: Readonly<Record<string, string>> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ decisions: JSON.stringify(decisions), ...more }))
      form.append(name, value);
    form.append('file', file);
    return form;
  };
  return (
    <PlanDialog
      planKey={['solutions', 'install', file.name, file.lastModified, decisions]}
      plan={() => client.call(planInstall, { body: body() })}
      perform={({ base }, note) =>
        client.call(installSolution, { body: body({ base: String(base), note: note.trim() }) })
      }
      icon={<IconPackageImport size={18} />}
      title={(plan) =>
        plan
          ? t(plan.from === null ? 'design.installed.installTitle' : 'design.installed.upgradeTitle', {
              name: text(plan.title, plan.solution),
            })
          : file.name
      }
      sub={({ from, to, changes }) =>
        from === null
          ? t('design.installed.installSub', { to, count: changes.length })
          : t('design.installed.upgradeSub', { from, to, count: changes.length })
      }
      verb={(plan) => t(plan?.from == null ? 'design.installed.doInstall' : 'design.installed.doUpgrade')}
      before={({ conflicts }) => (
        <Conflicts conflicts={conflicts} decisions={decisions} onDecide={setDecisions} />
      )}
      keep={t('ui.action.cancel')}
      onClose={onClose}
    />
  );
}
