/** A script task: FEEL or JavaScript, and the variable its value goes to. */
import { SegmentedControl } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { FeelInput } from '../../kit/feel-input.tsx';
import { TextProp } from '../../kit/text-prop.tsx';
import { is, textOf } from '../bpmn-types.ts';
import { attributeOf } from '../extensions.ts';
import { useNames } from '../use-names.ts';
import { defineGroup, type GroupProps } from './group.ts';
import classes from './groups.module.css';

export const script = defineGroup({
  key: 'script',
  applies: (element) => is(element, 'bpmn:ScriptTask'),
  Body: Script,
});

function Script({ edit, element }: GroupProps) {
  const t = useText();
  const names = useNames(element);
  const model = element.businessObject;
  const format = textOf(model, 'scriptFormat').toLowerCase();
  const language = format === '' || format === 'feel' ? 'feel' : 'javascript';
  const known = format === '' || ['feel', 'javascript', 'js', 'ecmascript'].includes(format);
  const text = textOf(model, 'script');
  const result = attributeOf(model, 'potik:Script', 'result') || textOf(model, 'camunda:resultVariable');
  return (
    <>
      {known ? (
        <SegmentedControl
          fullWidth
          value={language}
          aria-label={t('design.script.language')}
          onChange={(next) => edit.properties(element, { scriptFormat: next })}
          data={[
            { value: 'feel', label: 'FEEL' },
            { value: 'javascript', label: 'JavaScript' },
          ]}
        />
      ) : (
        <p className={classes.text}>{t('design.script.foreign', { language: format })}</p>
      )}
      {language === 'feel' ? (
        <FeelInput
          label={t('design.script.expression')}
          names={names}
          always
          value={text}
          onChange={(next) =>
            edit.properties(element, {
              script: next.replace(/^\s*=\s*/, '') || undefined,
              scriptFormat: 'feel',
            })
          }
        />
      ) : (
        <TextProp
          label={t('design.script.text')}
          help={t('design.script.textHelp')}
          value={text}
          lines={8}
          mono
          onChange={(next) => edit.properties(element, { script: next || undefined })}
        />
      )}
      <TextProp
        label={t('design.task.result')}
        mono
        value={result}
        onChange={(next) =>
          edit.together(() => {
            edit.extension(element, 'potik:Script', {
              name: attributeOf(model, 'potik:Script', 'name'),
              result: next,
            });
            edit.properties(element, { 'camunda:resultVariable': undefined });
          })
        }
      />
    </>
  );
}
