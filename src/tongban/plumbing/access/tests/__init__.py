"""Tests of who may do what, and of what a process keeps."""
