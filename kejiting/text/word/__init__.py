"""Word files to text, with the numbers that Word prints and does not store; what else is asked of them."""
