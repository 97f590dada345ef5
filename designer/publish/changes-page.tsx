/** The draft beside the live release: every change in words, undone ones too, and the text of a definition before and after. */

import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { changeAbout, changeWords } from '#metadata/change.ts';
import { useConfirm } from '#ui/confirm.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import { toast } from '#ui/toast.tsx';
import { addressOfId, HOME } from '../draft/addresses.ts';
import { type DraftView, useDraft, useDraftStore } from '../draft/draft.tsx';
import { ChangeLine } from '../kit/change-line.tsx';
import { DefinitionDifferences } from '../kit/definition-differences.tsx';
import page from '../kit/differences-page.module.css';
import { DraftMark } from '../kit/draft-mark.tsx';
import { BarSpace, EditorFrame, UndoRedo } from '../kit/editor-frame.tsx';
import { type Telling, WordsOrTexts } from '../kit/words-or-texts.tsx';
import classes from './changes-page.module.css';

export function ChangesPage() {
  const t = useText();
  const draft = useDraft();
  const store = useDraftStore();
  const confirm = useConfirm();
  const sentence = useProblemText();
  const [shown, setShown] = useState<Telling>('words');
  const discard = async () => {
    const sure = await confirm({
      title: t('design.changes.discardTitle'),
      text: t('design.changes.discardText'),
      verb: t('design.changes.discard'),
      danger: true,
    });
    if (sure) await store.discard().catch((error: unknown) => toast(sentence(error)));
  };
  const bar = (
    <>
      <WordsOrTexts value={shown} onChange={setShown} />
      <BarSpace />
      <UndoRedo
        onUndo={store.undo}
        onRedo={store.redo}
        canUndo={draft.position > 0}
        canRedo={draft.position < draft.steps.length}
      />
      <Button
        color="bad"
        variant="subtle"
        leftSection={<IconTrash size={16} />}
        disabled={draft.steps.length === 0}
        onClick={() => void discard()}
      >
        {t('design.changes.discard')}
      </Button>
    </>
  );
  return (
    <Page
      title={t('design.changes.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
      mark={<DraftMark />}
    >
      <EditorFrame bar={bar}>
        <Scrolled className={page.page}>
          {draft.conflict && (
            <p className={classes.conflict} role="alert">
              {t('design.changes.conflict', { number: draft.conflict.at + 1, why: draft.conflict.message })}
            </p>
          )}
          {draft.steps.length === 0 && (
            <EmptyState title={t('design.changes.none')} text={t('design.changes.noneText')} />
          )}
          {shown === 'words' ? (
            <InWords draft={draft} />
          ) : (
            <DefinitionDifferences before={draft.base} after={draft.configuration} />
          )}
        </Scrolled>
      </EditorFrame>
    </Page>
  );
}

// helpers //////////

function InWords({ draft }: { readonly draft: DraftView }) {
  const t = useText();
  const { steps, position, live, registry } = draft;
  if (steps.length === 0) return null;
  return (
    <div className={page.list}>
      {steps.map(({ change }, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity but their place
          key={at}
          data-undone={at >= position}
          className={classes.item}
        >
          <ChangeLine
            words={changeWords(change, live, registry)}
            action={
              at < position && registry.configuration.definitions.has(changeAbout(change)) ? (
                <Link href={addressOfId(changeAbout(change))} className={classes.link}>
                  {t('design.open')}
                </Link>
              ) : at >= position ? (
                <span className={classes.note}>{t('design.changes.undone')}</span>
              ) : null
            }
          />
        </div>
      ))}
    </div>
  );
}
