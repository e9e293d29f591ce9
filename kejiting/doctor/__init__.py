"""Whether the installation is sound: what is looked at, what is amiss, what to do, and what can be mended by itself."""
