/** Projects with jobs: an entity with one rule of every kind, and processes that make and change its records. */
import { bpmn, flows } from '../process.ts';

const variables = (...names: string[]) =>
  `<bpmn:extensionElements><potik:context>${names.join('')}</potik:context></bpmn:extensionElements>`;
const JOB = '<potik:variable name="job" entity="job"/>';
const deed = (type: string, inputs: Record<string, string>) =>
  `<bpmn:serviceTask id="t"><bpmn:extensionElements><potik:task type="${type}" result="made"/>${Object.entries(
    inputs,
  )
    .map(([name, value]) => `<potik:input name="${name}" value='${value}'/>`)
    .join('')}</bpmn:extensionElements></bpmn:serviceTask>`;
const START = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>';
const script = `<bpmn:scriptTask id="c" scriptFormat="javascript"><bpmn:extensionElements><potik:script result="patch"/></bpmn:extensionElements><bpmn:script>({ ...given })</bpmn:script></bpmn:scriptTask>`;
const change = deed('record.update', { record: '= job', values: '= patch' });
const make = deed('record.create', { entity: 'job', values: '= patch' });

export const FILES = {
  'solution.yaml': 'key: matrix\ntitle: Matrix\nversion: 1.0.0\nlanguages: [en]\n',
  'entities/project.yaml':
    'title: "{name}"\nfields: {name: {type: text}, jobs: {type: children, of: job}, total: {type: decimal, rollup: sum(jobs.cost)}}\n',
  'entities/job.yaml': `
title: "{name} · {code}"
fields:
  number:  {type: autonumber, pattern: "J-{00000}"}
  code:    {type: text, unique: true}
  phone:   {type: phone, country: ua}
  email:   {type: email}
  name:    {type: text, required: true}
  project: {type: lookup, to: project}
  cost:    {type: decimal}
  hours:   {type: integer, default: 8}
  double:  {type: decimal, formula: cost * 2}
  stage:   {type: stage, pipeline: job_stages}
  kind:    {type: choice, options: {own: Own, billed: Billed}, default: own}
  client:  {type: text}
  closed:  {type: boolean}
typed_by: kind
types: {billed: {requires: [client]}}
document: {lock: closed = true, open: [client]}
checks:
  dear: {that: cost = null or cost < 1000, message: That is too dear., field: cost}
`,
  'pipelines/job_stages.yaml':
    'entity: job\nstages: {open: {}, done: {requires: [cost]}, gone: {}}\nmoves: {gone: []}\n',
  'processes/changing.bpmn': bpmn(
    `${variables(JOB)}${START}${change}${flows('s -> t -> e')}`,
    '',
    'changing',
  ),
  'processes/making.bpmn': bpmn(`${START}${make}${flows('s -> t -> e')}`, '', 'making'),
  'processes/script_changing.bpmn': bpmn(
    `${variables(JOB)}${START}${script}${change}${flows('s -> c -> t -> e')}`,
    '',
    'script_changing',
  ),
  'processes/script_making.bpmn': bpmn(
    `${START}${script}${make}${flows('s -> c -> t -> e')}`,
    '',
    'script_making',
  ),
  'processes/on_cost.bpmn': bpmn(
    `${variables(JOB)}<bpmn:startEvent id="s"><bpmn:conditionalEventDefinition><bpmn:condition>= job.cost &gt; 500</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent><bpmn:userTask id="u"/>${flows('s -> u')}`,
    '',
    'on_cost',
  ),
};
