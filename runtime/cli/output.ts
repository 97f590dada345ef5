/** Speaking to people or machines, see `Output`. */
import type { Output } from './command.ts';

/** Where a command's words go. */
export interface Voice {
  tell(text: string): void;
  warn(text: string): void;
  /** Draws over the line that a bar stands on; null where nobody watches. */
  readonly draw: ((text: string) => void) | null;
}

export const terminal: Voice = {
  tell: (text) => console.log(text),
  warn: (text) => console.error(text),
  draw: process.stderr.isTTY ? (text) => void process.stderr.write(`\r\x1b[K${text}`) : null,
};

const WIDTH = 30;

export function createOutput(json: boolean, { tell, warn, draw }: Voice): Output {
  let bar = false;
  const clear = () => {
    if (bar) draw?.('');
    bar = false;
  };
  return {
    json,
    line(text) {
      clear();
      if (!json) tell(text);
    },
    error(text) {
      clear();
      warn(text);
    },
    result(value) {
      clear();
      if (json) tell(JSON.stringify(value, null, 2));
    },
    progress(done, total, what) {
      if (json || !draw) return;
      bar = true;
      const share = total ? Math.min(done / total, 1) : null;
      const drawn =
        share === null
          ? ''
          : `[${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '·')}] ${Math.floor(share * 100)} % `;
      draw(`${drawn}${done.toLocaleString('en')}${total ? ` of ${total.toLocaleString('en')}` : ''} ${what}`);
    },
  };
}
