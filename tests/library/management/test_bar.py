import io

from django.core.management.base import OutputWrapper

from library.management.bar import Bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar():
    out = Terminal()
    bar = Bar(OutputWrapper(out), "Rendering clips", 2)
    bar.step()
    bar.step()
    half, full = "█" * 15 + "·" * 15, "█" * 30
    assert out.getvalue() == f"\rRendering clips {half} 1/2\rRendering clips {full} 2/2\n"


def test_elsewhere_a_line_is_written_at_the_beginning_and_at_the_end():
    out = io.StringIO()
    bar = Bar(OutputWrapper(out), "Rendering clips", 5)
    for _ in range(5):
        bar.step()
    assert out.getvalue() == "Rendering clips: 1 of 5.\nRendering clips: 5 of 5.\n"
