"""`python -m qualcode` is the command `qualcode`."""

import sys

from qualcode.cli import main

sys.exit(main())
