"""Words and keys in two files: whole or not at all, and nothing readable in either."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction

from guftugu.dialogues.actions.occasions import When, record_occasion
from guftugu.dialogues.models import Occasion, Title
from guftugu.dialogues.tests.builders import NOW, PASSPHRASE, House, build_house
from guftugu.rooms import storing
from guftugu.rooms.actions.backups import UnableToBackUp, make_backup, opened_keys, restore_backup
from guftugu.rooms.actions.entering import NotLetIn, unlock
from guftugu.rooms.actions.sunset import sunset_room, sunset_shelf, tick_key_file
from guftugu.rooms.backup_files import file_in_place, keys_path, open_lines, sealed_under
from guftugu.rooms.lookups import backups, sunsets
from guftugu.rooms.models import Account, Backup, Hold, Knock
from guftugu.rooms.storing import UnableToRestore, stored_models
from guftugu.rooms.words import open_rows
from guftugu.trail import lookups as trail

pytestmark = pytest.mark.django_db(transaction=True)
SMALL = {"moderator-ru": ("moderator", ""), "o1": ("participant", "O")}
PLANTED = "the planted ҷумла"


@pytest.fixture
def house() -> House:
    return build_house(cast=SMALL)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the seconds that stretching a passphrase is meant to take. What age itself does is tested with it."""
    monkeypatch.setattr("guftugu.rooms.actions.backups.sealed_under", lambda word, text: word.encode() + b"\0" + text)
    monkeypatch.setattr(
        "guftugu.rooms.actions.backups.opened_with", lambda _word, path: path.read_bytes().split(b"\0", 1)[1]
    )


@pytest.fixture
def words(tmp_path: Path) -> Path:
    return tmp_path / "spring.guftugu"


def backed_up(house: House, words: Path, *, by: str = "moderator-us") -> Backup:
    return make_backup(words, passphrase=house.passphrases[by], schema="0001_initial", by=house.viewer(by), now=NOW)


def restored(words: Path, passphrase: str) -> int:
    """As into an empty store: this one, emptied."""
    empty_store()
    keys = opened_keys(keys_path(words), passphrase=passphrase)
    return restore_backup(words, keys, tables=stored_models(), bring_forward=lambda: None, now=NOW)


def empty_store() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in [*(model._meta.db_table for model in stored_models()), "rooms_knock"]:
            cursor.execute(f'DELETE FROM "{table}"')


def standing(house: House) -> list[str]:
    listed = backups(house.viewer("moderator-us"))
    return [one.file_name for one in listed if one.keys_destroyed_at is None]


def plant(house: House) -> Occasion:
    return record_occasion(
        house.dialogue, house.rooms["caucus-O"], Occasion.Kind.CONTACT, title=PLANTED, when=When("March 1993"),
        by=house.viewer("o1"), now=NOW,
    )  # fmt: skip


def test_a_round_trip_opens_the_words_and_keeps_the_trail(house: House, words: Path) -> None:
    row, rooms = plant(house), house.rooms
    sunset_shelf(rooms["caucus-O"], plant(house).pk, by=house.viewer("o1"), now=NOW)
    made = backed_up(house, words)
    before, head = storing.rows_in_store(), trail.head()
    assert restored(words, house.passphrases["moderator-us"]) == before
    o1 = unlock("o1", PASSPHRASE, now=NOW)
    assert open_rows(o1, [Occasion.objects.get(pk=row.pk)])[0].title == PLANTED
    assert open_rows(o1, Title.objects.filter(room__kind="plenary"))[0].words == "A dialogue for tests"
    found = trail.verification(expected_head=head)
    assert found.is_whole
    assert [act.verb for act in trail.rows_of_rooms([])[:2]] == ["restored", "backup_made"]
    assert Backup.objects.get().pk == made.pk
    # The counters of rows without a UUID go on where they were.
    assert sunset_room(rooms["caucus-O"], by=o1, now=NOW).backups.count() == 1


