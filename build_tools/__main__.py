"""The command `edition`; `python -m build_tools` is the same."""

import gc
import sys

from build_tools import command

SELDOM = (200_000, 50, 50)
"""How many new objects the garbage collector lets pass between two looks, and how often it looks at older ones."""


def main() -> int:
    """Run the command in a process of its own."""
    # Texts are trees of values that never point back: looking for circles among them takes a tenth of a build.
    gc.set_threshold(*SELDOM)
    return command.main()


if __name__ == "__main__":
    sys.exit(main())
