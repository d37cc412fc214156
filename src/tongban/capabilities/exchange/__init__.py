"""Handing the published list to the province, and comparing what arrived."""
