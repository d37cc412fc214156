"""Lists of the city as published, versioned releases that name what the catalogue published."""
