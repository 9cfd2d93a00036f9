"""What we keep: for everyone to read, before they sign up."""


def test_a_visitor_may_read_it_and_it_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/privacy/").content.decode()
    assert "What we keep, and why" in page and "never the reason for those." in page


def test_nothing_is_sent_to_it(client, db):
    assert client.post("/privacy/").status_code == 405
