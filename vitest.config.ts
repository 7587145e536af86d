import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'tooling/test/**/*.test.ts'],
    setupFiles: ['tooling/vitest/no-leaks.ts'],
  },
});
