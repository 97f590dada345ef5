/** Above the navigation: the solution that is being designed, the release that is live; another one, a new one. */
import { Menu, Text, UnstyledButton } from '@mantine/core';
import { IconPlus, IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import type { SolutionDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText, useMake } from '../draft/draft.tsx';
import { newSolution, useSolution } from '../draft/solution.ts';
import { LabelInput, textsOf } from '../kit/label-input.tsx';
import { KeyInput, NewDialog, useNaming } from '../kit/new-dialog.tsx';
import classes from './solution-switch.module.css';

export function SolutionSwitch({ narrow }: { readonly narrow: boolean }) {
  const t = useText();
  const draft = useDraft();
  const text = useLabelText();
  const { key, all, choose } = useSolution();
  const [asked, setAsked] = useState(false);
  const titleOf = (solution: string) => {
    const content = draft.configuration.definitions.get(`solution/${solution}`)?.content;
    return text((content as SolutionDefinition | undefined)?.title, solution);
  };
  const title = titleOf(key);
  return (
    <>
      <Menu position="bottom-start" width={220}>
        <Menu.Target>
          <UnstyledButton className={classes.solution} data-narrow={narrow}>
            <span className="hidden-text">{t('design.solution.choose', { name: narrow ? title : '' })}</span>
            <span className={classes.mark} data-letters={title.slice(0, 2).toUpperCase()} aria-hidden />
            {!narrow && (
              <>
                <span className={classes.names}>
                  <b>{title}</b>
                  <span>{t('design.release', { number: draft.release })}</span>
                </span>
                <IconSelector size={16} aria-hidden />
              </>
            )}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {all.map((solution) => (
            <Menu.Item
              key={solution}
              fw={solution === key ? 550 : undefined}
              aria-current={solution === key}
              onClick={() => choose(solution)}
            >
              {titleOf(solution)}
            </Menu.Item>
          ))}
          {all.length > 0 && <Menu.Divider />}
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => setAsked(true)}>
            {t('design.solution.new')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && <NewSolution onClose={() => setAsked(false)} onMade={choose} />}
    </>
  );
}

// helpers //////////

function NewSolution({
  onClose,
  onMade,
}: {
  readonly onClose: () => void;
  readonly onMade: (key: string) => void;
}) {
  const t = useText();
  const make = useMake();
  const { configuration } = useDraft();
  const naming = useNaming('solution', (used) => configuration.definitions.has(`solution/${used}`));
  const add = () => {
    if (!make([newSolution(naming.key, textsOf(naming.label))])) return;
    onMade(naming.key);
    onClose();
  };
  return (
    <NewDialog kind="solution" isReady={naming.isNamed} onAdd={add} onClose={onClose}>
      <Text size="sm" c="dimmed">
        {t('design.solution.text')}
      </Text>
      <LabelInput title={t('design.name')} value={naming.label} onChange={naming.setLabel} autoFocus />
      <KeyInput naming={naming} />
    </NewDialog>
  );
}