def test_every_table_of_ours_is_stored_but_counts_of_failed_log_ins(quick: None, house: House, words: Path) -> None:
    with pytest.raises(NotLetIn):
        unlock("o1", "six other words than the right", now=NOW)
    backed_up(house, words)
    assert Knock.objects.exists()
    restored(words, house.passphrases["moderator-us"])
    assert not Knock.objects.exists()
    tables = {model._meta.db_table for model in stored_models()}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    foreign = {name for name in there if name.startswith(("django_", "auth_"))}
    assert there - tables - foreign == {"rooms_knock"}


def test_nothing_readable_stands_in_either_file(house: House, words: Path) -> None:
    plant(house)
    backed_up(house, words)
    for path in (words, keys_path(words)):
        told = path.read_bytes()
        for planted in (PLANTED.encode(), b"moderator-us", b"AGE-SECRET", house.passphrases["o1"].encode()):
            assert planted not in told
        assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in words.parent.iterdir()) == ["spring.guftugu", "spring.guftugu.keys"]


def test_the_words_file_holds_no_key_even_opened(quick: None, house: House, words: Path) -> None:
    plant(house)
    backed_up(house, words)
    lines: list[bytes] = []
    keys = opened_keys(keys_path(words), passphrase=house.passphrases["moderator-us"])
    open_lines(words, lines.append, identity=keys.identity)
    encoded = base64.b64encode(bytes(Hold.objects.filter(account__name="o1")[0].wrapped)).decode()
    assert encoded in str(keys.keys)
    assert encoded.encode() not in b"".join(lines)


def test_only_moderators_back_up(quick: None, house: House, words: Path) -> None:
    with pytest.raises(UnableToBackUp):
        backed_up(house, words, by="o1")
    assert not words.exists()
    assert backed_up(house, words, by="moderator-ru").keys_digest


def test_a_file_that_is_there_is_not_replaced(quick: None, house: House, words: Path) -> None:
    keys_path(words).write_text("mine")
    with pytest.raises(UnableToBackUp):
        backed_up(house, words)
    assert keys_path(words).read_text() == "mine"
    assert not words.exists()
    assert not Backup.objects.exists()


def test_a_file_that_came_meanwhile_is_not_replaced(words: Path) -> None:
    def write_while_another_does() -> None:
        with file_in_place(words) as file:
            file.write(b"ours")
            words.write_text("mine")

    with pytest.raises(FileExistsError):
        write_while_another_does()
    assert words.read_text() == "mine"
    assert [path.name for path in words.parent.iterdir()] == [words.name]


