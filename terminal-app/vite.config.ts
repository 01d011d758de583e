/** How the pages are bundled: two pages, fonts beside them, nothing from the network. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const renderer = fileURLToPath(new URL('./src/renderer/', import.meta.url));

export default defineConfig({
  root: renderer,
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: {
    target: 'chrome130',
    outDir: fileURLToPath(new URL('./.build/pages/', import.meta.url)),
    emptyOutDir: true,
    // Fonts stay files: a data: URL would need a wider content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Read from this machine, once: its size costs nobody a wait.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { input: { index: `${renderer}index.html`, customer: `${renderer}customer.html` } },
  },
});
