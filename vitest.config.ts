import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'tooling/test/**/*.test.ts'],
    // A test that hangs must end; a slow machine is no fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['tooling/vitest/no-leaks.ts'],
  },
});
