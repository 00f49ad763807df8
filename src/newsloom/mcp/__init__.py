"""The desk for agents: a server of the Model Context Protocol. `newsloom mcp` runs it.

`server` holds the tools; `told` shapes what they give; `gate` guards the HTTP transport.
"""
