/** An uploaded file: chosen or dropped, sent at once, named by its id when the form is saved. */
import { ActionIcon, FileButton, Input, Loader } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type UploadedFile, uploadFile } from '#api/files.ts';
import { useApi } from '../api.tsx';
import { FileCell, ImageCell } from '../cells/file-cells.tsx';
import { useFormat, useText } from '../i18n.tsx';
import { useProblemText } from '../problem.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';
import classes from './controls.module.css';

export const file = defineControl({ key: 'file', large: true, Draw: (props) => <FileBox {...props} /> });
export const image = defineControl({
  key: 'image',
  large: true,
  Draw: (props) => <FileBox {...props} picture />,
});

// helpers //////////

interface Settings {
  readonly accept?: readonly string[];
  readonly maxSize?: number;
}

function FileBox({ picture = false, ...props }: ControlProps & { readonly picture?: boolean }) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const sentence = useProblemText();
  const [over, setOver] = useState(false);
  const { accept = [], maxSize } = (props.field.settings as Settings | null) ?? {};
  const { label, description, error, withAsterisk } = inputProps(props);
  const upload = useMutation({
    mutationFn: async (chosen: File): Promise<UploadedFile> => {
      if (maxSize !== undefined && chosen.size > maxSize)
        throw new Error(t('ui.file.tooLarge', { name: chosen.name, size: format.bytes(maxSize) }));
      const body = new FormData();
      body.append('file', chosen);
      return client.call(uploadFile, { body });
    },
    onSuccess: ({ id, name, size, type }) => props.onChange({ id, name, size, type }),
  });
  const refusal =
    upload.error && (upload.error.name === 'Problem' ? sentence(upload.error) : upload.error.message);
  return (
    <Input.Wrapper
      labelElement="div"
      label={label}
      description={description}
      error={refusal ?? error}
      withAsterisk={withAsterisk}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <div className={classes.files}>
        {props.value !== null && (
          <span className={classes.file}>
            {picture ? (
              <ImageCell field={props.field} value={props.value} dense />
            ) : (
              <FileCell field={props.field} value={props.value} dense />
            )}
            <ActionIcon size={24} aria-label={t('ui.control.remove')} onClick={() => props.onChange(null)}>
              <IconX size={14} />
            </ActionIcon>
          </span>
        )}
        <FileButton
          onChange={(chosen) => chosen && upload.mutate(chosen)}
          accept={accept.join(',') || undefined}
        >
          {(button) => (
            <button
              {...button}
              type="button"
              className={classes.drop}
              data-over={over}
              aria-label={`${props.label}: ${t('ui.file.attach')}`}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => setOver(false)}
              onDrop={(event) => {
                event.preventDefault();
                setOver(false);
                const [dropped] = event.dataTransfer.files;
                if (dropped) upload.mutate(dropped);
              }}
            >
              {upload.isPending ? <Loader size={14} /> : <IconPaperclip size={14} aria-hidden />}
              {t(props.value === null ? 'ui.file.attach' : 'ui.file.replace')}
            </button>
          )}
        </FileButton>
      </div>
    </Input.Wrapper>
  );
}
