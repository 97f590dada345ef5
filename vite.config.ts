import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The two apps as two pages of one build: what both use is shared, what only the designer needs stays out of the workspace. */
export default defineConfig({
  plugins: [react()],
  publicDir: 'runtime/ui/public',
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { workspace: 'runtime/workspace/index.html', designer: 'designer/design.html' },
    },
  },
});
