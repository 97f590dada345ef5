/** Files of diagrams, decisions, forms and definitions, chosen one by one; they can also be dropped anywhere (file-drop.tsx). */
import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useText } from '#ui/i18n.tsx';
import { ACCEPTED, useTakeFiles } from './take-files.ts';

export function ImportButton() {
  const t = useText();
  const take = useTakeFiles();
  return (
    <FileButton multiple accept={ACCEPTED} onChange={(files) => void take(files)}>
      {(props) => (
        <Button {...props} leftSection={<IconUpload size={16} />}>
          {t('design.import.button')}
        </Button>
      )}
    </FileButton>
  );
}
