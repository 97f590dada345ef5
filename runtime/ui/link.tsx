/**
 * A link within an app: a real `<a href>` that changes the page without loading it anew. Clicks with Ctrl or the middle
 * button, and links to other apps, are left to the browser.
 */
import { useRouter } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef, type MouseEvent } from 'react';

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly replace?: boolean;
}

export const Link = forwardRef<HTMLAnchorElement, LinkProps>(function Link(
  { href, replace = false, onClick, target, ...rest },
  ref,
) {
  const router = useRouter({ warn: false });
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const ours = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !ours || target || !router) return;
    event.preventDefault();
    if (replace) router.history.replace(href);
    else router.history.push(href);
  };
  return <a ref={ref} href={href} target={target} onClick={follow} {...rest} />;
});

/** The same from code. */
export function useGo(): (href: string, options?: { readonly replace?: boolean }) => void {
  const router = useRouter();
  return (href, options) => {
    if (options?.replace) router.history.replace(href);
    else router.history.push(href);
  };
}
