import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "*.test.ts"],
    // Two cores are shared with the other checks.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
