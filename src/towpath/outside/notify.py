"""GOV.UK Notify as one of Django's ways of sending mail, so that sign-in codes go by it too.

Its template holds `((subject))` and `((body))` and nothing else.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from towpath.rules.mail import UNKNOWN

TOO_MANY, SERVER_FAULT = 429, 500


class NotTakenError(Exception):
    """What Notify has not taken; `again`: it might later."""

    def __init__(self, why: str, *, again: bool) -> None:
        super().__init__(why)
        self.again = again


class Notify(BaseEmailBackend):
    """Sends each message through Notify; its id there is put on the message as `reference`."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently, **kwargs)
        try:
            from notifications_python_client.notifications import NotificationsAPIClient
        except ImportError:
            raise NotTakenError(
                "GOV.UK Notify needs its client: pip install 'towpath[notify]'", again=False
            ) from None
        self.client = NotificationsAPIClient(
            settings.NOTIFY_KEY, base_url=settings.NOTIFY_ADDRESS, timeout=settings.EMAIL_TIMEOUT
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send them all; raises NotTakenError at the first that Notify does not take."""
        for message in email_messages:
            message.reference = self._send(message)  # type: ignore[attr-defined] # ours to read
        return len(email_messages)

    def _send(self, message: EmailMessage) -> str:
        from notifications_python_client.errors import APIError

        try:
            answer = self.client.send_email_notification(
                email_address=message.to[0],
                template_id=settings.NOTIFY_TEMPLATE,
                personalisation={"subject": message.subject, "body": str(message.body)},
                reference=message.extra_headers.get("Message-ID"),
            )
        except APIError as error:
            if error.response is None and not _never_reached(error):
                raise NotTakenError(f"{UNKNOWN} {error}", again=False) from error
            code = error.status_code
            again = error.response is None or code == TOO_MANY or code >= SERVER_FAULT
            raise NotTakenError(f"GOV.UK Notify did not take it: {error}", again=again) from error
        return str(answer["id"])


def _never_reached(error: Exception) -> bool:
    """Whether no connection was made at all, so that nothing can have been taken."""
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    said = error.__cause__.args[0] if error.__cause__ and error.__cause__.args else None
    reason = getattr(said, "reason", None)
    return isinstance(reason, ConnectTimeoutError | NewConnectionError)
