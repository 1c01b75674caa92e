"""What a client gets."""

import json
from dataclasses import dataclass, field
from http.client import responses

CHARGE = "x-ms-request-charge"


@dataclass
class Answer:
    """A status, headers and a body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def refusal(cls, status: int, message: str, **headers: str) -> "Answer":
        """An error as the service words it."""
        body = {"code": phrase(status).replace(" ", ""), "message": message}
        return cls(status, headers, json.dumps(body).encode())

    def encoded(self) -> bytes:
        """Head and body for one send: two would wait for a delayed acknowledgement, 40 ms."""
        body = b"" if self.status in (204, 304) else self.body
        headers = {**self.headers, "content-type": "application/json", "content-length": str(len(body))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {self.status} {phrase(self.status)}\r\n{lines}\r\n".encode() + body


def phrase(status: int) -> str:
    """The words beside a status."""
    return responses.get(status, "Retry With" if status == 449 else "Unknown")
