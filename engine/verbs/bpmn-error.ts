import type { Place } from './evaluate.ts';

/**
 * A BPMN error that a script or an expression threw on purpose. Whoever runs several pieces of work at once catches it and hands
 * it to `failWith`; else the driver ends the piece that threw it and has `throwOut` look for who catches it.
 */
export class BpmnError extends Error {
  override readonly name = 'BpmnError';
  readonly code: string;
  /** Whose script or expression threw it. */
  readonly place: Place;
  constructor(place: Place, code: string, message?: string) {
    super(message ?? '');
    this.code = code;
    this.place = place;
  }
}
