/**
 * What the designer's pictures find in the draft: something new, changed, removed, wrong, and a process from elsewhere that
 * names a program of its own. Upon the demo's CRM.
 */
const ARCHIVE = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  id="archive" targetNamespace="http://potik.example">
  <bpmn:process id="archive_contract" name="Archive contract" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="archive_task" name="Archive" camunda:class="com.example.Archive">
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:serviceTask id="send" name="Send a copy" camunda:class="com.example.SendCopy">
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="archive_task" />
    <bpmn:sequenceFlow id="f2" sourceRef="archive_task" targetRef="send" />
    <bpmn:sequenceFlow id="f3" sourceRef="send" targetRef="end" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="archive_contract">
    <bpmndi:BPMNShape id="s1" bpmnElement="start"><dc:Bounds x="160" y="102" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s2" bpmnElement="archive_task"><dc:Bounds x="250" y="80" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s3" bpmnElement="send"><dc:Bounds x="410" y="80" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s4" bpmnElement="end"><dc:Bounds x="572" y="102" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="196" y="120" /><di:waypoint x="250" y="120" /></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e2" bpmnElement="f2"><di:waypoint x="350" y="120" /><di:waypoint x="410" y="120" /></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e3" bpmnElement="f3"><di:waypoint x="510" y="120" /><di:waypoint x="572" y="120" /></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

export const DRAFT = [
  {
    change: 'add_field',
    definition: 'entity/customer',
    field: 'contract_form',
    content: {
      type: 'choice',
      label: { en: 'Contract form', uk: 'Форма договору', ru: 'Форма договора' },
      options: {
        paper: { en: 'On paper', uk: 'Паперовий', ru: 'Бумажный' },
        electronic: { en: 'Electronic', uk: 'Електронний', ru: 'Электронный' },
      },
    },
  },
  { change: 'drop_field', definition: 'entity/customer', field: 'segment' },
  {
    change: 'set_field',
    definition: 'entity/deal',
    field: 'delivery_date',
    content: { type: 'date', label: { en: 'Deliver by', uk: 'Доставити до', ru: 'Доставить до' } },
  },
  { change: 'put', kind: 'process', key: 'archive_contract', solution: 'crm', content: ARCHIVE },
  {
    change: 'put',
    kind: 'task_types',
    key: 'imported',
    solution: 'crm',
    content: {
      map: [
        {
          java_class: 'com.example.Archive',
          task: 'log.write',
          inputs: { message: '= "Archived " + contract' },
        },
      ],
    },
  },
];
