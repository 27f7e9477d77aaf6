// Makes src/generated/schema.ts from the spec: `node scripts/generate.mjs`; with --check it compares and writes nothing.
// It needs what `npm ci` installs, and no network.
import { readFile, rename, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

// The spec with all of its files, which `python -m generator` joins.
const SPEC = new URL("../../../konigle/_generated/openapi.json", import.meta.url);
const TARGET = new URL("../src/generated/schema.ts", import.meta.url);
const HEADER = `// Made from openapi/konigle-reachout.yaml by \`make generate\` (scripts/generate.mjs); do not edit.
/* eslint-disable */

`;

// `{type: object}` stands beside lone references in the spec and means nothing; as a type, it would forbid every field.
const spec = JSON.parse(await readFile(SPEC, "utf8"), (word, value) =>
  word === "allOf" ? value.filter((part) => JSON.stringify(part) !== '{"type":"object"}') : value,
);
// a field with a default is what the server fills in: it may be left out of a body
const tree = await openapiTS(spec, { defaultNonNullable: false, silent: true });
const wanted = HEADER + astToString(tree);
const found = await readFile(TARGET, "utf8").catch(() => "");

if (process.argv.includes("--check")) {
  if (found !== wanted) {
    const lines = wanted.split("\n");
    const first = found.split("\n").findIndex((line, index) => line !== lines[index]);
    process.stderr.write(
      `clients/typescript/src/generated/schema.ts:${String(first + 1)}: is not what the spec makes. Run \`make generate\`.\n`,
    );
    process.exitCode = 1;
  }
} else if (found !== wanted) {
  const draft = new URL("./.schema.ts.new", TARGET);
  await writeFile(draft, wanted);
  await rename(draft, TARGET);
  process.stdout.write("clients/typescript/src/generated/schema.ts changed\n");
}
