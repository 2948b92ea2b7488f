"""The long form of the attacks: the same tests, repeated more often. ``python -m tests.attack [PYTEST OPTIONS]``."""

import os
import sys
from pathlib import Path

import pytest

from tests.attack.rounds import LONG

if __name__ == "__main__":
    os.environ[LONG] = "1"
    sys.exit(pytest.main([str(Path(__file__).parent), "--timeout", "3600", *sys.argv[1:]]))
