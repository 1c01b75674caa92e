"""How commands end."""

import pytest
import typer

from spine.errors import Invalid, NotFound, SpineError
from spine.operations.cli.exit_codes import Exit, errors_as_exits


@pytest.mark.parametrize(
    ("interruption", "said"),
    [(KeyboardInterrupt, "what was done is kept, and repeating"), (typer.Abort, "nothing was done")],
    ids=["at work", "at a question"],
)
def test_ctrl_c_is_one_line_and_130(
    interruption: type[BaseException], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, errors_as_exits():
        raise interruption
    assert ended.value.exit_code == Exit.INTERRUPTED
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"spine: interrupted; {said}")


@pytest.mark.parametrize(
    ("fault", "code"), [(Invalid.field("minutes", "too few"), Exit.USAGE), (NotFound("nothing"), Exit.FAILED)]
)
def test_a_value_that_is_not_allowed_is_a_wrong_call(fault: SpineError, code: Exit) -> None:
    with pytest.raises(typer.Exit) as ended, errors_as_exits():
        raise fault
    assert ended.value.exit_code == code
