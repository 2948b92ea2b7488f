"""Articles, passages, vectors, and search over them. Knows no language model."""

import os

# Libraries read these once, when they are first imported, which is after this package. The threads of OpenMP wait asleep:
# awake, they take the processor from each other and from all else on the machine. The hub's library sends no figures of use.
for _name, _value in {
    "OMP_WAIT_POLICY": "PASSIVE",
    "KMP_BLOCKTIME": "0",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}.items():
    os.environ.setdefault(_name, _value)
