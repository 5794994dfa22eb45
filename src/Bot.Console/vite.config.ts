import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The service serves the pages under /console and puts a fresh nonce into index.html for each answer.
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3978', '/mark.svg': 'http://127.0.0.1:3978' } },
});
