"""What becomes of uploads, without a browser."""

import errno
import json
import shutil
import time
from mmap import mmap

import pytest

from chatbot.page.adding import Additions
from chatbot.testing import FakeEncoder
from index.intake.uploads import UPLOADS
from index.library import Library
from index.types import Report

HARBOUR = (
    "The harbour opens on 3 May after two years of works. The mayor cuts the ribbon at noon and the brass band of the "
    "fishermen plays on the quay until six in the evening."
)
BAKERY = (
    "A loaf costs 3 euros at the bakery of the old town. The oven is older than the baker, who lights it with beech at four "
    "and sells the last bread before noon."
)
PLUMS = "Plums ripen in August, and jam is made of them in every kitchen of the valley, mostly by grandfathers."


@pytest.fixture
def upload(library, tmp_path):
    """Hand files over as the browser does, each in a temporary place of its own, and return the report."""

    def send(*files: tuple[str, str]) -> Report:
        paths = []
        for number, (name, content) in enumerate(files):
            place = tmp_path / "browser" / str(number)
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            (place / name).write_text(content, encoding="utf-8")
            paths.append(str(place / name))
        return library.add_uploads(paths)

    return send


def texts(library):
    return sorted(article.text for article in library.articles())


def kept(library):
    return sorted(path.name for path in (library.folder / UPLOADS).iterdir())


def test_an_upload_leaves_an_unrelated_article_of_the_same_file_name_alone(library, upload):
    upload(("article.txt", HARBOUR))
    report = upload(("article.txt", BAKERY))

    assert (len(report.added), len(report.replaced)) == (1, 0)
    assert texts(library) == sorted([HARBOUR, BAKERY])
    assert kept(library) == ["article (2).txt", "article.txt"]


def test_each_edited_upload_finds_the_file_that_it_is_a_version_of(library, upload):
    upload(("article.txt", HARBOUR))
    upload(("article.txt", BAKERY))
    later, dearer = HARBOUR.replace("3 May", "4 June"), BAKERY.replace("3 euros", "4 euros")
    report = upload(("article.txt", dearer), ("article.txt", later))

    assert (len(report.added), len(report.replaced)) == (0, 2)
    assert texts(library) == sorted([later, dearer])
    assert kept(library) == ["article (2).txt", "article.txt"]


def test_the_same_upload_again_changes_nothing(library, upload):
    upload(("article.txt", HARBOUR))
    report = upload(("article.txt", HARBOUR))

    assert (len(report.unchanged), library.count()) == (1, 1)
    assert kept(library) == ["article.txt"]


def test_uploads_stay_in_a_library_whose_folder_has_a_number_sign(tmp_path):
    (tmp_path / "article.txt").write_text(HARBOUR, encoding="utf-8")
    with Library.open(tmp_path / "C# library", encoder=FakeEncoder()) as library:
        library.add_uploads([str(tmp_path / "article.txt")])

        assert kept(library) == ["article.txt"]
        assert library.remove(library.articles()[0].id)
        assert kept(library) == []


def test_an_address_tells_versions_from_other_pages(library, upload):
    page = "---\nurl: https://example.org/{}\n---\n{}"
    upload(("index.md", page.format("harbour", HARBOUR)))
    other = upload(("index.md", page.format("quay", HARBOUR.replace("3 May", "4 June"))))
    rewritten = upload(("index.md", page.format("harbour", BAKERY)))

    assert (len(other.added), len(rewritten.replaced), library.count()) == (1, 1, 2)


def test_an_unreadable_upload_leaves_the_file_of_the_same_name_whole(library, upload):
    upload(("article.txt", HARBOUR))
    report = upload(("article.txt", " "))

    assert (len(report.problems), texts(library)) == (1, [HARBOUR])
    assert kept(library) == ["article.txt"]
    assert (library.folder / UPLOADS / "article.txt").read_text(encoding="utf-8") == HARBOUR


