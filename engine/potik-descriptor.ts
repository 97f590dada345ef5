/**
 * Potik's own BPMN extension elements as a moddle descriptor, for the designer's modeler. They are child elements of
 * `bpmn:extensionElements` only, never attributes on BPMN types, so that they clash with no other vocabulary. The README
 * describes them; `xml/dialects/potik.ts` reads them.
 */
export const POTIK_URI = 'urn:potik:bpmn:1';

const text = (name: string) => ({ name, isAttr: true, type: 'String' });

/** An extension element with attributes, perhaps a text, perhaps children. */
const type = (
  name: string,
  attributes: readonly string[],
  more: readonly object[] = [],
  allowedIn: readonly string[] = ['*'],
) => ({
  name,
  superClass: ['Element'],
  meta: { allowedIn },
  properties: [...attributes.map(text), ...more],
});

const BODY = { name: 'body', isBody: true, type: 'String' };
const many = (name: string, of: string) => ({ name, isMany: true, type: of });

const ACTIVITY = ['bpmn:Activity'];
const FLOW_NODE = ['bpmn:FlowNode', 'bpmn:SequenceFlow', 'bpmn:Process'];

export const potikDescriptor = {
  name: 'Potik',
  uri: POTIK_URI,
  prefix: 'potik',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    type('Label', ['language', 'text'], [], ['bpmn:BaseElement']),
    type('Description', ['language', 'text'], [], ['bpmn:Process']),
    type('Context', ['runAs', 'zone'], [many('variables', 'Variable')], ['bpmn:Process']),
    type('Variable', ['name', 'type', 'entity', 'required', 'list']),
    type('Version', ['tag', 'keepDays'], [], ['bpmn:Process']),
    type('Starter', ['user', 'role'], [], ['bpmn:Process']),
    type('Task', ['type', 'retries', 'pause', 'result'], [], ['bpmn:Activity', 'bpmn:ThrowEvent']),
    type('Input', ['name', 'value'], [], [...ACTIVITY, 'bpmn:Event']),
    type('Output', ['name', 'value'], [], [...ACTIVITY, 'bpmn:Event']),
    type(
      'Assignment',
      ['person', 'owner', 'people', 'role', 'queue', 'field', 'rule', 'notBy', 'of'],
      [],
      ['bpmn:UserTask'],
    ),
    type('Subject', ['name', 'description'], [], ['bpmn:UserTask']),
    type('Form', ['key'], [], ['bpmn:UserTask', 'bpmn:StartEvent']),
    type('Due', ['date', 'followUp'], [], ['bpmn:UserTask']),
    type('Calendar', ['key'], [], ['bpmn:UserTask', 'bpmn:CatchEvent']),
    type('Priority', ['value'], [], ['bpmn:UserTask']),
    type('Outcome', ['key', 'label', 'variable'], [many('labels', 'Label')], ['bpmn:UserTask']),
    type('Script', ['name', 'result'], [BODY], ['bpmn:ScriptTask']),
    type('Decision', ['key', 'binding', 'version', 'result', 'map'], [], ['bpmn:BusinessRuleTask']),
    type('Call', ['process', 'binding', 'version', 'businessKey', 'all'], [], ['bpmn:CallActivity']),
    type('In', ['name', 'value', 'all'], [], ['bpmn:CallActivity']),
    type('Out', ['name', 'value', 'all'], [], ['bpmn:CallActivity']),
    type('Correlation', ['key'], [], ['bpmn:Message', 'bpmn:Event', 'bpmn:SendTask', 'bpmn:ReceiveTask']),
    type('Payload', ['name', 'value'], [], ['bpmn:Event', 'bpmn:SendTask']),
    type('Listener', ['on', 'value', 'task', 'after'], [many('inputs', 'Input'), BODY], FLOW_NODE),
    type('Loop', ['collection', 'item', 'output', 'outputElement'], [], ACTIVITY),
    type(
      'Async',
      ['before', 'after', 'exclusive', 'eachBefore', 'eachAfter', 'priority'],
      [],
      ['bpmn:FlowNode'],
    ),
    type('AdHoc', ['active'], [], ['bpmn:AdHocSubProcess']),
    type('Catch', ['code', 'message', 'variable', 'on'], [], ['bpmn:EventDefinition']),
  ],
} as const;