def test_a_backup_that_fails_leaves_no_file_and_no_key_to_destroy(
    quick: None, house: House, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> Iterator[bytes]:
        yield b"{}\n"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guftugu.rooms.actions.backups.word_lines", full)
    with pytest.raises(OSError, match="No space left"):
        backed_up(house, words)
    assert list(words.parent.iterdir()) == []
    assert standing(house) == []
    assert trail.verification().is_whole


def test_another_passphrase_opens_nothing(house: House, words: Path) -> None:
    backed_up(house, words)
    with pytest.raises(UnableToRestore, match="does not open"):
        opened_keys(keys_path(words), passphrase="six other words than the right")
    as_typed = house.passphrases["moderator-us"].upper().replace(" ", "  ")
    assert opened_keys(keys_path(words), passphrase=as_typed).keys


def test_half_a_words_file_restores_nothing(quick: None, house: House, words: Path) -> None:
    for _ in range(40):
        plant(house)
    backed_up(house, words)
    whole = words.read_bytes()
    changed = whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:]
    for told in (whole[:-1], whole[: len(whole) // 2], whole[:150], b"", changed):
        words.write_bytes(told)
        with pytest.raises(UnableToRestore):
            restored(words, "")
        assert not Account.objects.exists()


def test_half_a_keys_file_opens_nothing(words: Path) -> None:
    whole = sealed_under("six words", b"{}\n" * 100)
    for told in (whole[:-1], whole[:30], b"", b"no keys at all", whole):
        keys_path(words).write_bytes(told)
        with pytest.raises(UnableToRestore):
            opened_keys(keys_path(words), passphrase="six words")


def test_the_keys_of_another_backup_do_not_fit(quick: None, house: House, words: Path) -> None:
    other = words.with_name("summer.guftugu")
    backed_up(house, words)
    backed_up(house, other)
    keys = opened_keys(keys_path(other), passphrase=house.passphrases["moderator-us"])
    empty_store()
    with pytest.raises(UnableToRestore, match="same backup"):
        restore_backup(words, keys, tables=stored_models(), bring_forward=lambda: None, now=NOW)


def test_a_keys_file_that_asks_for_years_of_work_is_refused_at_once(words: Path) -> None:
    lines = sealed_under("six words", b"{}").split(b"\n")
    lines[1] = lines[1].rsplit(b" ", 1)[0] + b" 60"
    keys_path(words).write_bytes(b"\n".join(lines))
    with pytest.raises(UnableToRestore):
        opened_keys(keys_path(words), passphrase="six words")


def test_rows_nobody_expects_are_refused(house: House, words: Path) -> None:
    loading = storing.Loading(stored_models(), keys={}, backup="a")
    loading.take(json.dumps({"format": storing.FORMAT, "backup": "a"}).encode())
    with pytest.raises(UnableToRestore):
        loading.take(b'{"table": "auth_user", "columns": ["id"]}')
    loading.take(b'{"table": "account", "columns": ["id", "name"]}')
    for line in (b'["no uuid", "a"]', b'["x"]', b"\xff", b"["):
        with pytest.raises(UnableToRestore):
            loading.take(line)


def test_a_store_in_use_is_not_restored_into(quick: None, house: House, words: Path) -> None:
    backed_up(house, words)
    keys = opened_keys(keys_path(words), passphrase=house.passphrases["moderator-us"])
    with pytest.raises(UnableToRestore, match="in use"):
        restore_backup(words, keys, tables=stored_models(), bring_forward=lambda: None, now=NOW)


def test_a_sunset_waits_for_the_key_files_made_before(quick: None, house: House, words: Path) -> None:
    backup = backed_up(house, words)
    sunset_shelf(house.rooms["caucus-O"], plant(house).pk, by=house.viewer("o1"), now=NOW)
    backed_up(house, words.with_name("later"))
    o1 = house.viewer("o1")
    assert [pending.pk for pending in sunsets(o1)[0].pending] == [backup.pk]
    tick_key_file(backup, by=house.viewer("moderator-us"), now=NOW)
    assert sunsets(o1)[0].pending == []
    assert standing(house) == ["later"]
    assert backups(o1) == []


def test_somebody_writing_meanwhile_neither_waits_nor_shows(
    quick: None, house: House, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = storing.word_lines

    def with_a_writer(heading: dict[str, object]) -> Iterator[bytes]:
        writing = Thread(target=_write_and_close, args=(house,))
        writing.start()
        writing.join(timeout=20)
        assert Title.objects.filter(room__kind="moderators").count() == 1
        yield from usual(heading)

    monkeypatch.setattr("guftugu.rooms.actions.backups.word_lines", with_a_writer)
    backed_up(house, words)
    assert Occasion.objects.count() == 1
    restored(words, house.passphrases["moderator-us"])
    assert not Occasion.objects.exists()
    assert trail.verification().is_whole


def _write_and_close(house: House) -> None:
    try:
        plant(house)
    finally:
        connection.close()


def test_the_folder_of_a_backup_must_be_there(quick: None, house: House, words: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backed_up(house, words.parent / "nowhere" / "file")
    assert standing(house) == []
    assert list(words.parent.iterdir()) == []
