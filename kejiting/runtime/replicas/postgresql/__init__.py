"""Django's engine for PostgreSQL, which notes when a server is lost (base.py is where Django looks)."""
