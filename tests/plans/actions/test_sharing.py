"""Inviting, accepting, ticking health notes, ending: who may see what from which moment on."""

import datetime

import pytest

from accounts.models import Letter, User
from plans.actions.day_comments import (
    MOST_A_DAY,
    NewComments,
    SharingEnded,
    TooManyComments,
    new_comments,
    write_comment,
)
from plans.actions.health_notes import NotAgreed
from plans.actions.settings import forget_health_notes
from plans.actions.sharing import (
    MOST_SHARINGS,
    InvitationGone,
    OwnInvitation,
    SeesItAlready,
    TooManySharings,
    accept,
    end_sharing,
    invitation_of,
    invite,
    let_see_health,
)
from plans.models import DayComment, Sharing

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
DAYS_14 = datetime.timedelta(days=14)
SECOND = datetime.timedelta(seconds=1)
TUESDAY = datetime.date(2026, 11, 24)


def invited(runner, **fields):
    sharing = Sharing(runner=runner, name="Anna", runner_name="Robin", **fields)
    return invite(sharing=sharing, now=NOW), sharing


def test_what_the_link_ends_in_is_kept_as_its_hash_only(runner):
    secret, sharing = invited(runner)
    assert len(secret) == 43
    row = Sharing.objects.values().get()
    assert secret not in str(row)
    assert (len(row["invitation"]), row["expires_at"]) == (64, NOW + DAYS_14)
    assert invitation_of(secret=secret, now=NOW) == sharing


def test_no_two_links_are_the_same(runner):
    assert invited(runner)[0] != invited(runner)[0]


@pytest.mark.parametrize("guess", ["", "x", "x" * 43, "é" * 500, "\x00", "\ud800"])
def test_a_guess_opens_nothing(runner, make_sharing, guess):
    invited(runner)
    make_sharing()  # taken: its invitation is empty
    assert invitation_of(secret=guess, now=NOW) is None


def test_the_hash_itself_opens_nothing(runner):
    _secret, sharing = invited(runner)
    assert invitation_of(secret=sharing.invitation, now=NOW) is None


def test_it_lasts_fourteen_days_to_the_second(runner, buddy):
    secret, sharing = invited(runner)
    assert invitation_of(secret=secret, now=NOW + DAYS_14 - SECOND) == sharing
    assert invitation_of(secret=secret, now=NOW + DAYS_14) is None
    with pytest.raises(InvitationGone):
        accept(invitation=sharing, person=buddy, name="Anna", now=NOW + DAYS_14)


def test_accepted_it_is_one_persons_and_the_link_is_gone(runner, buddy, stranger):
    secret, sharing = invited(runner)
    held = invitation_of(secret=secret, now=NOW)  # open in another tab
    taken = accept(invitation=sharing, person=buddy, name="Annie", now=NOW)
    assert (taken.person, taken.name, taken.taken_at, taken.invitation) == (buddy, "Annie", NOW, "")
    assert invitation_of(secret=secret, now=NOW) is None
    with pytest.raises(InvitationGone):
        accept(invitation=held, person=stranger, name="Eve", now=NOW)
    assert list(Sharing.objects.seen_by(stranger)) == []


def test_the_runner_hears_who_took_it_and_where_to_end_it(runner, buddy, stranger):
    _secret, sharing = invited(runner)
    with pytest.raises(OwnInvitation):
        accept(invitation=sharing, person=runner, name="Me", now=NOW)
    assert not Letter.objects.exists()
    accept(invitation=sharing, person=buddy, name="Annie", now=NOW)
    told = Letter.objects.get()
    assert (told.to, told.subject) == ("runner@example.com", "Somebody sees your week from now on")
    assert "Annie, as they call themselves, sees your week" in told.text
    assert f"http://127.0.0.1:8000/sharing/{sharing.pk}/" in told.text and "buddy@" not in told.text


def test_the_runner_cannot_take_their_own(runner):
    secret, sharing = invited(runner)
    with pytest.raises(OwnInvitation):
        accept(invitation=sharing, person=runner, name="Me", now=NOW)
    assert invitation_of(secret=secret, now=NOW) == sharing


def test_who_sees_the_week_already_leaves_the_second_link_open(runner, buddy, make_sharing):
    before = make_sharing()
    secret, sharing = invited(runner)
    with pytest.raises(SeesItAlready) as already:
        accept(invitation=sharing, person=buddy, name="Anna", now=NOW)
    assert already.value.args == (before,)
    assert invitation_of(secret=secret, now=NOW) == sharing


def test_taken_back_it_opens_nothing(runner, buddy):
    secret, sharing = invited(runner)
    end_sharing(sharing=sharing, now=NOW)
    assert invitation_of(secret=secret, now=NOW) is None
    with pytest.raises(InvitationGone):
        accept(invitation=sharing, person=buddy, name="Anna", now=NOW)


