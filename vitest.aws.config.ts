import { defineConfig } from 'vitest/config'

/**
 * The synthesized stacks, deployed and driven from outside, in real time: on an emulator (`--project emulator`) or in your own
 * account (`--project live`). See test/aws.
 */
export default defineConfig({
  test: {
    // They wait more than they work.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'emulator',
          include: ['test/aws/*.test.ts'],
          exclude: ['test/aws/live.test.ts'],
          globalSetup: ['test/aws/emulator/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      { test: { name: 'live', include: ['test/aws/live.test.ts'], hookTimeout: 60_000 } },
    ],
  },
})
