"""The letter language: compiled once to a typed tree with holes, then filled or made blank."""
