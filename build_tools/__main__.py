"""The command `edition`; `python -m build_tools` is the same."""

import sys

from build_tools.command import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
