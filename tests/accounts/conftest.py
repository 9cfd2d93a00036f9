"""How often one may try is counted in the cache: each test begins at nought."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()
