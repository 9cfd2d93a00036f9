"""The mail of debug, read back from its folder."""

import os

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection

from accounts.actions.mailbox import newest_letters


@pytest.fixture
def send(settings):
    """Send as debug does: to a file."""
    sent = []

    def send(*letters):
        folder = settings.DEBUG_MAIL_DIR
        before = set(folder.glob("*.log")) if folder.is_dir() else set()
        backend = "django.core.mail.backends.filebased.EmailBackend"
        get_connection(backend, file_path=folder).send_messages(letters)
        for file in set(folder.glob("*.log")) - before:
            sent.append(file)
            os.utime(file, (len(sent), len(sent)))  # two files of one instant would have no order

    return send


def letter(subject="Your code", text="Your code is ABC-DEF.", to="pat@example.com"):
    return EmailMessage(subject, text, "hello@localhost", [to])


def test_no_folder_holds_no_letters(settings):
    assert not settings.DEBUG_MAIL_DIR.exists()
    assert newest_letters() == []


def test_a_letter_is_read_back(send):
    send(letter())
    (found,) = newest_letters()
    assert (found.to, found.subject, found.text.strip()) == (
        "pat@example.com",
        "Your code",
        "Your code is ABC-DEF.",
    )


def test_the_newest_stands_first_also_within_a_file(send):
    send(letter("one"), letter("two"))
    send(letter("three"))
    assert [found.subject for found in newest_letters()] == ["three", "two", "one"]
    assert [found.subject for found in newest_letters(limit=2)] == ["three", "two"]


def test_other_letters_than_ours_are_read_too(send):
    fancy = EmailMultiAlternatives("Grüße", "Plié und Relevé", "hello@localhost", ["pat@example.com"])
    fancy.attach_alternative("<p>Plié</p>", "text/html")
    send(fancy)
    (found,) = newest_letters()
    assert (found.subject, found.text.strip()) == ("Grüße", "Plié und Relevé")


def test_a_letter_without_plain_text_is_empty(send):
    bare = letter(text="<p>Only HTML</p>")
    bare.content_subtype = "html"
    send(bare)
    assert [found.text for found in newest_letters()] == [""]
