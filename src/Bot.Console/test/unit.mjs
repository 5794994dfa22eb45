// Bundles the unit tests with Vite (they are TypeScript) and runs them with Node's own runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname;
const out = mkdtempSync(join(here, '../node_modules/.unit-'));
const tests = readdirSync(join(here, 'unit')).filter((name) => name.endsWith('.test.ts'));
try {
  await build({
    configFile: false, root: join(here, '..'), logLevel: 'error',
    build: { ssr: true, outDir: out, emptyOutDir: true, target: 'node20', rollupOptions: { input: tests.map((name) => join(here, 'unit', name)), output: { entryFileNames: '[name].mjs' } } },
  });
  const run = spawnSync(process.execPath, ['--test', ...readdirSync(out).filter((name) => name.endsWith('.test.mjs')).map((name) => join(out, name))], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