def test_of_a_runner_who_may_not_sign_in_nothing_is_seen(runner, buddy, make_sharing):
    secret, _sharing = invited(runner)
    make_sharing()
    runner.is_active = False
    runner.save()
    assert invitation_of(secret=secret, now=NOW) is None
    assert list(Sharing.objects.seen_by(buddy)) == []


def test_ended_it_may_begin_again_by_a_new_invitation(runner, buddy, make_sharing):
    end_sharing(sharing=make_sharing(), now=NOW)
    _secret, sharing = invited(runner)
    accept(invitation=sharing, person=buddy, name="Anna", now=NOW)
    assert list(Sharing.objects.seen_by(buddy)) == [sharing]


def test_enough_is_enough_and_lapsed_ones_do_not_count(runner, make_sharing):
    make_sharing(person=None, expires_at=NOW)
    for _ in range(MOST_SHARINGS):
        invited(runner)
    with pytest.raises(TooManySharings):
        invited(runner)
    end_sharing(sharing=Sharing.objects.last(), now=NOW)
    end_sharing(sharing=Sharing.objects.first(), now=NOW)
    invited(runner)


# --- health notes ---------------------------------------------------------------------------------


def test_without_the_consent_health_notes_cannot_be_ticked(runner, make_sharing):
    with pytest.raises(NotAgreed):
        invited(runner, health=True)
    sharing = make_sharing()
    with pytest.raises(NotAgreed):
        let_see_health(sharing=sharing, health=True)
    assert list(Sharing.objects.values_list("health", flat=True)) == [False]


def test_with_the_consent_goes_the_tick_and_does_not_come_back(agreed, make_sharing):
    from plans.actions.health_notes import agree_to_notes

    _secret, _sharing = invited(agreed, health=True)
    let_see_health(sharing=make_sharing(), health=True)
    assert list(Sharing.objects.values_list("health", flat=True)) == [True, True]
    forget_health_notes(runner=agreed, now=NOW)
    agree_to_notes(runner=agreed, now=NOW)
    assert list(Sharing.objects.values_list("health", flat=True)) == [False, False]


def test_ended_the_tick_goes_and_cannot_be_set(agreed, make_sharing):
    sharing = make_sharing(health=True)
    end_sharing(sharing=sharing, now=NOW)
    let_see_health(sharing=sharing, health=True)
    assert Sharing.objects.get().health is False


# --- comments -------------------------------------------------------------------------------------


def write(sharing, text="Well done", *, by_runner=False, now=NOW):
    return write_comment(sharing=sharing, by_runner=by_runner, date=TUESDAY, text=text, now=now)


def test_new_ones_are_told_of_until_they_are_answered(runner, make_sharing):
    sharing = make_sharing()
    write(sharing, "One")
    write(sharing, "Two")
    assert new_comments(runner) == [NewComments(sharing.pk, "Anna", 2, TUESDAY)]
    write(sharing, "Thanks", by_runner=True)
    assert new_comments(runner) == []


def test_ones_own_are_never_new(runner, stranger, make_sharing):
    write(make_sharing(), by_runner=True)
    write(make_sharing(of=stranger))
    assert new_comments(runner) == []


@pytest.mark.parametrize("way", ["ended", "leaves"])
def test_a_buddy_hears_of_no_comment_on_a_week_they_see_no_more(runner, buddy, make_sharing, way):
    sharing = make_sharing()
    write(sharing, by_runner=True)
    assert [told.name for told in new_comments(buddy)] == ["Robin"]
    if way == "ended":
        end_sharing(sharing=sharing, now=NOW)
    else:
        User.objects.filter(pk=runner.pk).update(is_active=False)
    assert new_comments(buddy) == []


def test_nobody_writes_to_what_has_ended(make_sharing):
    sharing = make_sharing()
    end_sharing(sharing=sharing, now=NOW)
    with pytest.raises(SharingEnded):
        write(sharing)
    assert DayComment.objects.count() == 0


def test_a_flood_stops_at_its_limit_and_a_day_later_one_may_write_again(make_sharing):
    sharing = make_sharing()
    for _ in range(MOST_A_DAY):
        write(sharing)
    with pytest.raises(TooManyComments):
        write(sharing)
    write(sharing, now=NOW + datetime.timedelta(days=1))
    assert DayComment.objects.count() == MOST_A_DAY + 1


def test_what_was_written_stays_with_the_runner_when_it_ends(make_sharing):
    sharing = make_sharing()
    written = write(sharing)
    end_sharing(sharing=sharing, now=NOW)
    assert list(sharing.comments.all()) == [written]


def test_with_a_persons_account_goes_all_they_wrote(buddy, make_sharing):
    write(make_sharing())
    buddy.delete()
    assert (Sharing.objects.count(), DayComment.objects.count()) == (0, 0)
