/** Formatted text; the editor is loaded when such a field is first shown. */
import { Input, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { defineControl, inputProps } from './control-kind.ts';

const Editor = lazy(async () => ({ default: (await import('./rich-text-editor.tsx')).RichTextEditor }));

export const richText = defineControl({
  key: 'rich_text',
  wide: true,
  large: true,
  Draw: (props) => {
    const { label, description, error, withAsterisk } = inputProps(props);
    return (
      <Input.Wrapper
        labelElement="div"
        label={label}
        description={description}
        error={error}
        withAsterisk={withAsterisk}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      >
        <Suspense fallback={<Skeleton height={120} />}>
          <Editor {...props} />
        </Suspense>
      </Input.Wrapper>
    );
  },
});
