/** Whether a page's question for something new is open; an address that asks for it does so once, so that going back does not ask again. */
import { useEffect, useState } from 'react';
import { useGo } from '#ui/link.tsx';

/** @param plain the address of the page without the question */
export function useBegun(begin: boolean, plain: string): [boolean, (asked: boolean) => void] {
  const go = useGo();
  const [asked, setAsked] = useState(begin);
  useEffect(() => {
    if (begin) go(plain, { replace: true });
  }, [begin, plain, go]);
  return [asked, setAsked];
}
