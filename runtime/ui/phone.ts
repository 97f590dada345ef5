/** Whether the page is as narrow as a phone's; the same width as in CSS (`max-width: 47.99em`). */
import { useMediaQuery } from '@mantine/hooks';

export function usePhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false }) ?? false;
}
