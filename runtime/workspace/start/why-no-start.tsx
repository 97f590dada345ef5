/** Why the person may not start a process: what hinders everybody, else what their roles and the diagram say of it. */
import { useQuery } from '@tanstack/react-query';
import { explainStart, type ProcessWhy } from '#api/processes.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';

export function WhyNoStart({ process }: { readonly process: string }) {
  const t = useText();
  const client = useApi();
  const { data: why, error } = useQuery({
    queryKey: ['processes', 'one', process, 'why'],
    queryFn: () => client.call(explainStart, { params: { key: process }, query: {} }),
  });
  if (error) return <ProblemNotice error={error} />;
  if (!why || why.mayStart) return null;
  return <span>{sentences(why).join(' ')}</span>;

  function sentences({ hindered, roles, starters, others }: ProcessWhy): string[] {
    if (hindered) return [t(`start.why.${hindered}`)];
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(', ');
    return [
      roles.length === 0 ? t('start.why.noRoles') : t('start.why.roles', { roles: names(roles) }),
      ...(starters.length > 0 ? [t('start.why.starters', { names: names(starters) })] : []),
      others.length > 0 ? t('start.why.others', { roles: names(others) }) : t('start.why.askAdmin'),
    ];
  }
}
