"""How commands end."""

import pytest
import typer

from spine.cli.exits import Exit, faults_as_exits


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, typer.Abort], ids=["at work", "at a question"])
def test_ctrl_c_is_one_line_and_130(interruption: type[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, faults_as_exits():
        raise interruption
    assert ended.value.exit_code == Exit.INTERRUPTED
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("spine: interrupted; ")
