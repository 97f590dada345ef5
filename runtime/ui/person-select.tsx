/** Choosing a person by name, outside forms: to hand a task on, to filter. Needs a ControlsProvider above it. */
import { RecordPicker, type RecordPickerProps } from './record-picker.tsx';

export function PersonSelect(props: Omit<RecordPickerProps, 'entity'>) {
  return <RecordPicker entity="user" {...props} />;
}
