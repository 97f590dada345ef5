/** The Mantine theme: sizes, defaults of components, and the classes of `mantine.module.css` on them. */
import {
  ActionIcon,
  Button,
  Checkbox,
  Combobox,
  createTheme,
  Drawer,
  Input,
  InputWrapper,
  Menu,
  Modal,
  Notification,
  NumberInput,
  Pill,
  Popover,
  Radio,
  SegmentedControl,
  Skeleton,
  Switch,
  Tabs,
  Textarea,
  Tooltip,
} from '@mantine/core';
import classes from './mantine.module.css';
import { variantColours } from './variant-colours.ts';

const ACCENT = [
  '#edf0ff',
  '#e7ecff',
  '#b9c6f8',
  '#7c93ff',
  '#5c78ee',
  '#4a67e4',
  '#3b5bdb',
  '#3450c4',
  '#2f4bc0',
  '#263c99',
] as const;

export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '620' },
  primaryColor: 'accent',
  colors: { accent: ACCENT },
  variantColorResolver: variantColours,
  focusRing: 'never',
  cursorType: 'pointer',
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: 'var(--r-sm)', md: 'var(--r)', lg: 'var(--r-lg)', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  fontSizes: {
    xs: 'var(--fs-xs)',
    sm: 'var(--fs-sm)',
    md: 'var(--fs)',
    lg: 'var(--fs-lg)',
    xl: 'var(--fs-xl)',
  },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  shadows: {
    xs: 'var(--shadow-1)',
    sm: 'var(--shadow-1)',
    md: 'var(--shadow-2)',
    lg: 'var(--shadow-2)',
    xl: 'var(--shadow-3)',
  },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      classNames: { root: classes.button },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: 32, variant: 'subtle', color: 'gray' },
      classNames: { root: classes.actionIcon },
    }),
    Input: Input.extend({ classNames: { wrapper: classes.inputWrapper, input: classes.input } }),
    InputWrapper: InputWrapper.extend({
      classNames: {
        root: classes.field,
        label: classes.label,
        required: classes.required,
        description: classes.hint,
        error: classes.error,
      },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { hideControls: true } }),
    Textarea: Textarea.extend({ defaultProps: { autosize: true, minRows: 2 } }),
    Combobox: Combobox.extend({
      classNames: { dropdown: classes.dropdown, option: classes.option, empty: classes.comboboxEmpty },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md' }, classNames: { dropdown: classes.popover } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', radius: 'md', position: 'bottom-end', withinPortal: true },
      classNames: {
        dropdown: classes.menu,
        item: classes.menuItem,
        label: classes.menuLabel,
        itemSection: classes.menuSection,
      },
    }),
    Modal: Modal.extend({
      defaultProps: { radius: 'lg', centered: false, yOffset: '12vh', transitionProps: { duration: 120 } },
      classNames: {
        content: classes.modal,
        header: classes.modalHeader,
        title: classes.modalTitle,
        overlay: classes.scrim,
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: { transitionProps: { duration: 150 } },
      classNames: { overlay: classes.scrim, title: classes.modalTitle },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withinPortal: true },
      classNames: { tooltip: classes.tooltip },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { transitionDuration: 0, withItemsBorders: false },
      classNames: { root: classes.segments, label: classes.segment, indicator: classes.segmentOn },
    }),
    Tabs: Tabs.extend({ classNames: { list: classes.tabList, tab: classes.tab } }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: '16px', radius: 'xs' },
      classNames: { label: classes.checkLabel },
    }),
    Radio: Radio.extend({
      // A size in pixels would make the dot as large as the ring around it.
      vars: () => ({ root: { '--radio-size': '16px', '--radio-icon-size': '6px' } }),
      classNames: { label: classes.checkLabel },
    }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' }, classNames: { label: classes.checkLabel } }),
    Pill: Pill.extend({ classNames: { root: classes.valuePill } }),
    Notification: Notification.extend({
      classNames: {
        root: classes.toast,
        title: classes.toastTitle,
        description: classes.toastText,
        closeButton: classes.toastClose,
      },
    }),
    Skeleton: Skeleton.extend({ classNames: { root: classes.skeleton } }),
  },
});
