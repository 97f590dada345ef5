/**
 * A BPMN error that a script or an expression threw on purpose. Whoever runs an activity's own work catches it and hands
 * it to `throwError`; anywhere else it is a failure of the step.
 */
export class BpmnError extends Error {
  override readonly name = 'BpmnError';
  readonly code: string;
  constructor(code: string, message?: string) {
    super(message ?? '');
    this.code = code;
  }
}
