/** A choice kept on this device only: widths, closed groups. What belongs to the person is kept on the server. */
import { useLocalStorage } from '@mantine/hooks';

export function useKept<T extends string>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useLocalStorage<T>({
    key,
    defaultValue: initial,
    getInitialValueInEffect: false,
  });
  return [value, setValue];
}
