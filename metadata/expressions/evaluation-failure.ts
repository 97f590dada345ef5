/** The evaluation could not give a value: an unknown name in JUEL, too many steps, a function that refused. */
export class EvaluationFailure extends Error {
  override readonly name = 'EvaluationFailure';
}
