"""What a mail server's answers mean: only what was certainly not taken may be sent again."""

import logging

import pytest
from django.core.mail import EmailMessage

from plans.actions.post import Answer, NotReached, is_open, post, post_office
from tests.plans.actions.mail_server import mail_server

TO = "runner@example.com"


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def saying(at, said):
    return lambda line: said if line.upper().startswith(at.upper()) else None


def message(to=TO):
    return EmailMessage("Your week", "Two classes.", "hello@example.org", [to])


def test_what_is_taken_is_sent(server):
    with post_office() as connection:
        assert [post(connection, message()) for _ in range(3)] == [Answer.SENT] * 3
        assert is_open(connection)
    assert [to for to, _data in server.taken] == [TO] * 3


@pytest.mark.parametrize(
    ("at", "said", "answer", "stays"),
    [
        ("MAIL", "421 come back later", Answer.NOT_US, False),
        ("MAIL", "550 we know you", Answer.NOT_US, True),
        ("RCPT", "451 try again", Answer.LATER, True),
        ("RCPT", "550 no such person", Answer.REFUSED, True),
        ("DATA", "451 not now", Answer.LATER, True),
        ("DATA", "554 no", Answer.REFUSED, True),
        ("a whole mail", "452 no room", Answer.LATER, True),
        ("a whole mail", "554 unwanted", Answer.REFUSED, True),
        ("a whole mail", "mumble", Answer.UNSURE, True),
        ("a whole mail", "hang up", Answer.UNSURE, False),
        ("RCPT", "hang up", Answer.UNSURE, False),
    ],
)
def test_each_answer_means_one_thing_and_no_log_names_the_address(server, at, said, answer, stays, caplog):
    server.says = saying(at, said)
    with caplog.at_level(logging.DEBUG), post_office() as connection:
        assert post(connection, message()) == answer
        assert is_open(connection) == stays
    assert "A mail was not sent" in caplog.text and TO not in caplog.text


def test_an_address_that_cannot_be_written_is_refused(server, caplog):
    with post_office() as connection:
        assert post(connection, message("a b@c@example.com")) == Answer.REFUSED
        assert post(connection, message()) == Answer.SENT
    assert "example.com" not in caplog.text


def test_a_server_that_hung_up_in_between_is_noticed_before_the_next_mail(server):
    server.says = saying("NOOP", "hang up")
    with post_office() as connection:
        assert post(connection, message()) == Answer.SENT
        assert not is_open(connection)


def test_where_there_is_no_server_nothing_was_sent(server):
    server.shutdown()
    server.server_close()
    with pytest.raises(NotReached, match="ConnectionRefusedError"), post_office():
        pass


def test_the_folder_of_debug_is_always_open(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    with post_office() as connection:
        assert (is_open(connection), post(connection, message())) == (True, Answer.SENT)
    assert len(list((tmp_path / "mail").iterdir())) == 1
