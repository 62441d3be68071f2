"""The workspace and its store: finding one, making one, bringing one up to the present schema."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guftugu.cli.failing import Failure
from guftugu.cli.words import gettext as _
from guftugu.cli.words import language

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor
    from django.db.models import Model

STORE = "guftugu.sqlite3"
# Any number, the same in every server: who migrates holds it.
MIGRATING = 7_226_988


def is_elsewhere() -> bool:
    """The store is a PostgreSQL; the folder then holds none."""
    return bool(os.environ.get("DATABASE_URL"))


def check_workspace(folder: Path) -> None:
    """Before Django is imported. Of a PostgreSQL only Django can tell."""
    if not is_elsewhere() and not (folder / STORE).is_file():
        raise Failure(
            _("There is no workspace in %(folder)s. Make one: guftugu init DIR. Or say where it is: guftugu --dir DIR.")
            % {"folder": folder}
        )


def open_store(folder: Path) -> None:
    check_workspace(folder)
    set_up(folder)
    if is_elsewhere() and not _is_begun():
        raise Failure(_("The database of DATABASE_URL holds no workspace. Make one: guftugu init DIR."))
    bring_forward()


def set_up(folder: Path) -> None:
    """Django, looking at this folder."""
    os.environ["GUFTUGU_DIR"] = str(folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guftugu.desk.settings")
    if is_elsewhere() and find_spec("psycopg") is None:
        raise Failure(_("PostgreSQL needs one more package: pip install 'guftugu[postgres]'."))
    import django
    from django.utils import translation

    try:
        django.setup()
    except ValueError as error:
        raise Failure(str(error)) from error
    translation.activate(language())


@contextmanager
def new_workspace(folder: Path) -> Iterator[Path]:
    """A folder to fill, whose files appear in the workspace when all is in them; after a failure there are none."""
    import shutil
    import tempfile

    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Failure(_("%(folder)s is there already and is not empty. Nothing was changed.") % {"folder": folder})
    was_there = folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        set_up(part)
        if is_elsewhere() and _is_begun():
            raise Failure(_("The database of DATABASE_URL is in use. Nothing was changed."))
        with _all_or_nothing():
            yield part
        _let_go()
        folder.chmod(0o700)
        # The store last: only with it the folder is a workspace.
        for path in sorted(part.iterdir(), key=lambda path: path.name == STORE):
            path.rename(folder / path.name)
        part.rmdir()
        part = folder
    finally:
        if part != folder:
            _let_go()
            shutil.rmtree(part, ignore_errors=True)
            if not was_there:
                folder.rmdir()


def bring_forward() -> None:
    """Migrate, after a look whether there is anything to migrate; refuse a store that a newer Guftugu wrote."""
    from django.core.management import call_command

    executor = _executor()
    known = executor.loader.disk_migrations
    if any(app == "guftugu" and (app, name) not in known for app, name in executor.loader.applied_migrations):
        raise Failure(_("A newer Guftugu wrote this workspace. Use that one, or a newer one still."))
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with _alone():
            call_command("migrate", interactive=False, verbosity=0)


def present_schema() -> str:
    """The name of the last migration: what a backup is made under."""
    leaves = _executor().loader.graph.leaf_nodes("guftugu")
    return leaves[0][1] if leaves else ""


def tables_under(schema: str) -> list[type[Model]]:
    """Bring an empty store to an earlier schema and give its tables as they were then."""
    from django.core.management import call_command

    executor = _executor()
    if ("guftugu", schema) not in executor.loader.disk_migrations:
        raise Failure(_("A newer Guftugu made this backup. Restore it with that one, or a newer one still."))
    call_command("migrate", "guftugu", schema, interactive=False, verbosity=0)
    then = executor.loader.project_state([("guftugu", schema)]).apps
    return list(then.get_app_config("guftugu").get_models(include_auto_created=True))


def _executor() -> MigrationExecutor:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def _is_begun() -> bool:
    """Whether this database holds a workspace: tables alone are none."""
    from django.db import connection

    if "rooms_account" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM rooms_account LIMIT 1")
        return cursor.fetchone() is not None


def _all_or_nothing() -> Any:
    """On PostgreSQL tables, too, come in one transaction. SQLite builds none inside one: there the folder goes."""
    from django.db import connection, transaction

    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


@contextmanager
def _alone() -> Iterator[None]:
    """Of several servers on one PostgreSQL one migrates, and the others wait and find it done."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def _let_go() -> None:
    from django.db import connections

    connections.close_all()
