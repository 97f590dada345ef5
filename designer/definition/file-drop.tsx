/** Takes files that are dropped anywhere in the designer. Drawn once, by the shell. */
import { useEffect, useRef, useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import classes from './file-drop.module.css';
import { useTakeFiles } from './take-files.ts';

export function FileDrop() {
  const t = useText();
  const take = useTakeFiles();
  const over = useDrop((files) => void take(files));
  return over && <div className={classes.over}>{t('design.import.drop')}</div>;
}

// helpers //////////

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
