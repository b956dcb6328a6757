import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { oneFile } from './web/one-file.ts';

export default defineConfig({
  root: 'web',
  plugins: [react(), oneFile('ledger/alone.tsx', 'verify.html', 'Verify a proof')],
  build: { outDir: '../dist/web', emptyOutDir: true, sourcemap: false },
  server: { proxy: { '/api': 'http://localhost:8080', '/oauth': 'http://localhost:8080' } },
});
