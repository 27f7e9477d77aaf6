import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "src/generated/", "test/.readme/", "scripts/", "eslint.config.js", "test/**/*.mjs"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // names of the wire are written as the compiler asks for them, in brackets
      "@typescript-eslint/dot-notation": "off",
      "no-control-regex": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // an interface without members of its own gives a computed type the name that an editor shows
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      // it takes a conditional type that is not decided yet for `any`
      "@typescript-eslint/no-redundant-type-constituents": "off",
    },
  },
  // their types are looked at; they are not called
  { files: ["test/types.test.ts"], rules: { "@typescript-eslint/unbound-method": "off" } },
);
