"""Mail out of the house: to the console, by SMTP, or by GOV.UK Notify, as settings say."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from towpath.outside.notify import NotTakenError
from towpath.rules.mail import UNKNOWN

NOT_NOW = 4  # the first figure of a code


class Unsent(Exception):
    """An email that did not go, and why; `again`: the other side surely has not taken it, and
    might later."""

    def __init__(self, why: str, *, again: bool) -> None:
        super().__init__(why)
        self.again = again


def send(*, to: str, subject: str, body: str, key: str) -> str:
    """Hand one email over. Returns what the provider calls it.

    `key` is ours and the same at every try; by SMTP it is the message's own id, so that a second
    copy could be known for one. Raises Unsent.
    """
    headers = {"Message-ID": f"<{key}@towpath>"}
    message = EmailMessage(subject, body, to=[to], headers=headers)
    try:
        with _reached() as connection:
            connection.send_messages([message])
    except SMTPRecipientsRefused as error:
        again = all(_is_for_now(code) for code, _ in error.recipients.values())
        raise Unsent("The mail server refused the address", again=again) from error
    except SMTPResponseException as error:
        words = f"The mail server refused it ({error.smtp_code})"
        raise Unsent(words, again=_is_for_now(error.smtp_code)) from error
    except NotTakenError as error:
        raise Unsent(str(error), again=error.again) from error
    except (SMTPException, OSError) as error:
        raise Unsent(f"{UNKNOWN} {error}", again=False) from error
    return str(getattr(message, "reference", "") or headers["Message-ID"])


@contextmanager
def _reached() -> Iterator[BaseEmailBackend]:
    """The connection, open. Whatever fails here, nothing has been handed over."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        words = f"The mail server could not be reached: {error}"
        raise Unsent(words, again=True) from error
    with closing(connection):
        yield connection


def _is_for_now(code: int) -> bool:
    """Whether the server says "not now" rather than "never" (RFC 5321, section 4.2.1)."""
    return code // 100 == NOT_NOW
