import { enterActivity } from '../verbs/activity.ts';
import { completeWork } from '../verbs/complete.ts';
import { evaluate } from '../verbs/evaluate.ts';
import { setResult } from '../verbs/set-result.ts';
import { compileScript } from '../xml/compile-script.ts';
import { define } from './element-type.ts';

/** A script, or a FEEL expression, whose value may be kept under a name (13.3.3). */
export const scriptTask = define({
  kind: 'scriptTask',
  bpmn: 'bpmn:ScriptTask',
  compile(source) {
    return { script: compileScript(source) };
  },
  enter: enterActivity,
  *execute(run, key, element) {
    const { expression, result } = element.script!;
    const value = yield* evaluate(run, { key, element }, expression, 'script');
    setResult(run, key, element, result, value);
    yield* completeWork(run, key, element);
  },
});
