import datetime
import random
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.actions.bitmaps import bitmap, keys_in
from library.actions.content import load_content
from library.actions.indexing import index_classes
from library.actions.search import CueHit, find, hits_of
from library.actions.shipped import shipped
from library.actions.words import COMMON, misspellable, stem, words_in
from library.models import Movement, SearchWord, VideoClass

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
WORDS = ["calf", "calves", "hip", "hips", "rise", "rising", "tendu", "relevé", "stretch"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def dances(make_class):
    """`dances(class, movement, cue…)`: a chapter with that movement, and cues ten seconds apart."""

    def dance(video_class, name, *cues, **fields):
        values = {"slug": f"m{Movement.objects.count()}", "leg_load": 1, "level": 1, **fields}
        movement = Movement.objects.create(name=name, **values)
        video_class.chapters.create(movement=movement, position=0, title=name, start_s=0, end_s=60)
        for n, text in enumerate(cues):
            video_class.cues.create(start_s=10 * n, end_s=10 * n + 5, text=text)
        index_classes([video_class.pk])
        return video_class

    return dance


def found(query) -> list[VideoClass]:
    return list(VideoClass.objects.filter(pk__in=keys_in(find(query).classes)))


@pytest.mark.parametrize("query", ["releve", "relevé", "RELEVÉS", "relve", "rellevé", "releev", "rel"])
def test_a_movement_is_found_without_its_accents_and_with_one_typing_error(make_class, dances, query):
    wanted = dances(make_class("wanted"), "Relevé, parallel")
    dances(make_class("another"), "Tendu devant")
    assert found(query) == [wanted]


@pytest.mark.parametrize("query", ["rond de jambe", "ronds de jambes", "jambe rond", "rond jmbe"])
def test_words_are_joined_by_and(make_class, dances, query):
    wanted = dances(make_class("wanted"), "Rond de jambe, en dehors")
    dances(make_class("another"), "Rond point de vue")
    assert found(query) == [wanted]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("hip flexor", {"sites": {"hip-flexor": 2}}),
        ("hip flexors", {"sites": {"hip-flexor": 1}}),
        ("calves", {"sites": {"calf": 2}}),
        ("calf", {"sites": {"calf": 1}}),
        ("quads", {"sites": {"quads": 2}}),
        ("glutes", {"sites": {"hip": 2}}),
        ("feet", {"sites": {"foot": 2}}),
        ("chair", {"kit": ["chair"]}),
        ("cooldown", {"kind": "cooldown"}),
        ("jumps", {"leg_load": 3}),
        ("flexibility", {"benefits": ("flexibility",)}),
        ("injury prevention", {"benefits": ("injury-prevention",)}),
        ("honey", {"description": "As if through honey."}),
        ("honey", {"summary": "Slow as honey."}),
        ("honey", {"only_five": "Move through honey ten times."}),
    ],
)
def test_a_class_is_found_by_what_runners_call_its_tags(make_class, query, fields):
    wanted = make_class("wanted", title="One", **{"benefits": (), **fields})
    make_class("another", title="Two", benefits=())
    assert found(query) == [wanted]


@pytest.mark.parametrize("query", ["core", "deep abdominals", "tummy"])
def test_a_class_is_found_by_the_muscles_of_its_movements(make_class, dances, query):
    wanted = dances(make_class("wanted"), "Roll-down", muscles={"deep abdominals": 2, "soleus": 0})
    assert found(query) == [wanted]
    assert found("soleus") == []


def test_a_little_dance_is_found_by_each_of_its_movements(make_class):
    Movement.objects.create(slug="balance", name="Balancé", leg_load=1, level=1)
    wanted = make_class("wanted", benefits=())
    phrase = [{"movement": "balance", "counts": 8}, {"movement": "gone", "counts": 8}]
    wanted.chapters.create(position=0, title="A little dance", start_s=0, end_s=60, phrase=phrase)
    index_classes([wanted.pk])
    assert found("balancé") == [wanted]


def test_what_stands_in_the_title_comes_first_then_tags_then_texts_then_cues(make_class, dances):
    cue = dances(make_class("by-cue"), "Plié", "Rise like a swan.")
    text = make_class("by-text", description="For swans.")
    tag = dances(make_class("by-tag"), "Swan")
    title = make_class("by-title", title="The swan")
    make_class("another")
    assert find("swan").tiers == tuple(1 << one.pk for one in (title, tag, text, cue))


def test_a_word_that_is_spelt_right_is_not_mended(make_class):
    hips = make_class("hips", title="Hips")
    make_class("tips", title="Tips")
    assert found("hips") == [hips]


def test_what_a_mended_word_was_read_as_is_told_with_its_accents(make_class):
    make_class("one", title="Relevé")
    make_class("two", title="Relieve")
    make_class("three", title="Relieve more")
    assert find("releeve").read_as == {"releeve": ["relieve", "relevé"]}
    assert find("releve").read_as == {}


