/** What a new diagram or decision begins with: a file that opens in any BPMN or DMN tool. */

/**
 * A process with a start event, drawn.
 * @param entity of the record it is about; null where it is about none
 */
export function newProcessXml(key: string, name: string, entity: string | null): string {
  const context =
    entity === null
      ? ''
      : `
    <bpmn:extensionElements>
      <potik:context>
        <potik:variable name="${entity}" entity="${entity}" required="true" />
      </potik:context>
    </bpmn:extensionElements>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:potik="urn:potik:bpmn:1" id="${key}_definitions" targetNamespace="urn:potik:processes">
  <bpmn:process id="${key}" name="${escaped(name)}" isExecutable="true">${context}
    <bpmn:startEvent id="start" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="${key}_diagram">
    <bpmndi:BPMNPlane id="${key}_plane" bpmnElement="${key}">
      <bpmndi:BPMNShape id="start_di" bpmnElement="start">
        <dc:Bounds x="180" y="160" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

/** A decision table with one input, one output and no rules yet. */
export function newDecisionXml(key: string, name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${key}_definitions" name="${escaped(name)}" namespace="urn:potik:decisions">
  <decision id="${key}" name="${escaped(name)}">
    <variable id="${key}_variable" name="${key}" typeRef="string" />
    <decisionTable id="${key}_table" hitPolicy="FIRST">
      <input id="input_1" label="Amount">
        <inputExpression id="input_expression_1" typeRef="number">
          <text>amount</text>
        </inputExpression>
      </input>
      <output id="output_1" name="result" typeRef="string" />
      <rule id="rule_1">
        <inputEntry id="entry_1">
          <text>-</text>
        </inputEntry>
        <outputEntry id="entry_2">
          <text>"yes"</text>
        </outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
`;
}

// helpers //////////

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
