/** Why a command was not carried out. Whoever hands commands in tells these three apart. */
import type { Rejection as EngineRejection, Failure } from '#engine/failures.ts';

/** The command may not be carried out now; nothing has changed. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly rejection: EngineRejection;
  constructor(rejection: EngineRejection) {
    super(rejection.message);
    this.rejection = rejection;
  }
}

/** The model or its data is at fault; nothing has changed (DECISIONS 3). */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The unit's guard said no, or its order was carried out by another node: there is nothing left to do. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}
