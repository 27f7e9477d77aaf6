"""Many contacts at once, over real HTTP against the sandbox."""
