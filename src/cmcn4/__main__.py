"""`python -m cmcn4`."""

from cmcn4.cli import main

if __name__ == "__main__":
    main()
