"""The pages of assisted handling on the desk."""
