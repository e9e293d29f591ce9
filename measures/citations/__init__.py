"""The pages of cited documents: who cites what, and where."""
