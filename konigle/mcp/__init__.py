"""`konigle mcp`: the reachout API as tools for AI models, over the Model Context Protocol (extra `mcp`)."""

__all__: list[str] = []
