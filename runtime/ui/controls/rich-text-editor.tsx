/** The editor of formatted text (tiptap): the marks and blocks that the field's type keeps. A chunk of its own. */
import '@mantine/tiptap/styles.layer.css';
import { RichTextEditor as Frame } from '@mantine/tiptap';
import { useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect } from 'react';
import { useText } from '../i18n.tsx';
import type { ControlProps } from './control-kind.ts';

const EXTENSIONS = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4] },
    link: { openOnClick: false, protocols: ['mailto', 'tel'] },
  }),
];

export function RichTextEditor({ value, onChange, onBlur, label, autoFocus }: ControlProps) {
  const t = useText();
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: String(value ?? ''),
    autofocus: autoFocus ?? false,
    shouldRerenderOnTransaction: true,
    editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : changed.getHTML()),
    onBlur,
  });
  useEffect(() => {
    const shown = editor.isEmpty ? null : editor.getHTML();
    if (!editor.isFocused && shown !== value)
      editor.commands.setContent(String(value ?? ''), { emitUpdate: false });
  }, [editor, value]);
  return (
    <Frame
      editor={editor}
      labels={{
        boldControlLabel: t('ui.richText.bold'),
        italicControlLabel: t('ui.richText.italic'),
        bulletListControlLabel: t('ui.richText.list'),
        orderedListControlLabel: t('ui.richText.numbers'),
        linkControlLabel: t('ui.richText.link'),
        unlinkControlLabel: t('ui.richText.unlink'),
        linkEditorInputLabel: t('ui.richText.address'),
        linkEditorInputPlaceholder: 'https://example.com/',
        linkEditorExternalLink: t('ui.richText.newTab'),
        linkEditorInternalLink: t('ui.richText.sameTab'),
        linkEditorSave: t('ui.richText.apply'),
      }}
    >
      <Frame.Toolbar>
        <Frame.ControlsGroup>
          <Frame.Bold />
          <Frame.Italic />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.BulletList />
          <Frame.OrderedList />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.Link />
          <Frame.Unlink />
        </Frame.ControlsGroup>
      </Frame.Toolbar>
      <Frame.Content />
    </Frame>
  );
}
