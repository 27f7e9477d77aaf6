"""The generated files of the TypeScript SDK."""
