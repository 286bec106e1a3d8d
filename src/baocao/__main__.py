"""`python -m baocao`."""

import sys

from baocao.cli.start import start

if __name__ == "__main__":
    sys.exit(start())
