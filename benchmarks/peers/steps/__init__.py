"""The peer flow as an installed package: a flow is known by the package that it stands in."""
