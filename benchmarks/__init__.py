"""What is measured, each as a script of its own: `python -m benchmarks.NAME`, or `tongban bench NAME`."""
