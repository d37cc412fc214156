"""Networks, their links, and how data resources are kept safe."""
