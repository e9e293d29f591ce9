"""The engines of search, each in a module of the name that the settings know it by: none loads what another needs."""
