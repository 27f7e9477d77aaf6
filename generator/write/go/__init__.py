"""The generated files of the Go SDK."""
