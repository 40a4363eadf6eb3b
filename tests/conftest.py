"""How the tests run everywhere."""

import os

from hypothesis import settings

# Machines are slow and shared: an example's time says nothing. The gate must not fail by luck.
settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")
