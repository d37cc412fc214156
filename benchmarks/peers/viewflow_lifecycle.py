"""Runs the flow of `steps.flows`, which must stand in a package to be found."""

from steps.flows import main

if __name__ == "__main__":
    main()
