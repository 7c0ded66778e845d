"""Registers as pages: what the works name, with every place where they name it."""
