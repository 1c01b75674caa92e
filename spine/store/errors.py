"""What a store raises for a list that cannot be continued, and for a long write that was cut short."""

from spine.errors import FieldError, Invalid, Unavailable


class BadPosition(Invalid):
    """The position belongs to no page of this list."""

    def __init__(self) -> None:
        msg = "is invalid: it is not from this list"
        super().__init__(f"cursor: {msg}", errors=[FieldError(loc=["cursor"], msg=msg)])


class PartialWrite(Unavailable):
    """Writing in parts ended before the last part: `written` documents are stored, the others are not."""

    def __init__(self, written: int, *, retry_after: float = 0) -> None:
        super().__init__(f"The request stopped after {written} documents; repeat it to complete it.",
                         retry_after=retry_after, extra={"written": written})  # fmt: skip
        self.written = written
