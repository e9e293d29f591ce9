"""What was done to plans, indicators and topics, act by act, and the way back; as letters have it."""
