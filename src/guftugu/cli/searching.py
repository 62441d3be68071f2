"""`guftugu search`: what the viewer may read, found by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guftugu.cli.asking import Asked, dialogue_meant, pass_asked
from guftugu.cli.failing import say
from guftugu.cli.users import dialogue_option
from guftugu.cli.words import for_terminal, ngettext
from guftugu.cli.words import gettext as _

if TYPE_CHECKING:
    from guftugu.record.lookups.search import Found


@click.command(
    short_help=_("find entries by their words"),
    help=_('Find entries with all these WORDS, in any of their forms; "quoted" words exactly so.'),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--page", type=click.IntRange(min=1), default=1, help=_("Twenty at a time."))
@dialogue_option
@pass_asked
def search(asked: Asked, words: tuple[str, ...], page: int, dialogue: int | None) -> None:
    viewer, _passphrase = asked.viewer()
    from guftugu.record.folding import Query
    from guftugu.record.lookups.search import search as found_by

    typed = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    found = found_by(viewer, dialogue_meant(viewer, dialogue), Query(typed), number=page)
    _print(found)


def _print(found: Found) -> None:
    for seen in found.occasions:
        click.echo(f"— {for_terminal(seen.occasion.title)} ({for_terminal(seen.said)})")
    for subject in found.subjects:
        click.echo(f"— {for_terminal(subject.short)}")
    for hit in found.hits:
        click.echo(f"{hit.seen.label}  {for_terminal(''.join(segment.text for segment in hit.excerpt))}")
    told = ngettext("%(count)d entry", "%(count)d entries", found.total) % {"count": found.total}
    if found.pages > 1:
        told += " · " + _("page %(number)d of %(pages)d") % {"number": found.number, "pages": found.pages}
    say(told)
