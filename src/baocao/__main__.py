"""`python -m baocao`."""

import sys

from baocao.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
