"""Tests of the server that Tongban brings along: real servers, real processes."""
