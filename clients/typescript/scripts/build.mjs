// Builds dist/esm and dist/cjs, each with its declarations: `node scripts/build.mjs`.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = fileURLToPath(import.meta.resolve("typescript/lib/tsc.js"));

rmSync(`${root}dist`, { recursive: true, force: true });
for (const project of ["tsconfig.build.json", "tsconfig.cjs.json"]) {
  execFileSync(process.execPath, [tsc, "--project", project], { cwd: root, stdio: "inherit" });
}
// the package is of type "module"; without this, Node.js would take the files of dist/cjs for ES modules
writeFileSync(`${root}dist/cjs/package.json`, '{ "type": "commonjs" }\n');
