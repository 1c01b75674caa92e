from pathlib import Path

from devhost.reload import source_stamps


def test_only_the_app_s_own_source_files_are_watched(tmp_path: Path) -> None:
    names = [
        "function_app.py",
        "host.json",
        "spine/a.py",
        "data.sqlite3",
        ".git/b.py",
        "env/pyvenv.cfg",
        "env/c.py",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    watched = {path.relative_to(tmp_path).as_posix() for path in source_stamps(tmp_path)}
    assert watched == {"function_app.py", "host.json", "spine/a.py"}
