/** Why a text is no working hours: sentences by code. */
import { saying } from '../said.ts';

export const HOURS_SENTENCES = {
  hours_overlap: '"{text}" begins before the span in front of it has ended.',
  hours_shape: '"{text}" is no span of hours; write it like 09:00-18:00, or closed.',
  hours_clock: '"{text}" has a time that no clock shows; the last one is 24:00.',
  hours_empty: '"{text}" ends when it begins; it needs some time in between.',
  hours_backwards:
    '"{text}" ends before it begins; hours over midnight are two spans: until 24:00, and from 00:00 of the next day.',
} as const;

export const say = saying(HOURS_SENTENCES);
