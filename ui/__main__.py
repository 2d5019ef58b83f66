"""``python -m ui`` starts the window."""

import sys

from ui.main import main

sys.exit(main())
