"""What commands write."""

from spine.operations.cli.output import plain, printable, table


def test_what_a_fact_says_cannot_steer_the_terminal() -> None:
    assert printable("\x1b[31mred\x07\nção\t") == "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}\nção\t"


def test_a_table_in_a_pipe_is_aligned_text_with_every_cell_whole() -> None:
    made = table(["name", "facts"], [["a" * 120, 7], ["b [bold]", 1200], [None, 3]])
    assert plain(made).splitlines() == [
        f"name{' ' * 116}  facts", f"{'a' * 120}      7", f"b [bold]{' ' * 112}   1200", f"–{' ' * 119}      3",
    ]  # fmt: skip
