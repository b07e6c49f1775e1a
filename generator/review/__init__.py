"""What `relance check` finds; `verdict` is its door, and imports nothing heavy."""
