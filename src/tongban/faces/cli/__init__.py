"""The command line: a face for operators and auditors. Its parts are listed in `main`."""
