"""Signs as each language writes them."""

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "said"), [("en-gb", "Done: one"), ("fr", "Done\N{NO-BREAK SPACE}: one")]
)
def test_a_colon(language, said):
    with translation.override(language):
        assert Template("Done{% colon %}{{ name }}").render(Context({"name": "one"})) == said


def test_no_template_writes_a_colon_of_its_own_before_a_name():
    """What is said after it, hidden or not, is one sentence with what stands before."""
    templates = settings.BASE_DIR / "templates"
    own = [path.name for path in templates.rglob("*.html") if '">: ' in path.read_text(encoding="utf-8")]
    assert own == []
