"""The benchmark needs terminals as Unix has them; elsewhere its tests cannot even be imported."""

import os

collect_ignore = [] if hasattr(os, "fork") else ["test_bench.py"]
