import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@konigle/reachout": fileURLToPath(new URL("./src/index.ts", import.meta.url)) } },
  test: {
    include: ["test/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    restoreMocks: true,
  },
});
