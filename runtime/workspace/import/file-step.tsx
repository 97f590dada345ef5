/** The file: chosen or dropped, sent at once. */
import { FileButton, Loader } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import classes from './import.module.css';

export interface FileStepProps {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

export function FileStep({ busy, onFile }: FileStepProps) {
  const t = useText();
  const [over, setOver] = useState(false);
  return (
    <FileButton onChange={(file) => file && onFile(file)} accept=".csv,.txt,.tsv,.xlsx,.zip">
      {(button) => (
        <button
          {...button}
          type="button"
          className={classes.drop}
          data-over={over}
          disabled={busy}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            const [file] = event.dataTransfer.files;
            if (file) onFile(file);
          }}
        >
          {busy ? <Loader size={28} /> : <IconFileSpreadsheet size={28} aria-hidden />}
          <b>{t(busy ? 'import.file.reading' : 'import.file.choose')}</b>
          <span>{t('import.file.kinds')}</span>
        </button>
      )}
    </FileButton>
  );
}
