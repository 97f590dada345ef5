/** Which form a record is edited with. */
import { expect, test } from 'vitest';
import { formOf } from '#metadata/record-type.ts';
import { registry } from '../../support/configuration.ts';

const ENTITY = { 'entities/leave.yaml': 'label: Leave\nfields: {from: {type: date}, to: {type: date}}\n' };
const TASK = `
entity: leave
default: false
sections: [{fields: [to]}]
`;
const ASKING = `
entity: leave
variables: {comment: {type: text}}
sections: [{fields: [from, comment]}]
`;

function fieldsWith(forms: Readonly<Record<string, string>>): unknown {
  const built = registry({ ...ENTITY, ...forms });
  return formOf(built, built.entities.get('leave')!).definition.sections.flatMap(({ fields }) =>
    fields.flat(),
  );
}

test('forms of tasks are not what records are edited with', () => {
  expect(fieldsWith({ 'forms/approve.yaml': TASK, 'forms/ask.yaml': ASKING })).toEqual(['from', 'to']);
});

test('the default form is, else the first that is no form of a task', () => {
  const short = 'entity: leave\nsections: [{fields: [from]}]\n';
  expect(fieldsWith({ 'forms/approve.yaml': TASK, 'forms/short.yaml': short })).toEqual(['from']);
  const usual = 'entity: leave\ndefault: true\nsections: [{fields: [to, from]}]\n';
  expect(fieldsWith({ 'forms/a.yaml': short, 'forms/b.yaml': usual })).toEqual(['to', 'from']);
});
