"""The elements of an item document as officers fill them in: sections, fields, rows."""
