"""The choice of the model that answers, in the real page."""

import threading
from weakref import ref

import pytest
from playwright.sync_api import expect

from chatbot.api.users import Users, write_user
from chatbot.errors import LanguageModelError
from chatbot.models.factory import language_model
from chatbot.models.installed import installed
from chatbot.models.llama import LlamaWriter
from chatbot.models.reader import embedded_reader
from chatbot.page import model_choice
from chatbot.page.model_choice import NOT_ON_OFFER, ModelChoice
from chatbot.page.server import running
from chatbot.page.wording import wording
from chatbot.terminal.command_line import _parser
from chatbot.terminal.scoping import settings
from chatbot.testing import FakeReader, FakeWriter
from tests.pagekit import visit
from tests.tiny_gguf import chatml

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]


class Remote(FakeWriter):
    """Says that it sends to another computer, and loads once it may."""

    name, sends_to = "distant", "models.example.org"

    def __init__(self) -> None:
        super().__init__()
        self.loads, self.may_load = threading.Event(), threading.Event()

    def load(self) -> None:
        self.loads.set()
        self.may_load.wait(20)


@pytest.fixture(autouse=True)
def offered(monkeypatch, tmp_path):
    """Put two models beside the fake one: one that sends elsewhere, and one that cannot be loaded."""
    remote = Remote()

    def model(name, _settings):
        if name == "ollama:broken":
            raise LanguageModelError("broken.gguf is no GGUF file; fetch it again.")
        return remote

    monkeypatch.setattr(model_choice, "installed", lambda _folder: {"ollama:distant": tmp_path, "ollama:broken": tmp_path})
    monkeypatch.setattr(model_choice, "language_model", model)
    return remote


def answers(page, name, label="Answered by"):
    expect(page.get_by_label(label).locator("option:checked")).to_have_text(name)


def forge(page, value):
    """Ask for a model that the page does not offer, as whoever writes the request by hand does."""
    page.evaluate(
        """value => {
            document.querySelector("#model").innerHTML = "<select><option></option></select>";
            const select = document.querySelector("#model select");
            select.firstChild.value = value;
            select.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        value,
    )
    expect(page.locator("#notice")).to_contain_text(NOT_ON_OFFER)
    page.locator("#notice .close").click()
    expect(page.locator("#notice .close")).to_have_count(0)


def test_the_model_chosen_answers_once_it_is_loaded_and_every_tab_says_where_questions_go(browser, address, bot, offered):
    with visit(browser, address) as page, visit(browser, address) as other:
        answers(page, "fake reader")
        expect(page.locator("#foot")).to_contain_text("nothing leaves this computer")
        page.get_by_label("Answered by").select_option("ollama:distant")
        expect(page.locator("#loading")).to_be_visible()
        assert offered.loads.wait(20)
        assert not bot.ready.is_set()
        assert isinstance(bot.model, FakeReader)
        offered.may_load.set()
        for tab in (page, other):
            answers(tab, "ollama:distant")
            expect(tab.locator("#foot")).to_contain_text("will be sent to models.example.org")
        expect(page.locator("#loading")).to_be_hidden()
        assert bot.model is offered


def test_a_model_that_cannot_be_loaded_is_told_and_the_former_stays(browser, address, bot):
    with visit(browser, address, locale="fr-FR") as page:
        page.get_by_label("Réponses de").select_option("ollama:broken")
        expect(page.locator("#notice")).to_contain_text("broken.gguf")
        answers(page, "fake reader", "Réponses de")
    assert isinstance(bot.model, FakeReader)
    assert bot.ready.is_set()


def test_a_forged_request_names_no_path_no_address_and_no_model_that_is_not_on_offer(browser, address, bot):
    with visit(browser, address) as page:
        for value in ("/etc/passwd", "openai:http://models.example.org", "hf:owner/model", "ollama:other", ""):
            forge(page, value)
    assert isinstance(bot.model, FakeReader)


def test_who_has_logged_in_reads_which_model_answers_and_cannot_change_it(browser, bot, tmp_path):
    write_user(tmp_path / "users", "ada", "a long password")
    with (
        running(bot, users=Users(tmp_path / "users")) as address,
        visit(browser, address, user=("ada", "a long password")) as page,
    ):
        expect(page.locator("#model")).to_have_text("Answered by fake reader")
        expect(page.locator("#model select")).to_have_count(0)
        forge(page, "ollama:distant")
    assert isinstance(bot.model, FakeReader)


def test_the_memory_of_the_first_model_is_freed_while_another_one_answers(bot, offered, tmp_path):
    bot.model = LlamaWriter(chatml(tmp_path / "first.gguf"))
    bot.model.load()
    choice, first = ModelChoice(bot), ref(bot.model)
    offered.may_load.set()
    choice.change("ollama:distant", alone=True)

    assert first() is None

    choice.change("first.gguf", alone=True)

    assert isinstance(bot.model, LlamaWriter)


def test_the_models_of_the_folder_that_is_named_are_on_offer_each_once(bot, tmp_path, monkeypatch):
    monkeypatch.setattr(model_choice, "installed", installed)
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "none"))
    first, second = chatml(tmp_path / "first.gguf"), chatml(tmp_path / "second.gguf")
    bot.model, bot.settings = LlamaWriter(first), settings(_parser().parse_args(["serve", "--folder", str(tmp_path)]))
    shown = ModelChoice(bot).shown(wording("en"), alone=True)

    assert tuple(shown.count(f">{name}<") for name in ("first.gguf", first, second)) == (1, 0, 1)


def test_the_embedded_models_are_loaded_once_for_themselves_and_for_a_writer():
    assert language_model() is embedded_reader()
