"""The look of all pages: tokens, components, shells, refusal pages, elder mode."""
