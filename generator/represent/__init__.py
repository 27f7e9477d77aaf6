"""From the spec, as it is planned, to the representation that every emitter starts from."""
