"""Signs as each language writes them."""

import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "said"), [("en-gb", "Done: one"), ("fr", "Done\N{NO-BREAK SPACE}: one")]
)
def test_a_colon(language, said):
    with translation.override(language):
        assert Template("Done{% colon %}{{ name }}").render(Context({"name": "one"})) == said
