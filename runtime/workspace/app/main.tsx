/** The page of the workspace: starts the app in its root element. */
import { startWorkspace } from './start.tsx';

void startWorkspace(document.getElementById('root') as HTMLElement);
