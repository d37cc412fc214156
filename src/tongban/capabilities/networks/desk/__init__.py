"""Pages of the desk about networks, parcels and data resources."""
