/** How a deed ends, as data: its result, or the whole refusal; what breaks otherwise breaks. */
import { Rejection } from '../../runtime/server/rejection.ts';

export async function rejectionOrResult(deed: Promise<unknown>): Promise<unknown> {
  try {
    return { result: await deed };
  } catch (error) {
    if (error instanceof Rejection) return { refused: error.detail };
    throw error;
  }
}
