"""What is said of vulnerabilities that are known, that are not, and where nobody answers."""

from tests.vulnerabilities import told

DJANGO = {"name": "django", "version": "5.2.1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["5.2.2"]}]}
PILLOW = {"name": "pillow", "version": "13.0.0", "vulns": []}
OURS = {"name": "ours", "skip_reason": "It is not found."}


def test_a_known_vulnerability_is_named_and_fails():
    assert told([DJANGO, PILLOW]) == (["django 5.2.1: PYSEC-1, mended in 5.2.2"], False)


def test_none_known_is_well_and_what_was_not_asked_is_named():
    assert told([PILLOW, OURS]) == (
        [
            "NOT CHECKED, since nothing is known of them there: ours.",
            "No vulnerability is known of 1 packages.",
        ],
        True,
    )


def test_no_answer_is_said_and_is_no_fault():
    said = ["NOT CHECKED: the list of known vulnerabilities cannot be reached from here."]
    assert told(None) == told([]) == told([OURS]) == (said, True)
