/** A reason why the server can't start that a person can mend; its message is shown as it is, without a stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
