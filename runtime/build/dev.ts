/**
 * `npm run dev`: the server from its sources, started anew when they change, and the two apps by Vite with hot reloading, on one
 * address. `npm run dev -- demo` works on the demo.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'vite';

const port = Number(process.env.PORT ?? 3000);
const url = `http://localhost:${port}`;
const command = process.argv[2] ?? 'serve';

const server = spawn('npx', ['tsx', 'watch', '--clear-screen=false', 'runtime/cli/potik.ts', command], {
  stdio: 'inherit',
  env: { ...process.env, PORT: String(port + 1), POTIK_BASE_URL: url },
  shell: process.platform === 'win32',
});
server.once('exit', (code) => process.exit(code ?? 0));

const vite = await createServer({
  configFile: 'vite.config.ts',
  appType: 'custom',
  server: { port, strictPort: true, proxy: { '/api': `http://127.0.0.1:${port + 1}` } },
  plugins: [
    {
      name: 'pages-of-the-apps',
      configureServer({ middlewares }) {
        middlewares.use((request, _response, next) => {
          const path = request.url?.split('?')[0] ?? '/';
          const isPage = request.headers.accept?.includes('text/html') && !/\.[a-z0-9]+$/i.test(path);
          if (isPage)
            request.url = path.startsWith('/design')
              ? '/designer/design.html'
              : '/runtime/workspace/index.html';
          next();
        });
        return () => {
          middlewares.use(async (request, response, next) => {
            if (!request.url?.endsWith('.html')) return next();
            const { readFile } = await import('node:fs/promises');
            const html = await readFile(`.${request.url}`, 'utf8');
            response.setHeader('content-type', 'text/html');
            response.end(await vite.transformIndexHtml(request.url, html));
          });
        };
      },
    },
  ],
});
await vite.listen();
console.log(`Apps at ${url}, their API on port ${port + 1}`);
