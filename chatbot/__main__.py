"""``python -m chatbot`` is the command ``chatbot``."""

import sys

from chatbot.terminal.command_line import main

sys.exit(main())
