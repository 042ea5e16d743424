"""`python -m plait.cli` is the `plait` command."""

from plait.cli.plait import main

if __name__ == "__main__":
    main()
