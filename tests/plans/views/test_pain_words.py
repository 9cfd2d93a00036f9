"""Sites of the body within sentences."""

from library.models import BodySite
from plans.views.pain_words import SPOTS, YOURS, spots, yours


def test_each_site_has_its_words_for_a_list_and_as_the_readers_own():
    assert SPOTS.keys() == YOURS.keys() == set(BodySite)
    assert [str(name)[0].isupper() for name in SPOTS.values()] == [site == "achilles" for site in BodySite]


def test_sites_are_listed_by_commas_and_an_and():
    assert spots(["calf"]) == "calf" and spots(["calf", "shin", "back"]) == "calf, shin and back"
    assert yours("quads", "achilles") == "the front of your thigh and your Achilles"
