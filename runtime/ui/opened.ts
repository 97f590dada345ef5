/**
 * Lists, calendars and dialogs open at the end of the page, outside of what they belong to: a press or the focus in them does not
 * leave the form or the popover they were opened from.
 */
const OPENED = '.mantine-Popover-dropdown, .mantine-Combobox-dropdown, [role=dialog]';

export function isInOpened(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OPENED) !== null;
}
