from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import override_settings


def test_a_laptop_prints_and_keeps_its_mail_and_shows_it(client, db, tmp_path, capsys):
    with override_settings(DEBUG=True, LAPTOP=True, EMAIL_FILE_PATH=tmp_path):
        connection = get_connection("acg.mailbox.LaptopBackend")
        for subject in ("First", "Second"):
            message = EmailMultiAlternatives(subject, "The code is ABC-123 <b>", to=["someone@example.com"], connection=connection)
            message.attach_alternative("<p>html</p>", "text/html")
            assert message.send() == 1
        page = client.get("/mailbox/").content.decode()
    assert capsys.readouterr().out.count("The code is ABC-123") == 2
    assert page.index("Second") < page.index("First")
    assert "The code is ABC-123 &lt;b&gt;" in page
    assert "<p>html</p>" not in page


def test_an_empty_mailbox_says_what_to_do(client, db, tmp_path):
    with override_settings(DEBUG=True, LAPTOP=True, EMAIL_FILE_PATH=tmp_path):
        assert "Ask for a sign-in code" in client.get("/mailbox/").content.decode()


def test_nobody_else_has_a_mailbox(client, db):
    with override_settings(DEBUG=False, LAPTOP=True):
        assert client.get("/mailbox/").status_code == 404
    with override_settings(DEBUG=True, LAPTOP=False):
        assert client.get("/mailbox/").status_code == 404
