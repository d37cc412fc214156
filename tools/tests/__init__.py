"""Tests of the developer's own tools."""
