"""The ledger of the figures that published letters state: its page, its files, its API. No indicator is settled here."""
