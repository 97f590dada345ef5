/** A command that is made of others: they are one step of undo. */
export const TOGETHER = 'potik.together';

export interface Together {
  readonly deeds: () => void;
}

/** As the command stack makes its handlers: with `new`. */
export function TogetherHandler(this: { preExecute(context: Together): void }): void {
  this.preExecute = ({ deeds }) => deeds();
}
