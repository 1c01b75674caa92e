"""Tables of sentences, a line each, whose cells a bar parts."""


def rows(table: str) -> list[list[str | None]]:
    """The cells of each line; None for an empty one."""
    lines = (line.split(" |") for line in table.strip().splitlines())
    return [[cell.strip() or None for cell in line] for line in lines]