def test_what_is_nearer_to_what_was_typed_is_meant_with_all_of_its_stem(make_class):
    """ "calv" is one letter from calm, but nobody typed that."""
    calves = make_class("one", title="Calves")
    calf = make_class("two", title="Calf")
    make_class("three", title="Calm")
    search = find("calvs")
    assert search.classes == bitmap([calves.pk, calf.pk])
    assert search.read_as == {"calvs": ["calves"]}
    assert find("calfz").classes == bitmap([calves.pk, calf.pk])


def test_where_the_words_of_a_class_were_found_is_told(make_class, dances):
    keys = {
        "cues": dances(make_class("by-cue"), "Plié", "Rise like a swan.").pk,
        "texts": make_class("by-text", description="For swans.").pk,
        "tags": dances(make_class("by-tag"), "Swan").pk,
        "": make_class("by-title", title="The swan").pk,
    }
    assert {find("swan").where(key): key for key in keys.values()} == keys


def test_what_common_words_say_is_not_needed_unless_alone(make_class):
    rond = make_class("rond", title="Rond jambe", description="")
    of = make_class("of", title="Of the sea", description="")
    assert found("rond de la jambe") == [rond]
    assert found("of the") == [of]
    assert found("the") == [of]


@pytest.mark.parametrize("field", ["title", "description"])
def test_drafts_are_not_found(make_class, field):
    make_class("a-draft", published=False, **{field: "Swan"})
    assert find("swan").classes == 0


def test_what_is_in_no_class_is_told_and_fewer_words_are_offered(make_class):
    one = make_class("one", title="Relevé balances")
    two = make_class("two", title="Relevé calves")
    search = find("relevé zzyzx")
    assert (search.classes, search.unknown) == (0, ["zzyzx"])
    assert [(offer.query, offer.classes) for offer in search.nearest] == [
        ("releve", bitmap([one.pk, two.pk]))
    ]


def test_the_fewest_words_are_left_out_and_the_most_classes_offered_first(make_class):
    for slug, title in [("one", "Calves ankles"), ("two", "Calves knees"), ("three", "Calves knees")]:
        make_class(slug, title=title, description="")
    search = find("calves ankles knees")
    assert search.unknown == []
    assert [(offer.query, offer.classes.bit_count()) for offer in search.nearest] == [
        ("calves knees", 2),
        ("calves ankles", 1),
    ]


def test_where_nothing_is_like_it_words_spelt_alike_are_offered_and_else_the_benefits(make_class):
    one = make_class("one", title="Hamstring lengthening", benefits=("posture",))
    assert [(offer.query, offer.classes) for offer in find("hamstrunk").nearest] == [
        ("hamstring", 1 << one.pk)
    ]
    assert [(offer.query, offer.classes) for offer in find("qqqq").nearest] == [("posture", 1 << one.pk)]
    assert [offer.query for offer in find("芭蕾").nearest] == ["posture"]


@pytest.mark.parametrize("title", ["Five tall minutes", "Tall in 5 minutes"])
def test_figures_find_what_is_spelt_out_and_what_is_not(make_class, title):
    one = make_class("one", title=title, summary="", description="")
    make_class("two", title="Ten tall minutes", summary="", description="")
    assert find("5 minutes").classes == 1 << one.pk


@pytest.mark.parametrize(
    ("query", "against"),
    [("no jumps", "no"), ("calves without jumps", "without"), ("jumps", ""), ("no", ""), ("jumps, no", "")],
)
def test_a_word_that_asks_for_what_is_not_there_is_told(make_class, query, against):
    make_class("one", title="Small jumps")
    assert find(query).against == against


def test_a_benefit_is_offered_by_its_whole_name(make_class):
    make_class("one", benefits=("injury-prevention",))
    make_class("two", title="Even now", benefits=())
    assert [offer.query for offer in find("qqqq").nearest] == ["even strength"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "\x00",
        "芭蕾 🩰",
        "%",
        "_",
        "'",
        "' OR 1=1 --",
        "é" * 10_000,
        "releve " * 2_000,
        "\ud800",
        "\u202e",
    ],
)
def test_anything_may_be_typed(make_class, query):
    make_class("one", title="Relevé")
    search = find(query)
    assert search.classes in (0, search.tiers[0])
    assert all(len(word) > 0 for word in search.unknown)


def test_of_many_words_the_first_eight_count(make_class):
    wanted = make_class("one", title="One two three four five six seven eight")
    search = find("one two three four five six seven eight nine ten ten")
    assert (search.classes, search.left_out) == (1 << wanted.pk, 2)


MANY = [("calves", 1), ("calvse", 2), ("ca cal qqqq", 2), ("qqqq", 4), ("芭", 2), ("", 0)]


@pytest.mark.parametrize(("query", "many"), MANY)
def test_a_search_makes_few_queries(make_class, django_assert_num_queries, query, many):
    with make_class.together():
        for n in range(5):
            make_class(f"calves-{n}", title=f"Calves {n}")
    with django_assert_num_queries(many):
        find(query)


# --- cues -----------------------------------------------------------------------------------------


