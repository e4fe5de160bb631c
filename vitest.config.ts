import { defineConfig } from 'vitest/config'

/** They change nothing that is not theirs: what they import is evaluated once for all of them, which takes a third off their time. */
const PURE = ['test/unit/**/*.test.ts', 'test/scenarios/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          // The browser and the AWS emulator have their own commands; see package.json.
          exclude: [...PURE, 'test/browser/**', 'test/aws/**', 'node_modules/**'],
        },
      },
    ],
  },
})
