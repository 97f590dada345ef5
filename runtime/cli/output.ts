/** Speaking to people or machines, see `Output`. */
import type { Output } from './command.ts';

const WIDTH = 30;

export function createOutput(json: boolean): Output {
  let bar = false;
  const clear = () => {
    if (bar) process.stderr.write('\r\x1b[K');
    bar = false;
  };
  return {
    json,
    line(text) {
      clear();
      if (!json) console.log(text);
    },
    error(text) {
      clear();
      console.error(text);
    },
    result(value) {
      clear();
      if (json) console.log(JSON.stringify(value, null, 2));
    },
    progress(done, total, what) {
      if (json || !process.stderr.isTTY) return;
      bar = true;
      const share = total ? Math.min(done / total, 1) : null;
      const drawn =
        share === null
          ? ''
          : `[${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '·')}] ${Math.floor(share * 100)} % `;
      process.stderr.write(
        `\r\x1b[K${drawn}${done.toLocaleString('en')}${total ? ` of ${total.toLocaleString('en')}` : ''} ${what}`,
      );
    },
  };
}
