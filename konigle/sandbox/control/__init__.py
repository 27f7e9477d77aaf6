"""Control of a sandbox from Python and over HTTP: faults, clock, seed, request log."""