def test_the_first_two_cues_that_hold_all_words_are_told(make_class, dances, django_assert_num_queries):
    said = ["Lift the heel.", "Lower the HEELS slowly.", "Heels slowly down.", "Slowly now, heel by heel."]
    one = dances(make_class("one", summary="", description=""), "Plié", *said)
    two = dances(make_class("two", description="Heels slowly."), "Plié", "Nothing of the kind.")
    search = find("heel slowly")
    assert search.classes == bitmap([one.pk, two.pk])
    with django_assert_num_queries(1):
        hits = hits_of(search, [one.pk, two.pk])
    assert hits == {one.pk: [CueHit(10, "Lower the HEELS slowly."), CueHit(20, "Heels slowly down.")]}


def test_where_its_title_or_a_tag_says_it_one_cue_is_enough(make_class, dances):
    said = ["Heel down.", "And the heel again."]
    by_title = dances(make_class("one", title="Heels"), "Plié", *said)
    by_tag = dances(make_class("two"), "Heel raise", *said)
    by_text = dances(make_class("three", description="For the heel."), "Plié", *said)
    hits = hits_of(find("heel"), [by_title.pk, by_tag.pk, by_text.pk])
    assert {key: len(told) for key, told in hits.items()} == {by_title.pk: 1, by_tag.pk: 1, by_text.pk: 2}


def test_words_spread_over_several_cues_find_the_class_but_no_cue(make_class, dances):
    one = dances(make_class("one"), "Plié", "Lift the heel.", "Now slowly.")
    search = find("heel slowly")
    assert search.classes == 1 << one.pk
    assert hits_of(search, [one.pk]) == {}


def test_the_first_words_of_a_film_are_no_hit_of_a_class_found_by_its_name(make_class, dances):
    fields = {"title": "Calves", "summary": "For the heels.", "description": ""}
    told = ["Calves. For the heels.", "Heels down."]
    one = dances(make_class("one", **fields), "Plié", *told)
    other = dances(make_class("two", **fields), "Plié", "Calves, slowly. For the heels.")
    assert hits_of(find("calves"), [one.pk, other.pk]) == {
        other.pk: [CueHit(0, "Calves, slowly. For the heels.")]
    }
    assert hits_of(find("heels"), [one.pk]) == {
        one.pk: [CueHit(0, "Calves. For the heels."), CueHit(10, "Heels down.")]
    }


@pytest.mark.parametrize("said", ["The wheel turns slowly.", "Plié, slowly.", "Slowly, heeled."])
def test_a_cue_that_holds_one_of_two_words_is_not_shown(make_class, dances, said):
    one = dances(make_class("one"), "Tendu", "Lift the heels.", said)
    search = find("heels slowly")
    assert search.said == 1 << one.pk
    assert [hit.text for hit in hits_of(search, [one.pk]).get(one.pk, [])] == (
        ["Slowly, heeled."] if "heeled" in said else []
    )


@pytest.mark.parametrize("many", [1, 30])
def test_cues_cost_one_query_however_many_classes(make_class, dances, django_assert_num_queries, many):
    classes = [dances(make_class(f"one-{n}"), "Plié", "Échappé, and écart.") for n in range(many)]
    search = find("echappe")
    with django_assert_num_queries(1):
        assert len(hits_of(search, [one.pk for one in classes])) == many


# --- beside brute force ---------------------------------------------------------------------------


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(*[st.lists(st.sampled_from(WORDS), max_size=3)] * 3), min_size=1, max_size=5),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
)
def test_it_finds_what_reading_every_class_finds(make_class, texts, query):
    VideoClass.objects.all().delete()
    keys = []
    for n, (title, text, cue) in enumerate(texts):
        fields = {"title": " ".join(title), "description": " ".join(text), "summary": ""}
        video_class = make_class(f"class-{n}", benefits=(), **fields)
        if cue:
            video_class.cues.create(start_s=0, end_s=1, text=" ".join(cue))
        index_classes([video_class.pk])
        keys.append(video_class.pk)
    wanted = {stem(word) for text in query for word in words_in(text)}
    brute = [0, 0, 0]
    for key, fields in zip(keys, texts, strict=True):
        for tier in range(3):
            said = {stem(word) for text in chain(*fields[: tier + 1]) for word in words_in(text)}
            if wanted <= said:
                brute[tier] |= 1 << key
                break
    title, tags, *rest = find(" ".join(query)).tiers
    present = bitmap(keys)  # words of the classes of other examples may still be there
    assert [title & present, *(tier & present for tier in rest)] == brute
    assert tags & present == 0


def test_every_word_of_the_library_is_found_with_one_typing_error(db):
    load_content(shipped(), now=NOW)
    chance = random.Random(4)
    rows = [row for row in SearchWord.objects.all() if misspellable(row.word) and row.word not in COMMON]
    lost, mended = [], 0
    for row in chance.sample(rows, 200):
        typed = misspelt(chance, row.word)
        word = find(typed).words[0]
        mended += bool(word.read_as)
        if misspellable(typed) and row.word not in word.means and (word.read_as or not word.means):
            lost.append((row.word, typed))  # else what was typed is another word of the library
    assert (lost, mended > 100) == ([], True)


def misspelt(chance, word: str) -> str:
    at, letter = chance.randrange(len(word)), chance.choice(LETTERS)
    return chance.choice(
        [
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ]
    )
