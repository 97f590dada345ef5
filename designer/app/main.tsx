/** The page of the designer: starts the app in its root element. */
import { startDesigner } from './start.tsx';

void startDesigner(document.getElementById('root') as HTMLElement);
