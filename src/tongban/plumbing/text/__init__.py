"""Words for people: catalogues of translations, and how Chinese pages write days."""
