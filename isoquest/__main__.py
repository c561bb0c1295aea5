"""`python -m isoquest` is the command `isoquest`."""

import sys

from isoquest.cli import main

sys.exit(main())
