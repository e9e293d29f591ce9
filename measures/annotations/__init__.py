"""What the ledgers know of the words of a passage, drawn as quiet marks wherever the passage is shown."""