def test_a_full_disk_costs_neither_the_earlier_version_nor_the_other_uploads(library, upload, monkeypatch):
    upload(("article.txt", HARBOUR))
    move = shutil.move

    def fill_the_disk(source, target):
        if source.name != "article.txt":
            return move(source, target)
        target.write_text("The harb", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "move", fill_the_disk)
    report = upload(("article.txt", HARBOUR.replace("noon", "one")), ("bread.txt", BAKERY))

    assert [problem.reason for problem in report.problems] == [
        "article.txt cannot be kept (No space left on device); free space on the disk and add it again."
    ]
    assert (texts(library), kept(library)) == (sorted([HARBOUR, BAKERY]), ["article.txt", "bread.txt"])


def test_a_container_of_records_without_ids_is_a_version_of_the_one_that_most_of_them_come_from(library, upload):
    def lines(*told: str) -> str:
        return "\n".join(json.dumps({"text": text}) for text in told)

    upload(("articles.jsonl", lines(HARBOUR, BAKERY)))
    report = upload(("articles.jsonl", lines(PLUMS, BAKERY, HARBOUR.replace("noon", "one"))))
    assert (len(report.added), len(report.replaced), len(report.unchanged), kept(library)) == (1, 1, 1, ["articles.jsonl"])
    upload(("articles.jsonl", lines(HARBOUR.replace("noon", "two"), "Apples ripen in autumn.", "Pears ripen before them.")))
    assert kept(library) == ["articles (2).jsonl", "articles.jsonl"]


def test_a_container_of_other_articles_does_not_replace_one_of_the_same_name(library, upload):
    def lines(*told: str) -> str:
        return "\n".join(json.dumps({"text": text}) for text in told)

    upload(("articles.jsonl", lines(HARBOUR)))
    grown = upload(("articles.jsonl", lines(HARBOUR.replace("noon", "one"), BAKERY)))
    other = upload(("articles.jsonl", lines(PLUMS)))

    assert (len(grown.replaced), len(grown.added), len(other.added), library.count()) == (1, 1, 1, 3)


def test_an_upload_of_several_articles_stays_until_the_last_of_them_is_removed(library, upload):
    lines = [json.dumps({"text": text}) for text in (HARBOUR, BAKERY)]
    one, other = upload(("articles.jsonl", "\n".join(lines))).added

    assert library.remove(one)
    assert kept(library) == ["articles.jsonl"]
    assert library.remove(other)
    assert kept(library) == []
    assert not library.remove(other)


def test_what_a_removed_upload_held_waits_on_the_disk_and_comes_back(library, upload):
    removed = library.remove(*upload(("notes.txt", HARBOUR)).added)

    assert isinstance(removed.upload, mmap)
    assert kept(library) == []
    assert library.restore(removed)
    assert (library.folder / "uploads" / "notes.txt").read_text(encoding="utf-8") == HARBOUR


def test_the_file_that_a_person_added_stays_when_its_article_is_removed(library, write):
    path = write("uploads/article.txt", HARBOUR)

    assert library.remove(*library.add(path).added)
    assert path.exists()


def test_uploading_and_removing_read_no_article_of_another_name(library, upload, write, monkeypatch):
    library.add(write("plums.txt", PLUMS))
    read = []
    article = library.store.article
    monkeypatch.setattr(library.store, "articles", lambda: pytest.fail("all texts were read"))
    monkeypatch.setattr(library.store, "article", lambda article_id: read.append(article(article_id)) or read[-1])
    (article_id,) = upload(("article.txt", HARBOUR)).added
    upload(("article.txt", HARBOUR.replace("noon", "one")))
    library.remove(article_id)

    assert {found.text for found in read if found}.isdisjoint({PLUMS})
    assert kept(library) == []


def test_uploads_are_added_to_the_end_when_nobody_looks_on(library, tmp_path):
    for number, text in enumerate((HARBOUR, BAKERY, HARBOUR)):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{number}.txt") for number in range(3)]
    additions = Additions()
    steps = additions.follow(additions.begin(lambda tell: library.add_uploads(files, progress=tell)).number)
    next(steps)
    steps.close()
    while not additions.latest()[1]:
        time.sleep(0.01)

    assert texts(library) == sorted([HARBOUR, BAKERY])
    assert kept(library) == ["0.txt", "1.txt"]
