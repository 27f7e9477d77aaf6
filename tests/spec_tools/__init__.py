"""Tools that others wrote, run over the two specs."""
