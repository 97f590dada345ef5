/** Takes BPMN and DMN files, dropped anywhere on the page or chosen: each becomes a change of the draft. */
import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Change } from '#metadata/change.ts';
import { type Kind, kindOfModel } from '#metadata/kind.ts';
import { decisionIds, processIds } from '#metadata/process.ts';
import { useText } from '#ui/i18n.tsx';
import { useGo } from '#ui/link.tsx';
import { toast } from '#ui/toast.tsx';
import { definitionAddress } from '../draft/addresses.ts';
import { useDraft, useMake } from '../draft/draft.tsx';
import { useSolution } from '../draft/solution.ts';
import classes from './model-drop.module.css';

export function ModelDrop() {
  const t = useText();
  const take = useTakeModels();
  const over = useDrop((files) => void take(files));
  return (
    <>
      <FileButton multiple accept=".bpmn,.dmn" onChange={(files) => void take(files)}>
        {(props) => (
          <Button {...props} leftSection={<IconUpload size={16} />}>
            {t('design.import.button')}
          </Button>
        )}
      </FileButton>
      {over && <div className={classes.over}>{t('design.import.drop')}</div>}
    </>
  );
}

// helpers //////////

function useTakeModels(): (files: readonly File[]) => Promise<void> {
  const t = useText();
  const go = useGo();
  const make = useMake();
  const solution = useSolution();
  const { configuration } = useDraft();
  return async (files) => {
    const changes: Change[] = [...solution.changes];
    for (const file of files) {
      const kind = kindOfModel(file.name);
      if (!kind) {
        toast(t('design.import.unknown', { name: file.name }));
        continue;
      }
      const content = await file.text();
      const key = keyOf(kind, file.name, content);
      const old = configuration.definitions.get(`${kind.key}/${key}`);
      changes.push({
        change: 'put',
        kind: kind.key,
        key,
        solution: old?.solution ?? solution.key,
        content,
      });
    }
    const put = changes.slice(solution.changes.length);
    if (put.length === 0 || !make(changes)) return;
    toast(t('design.import.done', { count: put.length }));
    const [only] = put;
    if (put.length === 1) go(definitionAddress(String(only!.kind), String(only!.key)));
  };
}

/** A file with one process or decision is known by its id, another one by its name. */
function keyOf(kind: Kind, fileName: string, content: string): string {
  const ids = kind.key === 'process' ? processIds(content) : decisionIds(content);
  const [only] = ids;
  if (ids.length === 1 && only && kind.keys.pattern.test(only)) return only;
  const stem = fileName.slice(0, -kind.extension.length).replaceAll(/[^\w.-]+/g, '_');
  return kind.keys.pattern.test(stem) ? stem : `_${stem}`.slice(0, 127);
}

/** Whether files are held over the page. */
function useDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
