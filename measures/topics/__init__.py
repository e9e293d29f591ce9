"""The pages of topics: what the plans, the letters, their figures and their promises say of a programme or a system."""
