"""What an installed `ibps` command does."""

import sys

from ibps.cli import main

if __name__ == "__main__":
    sys.exit(main())
