"""The targets of a plan against the figures that letters report."""
