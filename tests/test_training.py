"""The training room, on question sets made for the tests and on the real embedded weights."""

import json
import math
import random

import pytest
import torch

from chatbot.answering.prompt import reader_prompt
from chatbot.models.span_head import BEFORE, before, lead, pair
from chatbot.types import Evidence
from index.encoding.tokens import tokenizer
from index.types import Article, Place, Sentence
from training import batches, items, public, span_head, templates
from training.base import find_base, tokeniser
from training.drawing import Maker
from training.export import export_spans, pin
from training.fitting.questions import Sets
from training.items import Ask, Item, Source
from training.model import SpanModel
from training.near_misses import CROSSED, Near, crossed, grouped
from training.public import load, trim
from training.span_head import Pair, SpanHead
from training.train import Feed, Plan, blend, rate_at, train

PLACES = (
    *("Lyon", "Nantes", "Lille", "Brest", "Arles", "Dijon", "Metz", "Nice", "Pau"),
    *("Tours", "Caen", "Reims", "Nancy", "Rouen", "Toulon", "Vannes", "Quimper", "Limoges"),
)
SAMPLE = Item((Source("Le pont ouvre le 3 mai.", "Pont"),), (Ask("When?", "3 mai", 1), Ask("Qui le paie ?")))


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    """Three public sets in small: one article a place, two sentences each, a question on either."""
    folder = tmp_path_factory.mktemp("sets")
    for dataset, prefix, files in (("piaf", "piaf", 2), ("xquad", "xq-fr", 1), ("afriqa_fr", "af", 1)):
        (folder / dataset).mkdir()
        articles, questions = [], []
        for number, place in enumerate(PLACES):
            key, year, cost = f"{prefix}-{number:03}", 1900 + number, 10 + number
            sentences = (
                f"Le théâtre de {place} fut bâti en {year}.",
                f"Celui de {place}, rénové, valut {cost} millions d’euros.",
            )
            articles.append({"id": key, "lang": "fr", "title": f"Théâtre {place}", "text": " ".join(sentences)})
            for part, (asked, answer) in enumerate(
                [
                    (f"Quand fut bâti le théâtre de {place} ?", str(year)),
                    (f"Combien valut celui de {place} ?", f"{cost} millions"),
                ]
            ):
                evidence = [{"article_id": key, "quote": sentences[part]}]
                questions.append(
                    {"id": f"{key}-{part}", "question": asked, "lang": "fr", "answers": [answer], "evidence": evidence}
                )
        _write(folder / dataset / "articles.jsonl", articles)
        _write(folder / dataset / "questions.jsonl", questions)
        if files > 1:
            _write(folder / dataset / "questions_en.jsonl", [])
    (folder / "written.tsv").write_text("".join(_asked(number) for number in range(len(PLACES))), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(public, "WRITTEN", folder / "written.tsv")
        yield folder


def _asked(number):
    place = PLACES[number]
    sentence = f"Le théâtre de {place} fut bâti en {1900 + number}."
    asked = (f"Qu'a-t-on bâti à {place} ?", f"What was built in {place}?")
    return "\t".join((f"piaf-{number:03}", "0", str(len(sentence)), f"Le théâtre de {place}", *asked)) + "\n"


def _write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture(scope="module")
def base():
    return find_base()


def test_a_fifth_of_the_articles_is_kept_from_training_and_no_article_is_on_both_sides(sets):
    learnt, held = load(sets, validation=False), load(sets, validation=True)

    assert learnt.sentences.keys().isdisjoint(held.sentences)
    assert len(held.sentences) == 3 * (len(PLACES) // 5)
    assert {question.article for question in learnt.questions} <= learnt.sentences.keys()


def test_the_written_questions_are_learnt_from_in_both_languages_and_never_held_out(sets):
    learnt, held = load(sets, validation=False), load(sets, validation=True)
    written = [question for question in learnt.questions if question.key.startswith("written")]

    assert len(written) == 2 * (len(PLACES) - len(PLACES) // 5)
    assert {question.language for question in written} == {"fr", "en"}
    assert all(question.answer in question.quote and "fut bâti" in question.quote for question in written)
    assert not [question for question in held.questions if question.key.startswith("written")]


def test_a_question_may_be_written_in_english_alone(sets, tmp_path, monkeypatch):
    learnt = next(iter(load(sets, validation=False).sentences))
    monkeypatch.setattr(public, "WRITTEN", tmp_path / "written.tsv")
    public.WRITTEN.write_text(f"{learnt}\t0\t20\tLe théâtre\t\tWhat was built?\n", encoding="utf-8")

    written = [question for question in load(sets, validation=False).questions if question.key.startswith("written")]

    assert [(question.language, question.text) for question in written] == [("en", "What was built?")]


def test_questions_written_on_another_text_are_told_by_their_line(sets, tmp_path, monkeypatch):
    learnt = next(iter(load(sets, validation=False).sentences))
    monkeypatch.setattr(public, "WRITTEN", tmp_path / "written.tsv")
    public.WRITTEN.write_text(f"{learnt}\t0\t20\tune fontaine\tQue voit-on ?\n", encoding="utf-8")

    with pytest.raises(ValueError, match=rf"line 1: {learnt} is another text"):
        load(sets, validation=False)


def test_what_a_source_is_asked_stands_in_it_and_what_it_refuses_does_not(sets):
    drawn = [*Maker(load(sets, validation=False)).items(1), *templates.items(1, 200)]
    asks = [(ask, item) for item in drawn for ask in item.asks]

    assert all(ask.answer in item.sources[ask.marker - 1].text for ask, item in asks if ask.marker)
    assert 0.2 < sum(not ask.marker for ask, _ in asks) / len(asks) < 0.7


def test_a_pair_answers_from_its_source_or_from_nothing(sets):
    groups = list(span_head.groups(Maker(load(sets, validation=False)), [], templates.items(1, 50), 1))
    drawn = [pair for group in groups for pair in group]

    assert all(pair.answer in pair.source.text for pair in drawn)
    assert all(sum(pair.answer != "" for pair in group) <= 1 for group in groups)
    assert 0.4 < sum(not pair.answer for pair in drawn) / len(drawn) < 0.75


def test_the_same_seed_draws_the_same_and_another_seed_does_not(sets):
    maker = Maker(load(sets, validation=False))
    first, again, other = (batches.fingerprint(maker.items(seed)) for seed in (1, 1, 2))

    assert first == again != other


def test_constants_are_fitted_on_no_article_that_is_reported_and_reading_on_none_that_weights_have_seen(sets, tmp_path):
    drawn = Sets(sets, tmp_path, limit=100)
    every, read, told = (drawn.draw("piaf fr", 100, **half) for half in ({}, {"reading": True}, {"report": True}))
    articles = [{name for gold in golds for name in gold.articles} for golds in (every, read, told)]

    assert articles[0].isdisjoint(articles[2])
    assert articles[1] < articles[0]
    assert articles[1] | articles[2] == {name for name in load(sets, validation=True).texts if name.startswith("piaf")}


def test_a_long_sentence_is_cut_around_its_answer():
    sentence = "mot " * 200 + "réponse " + "mot " * 200

    assert "réponse" in trim(sentence, "réponse")
    assert len(trim(sentence, "réponse")) <= 420


def test_the_prompt_that_is_learnt_is_the_one_that_the_product_renders():
    article = Article("a", Place("pont.txt"), "Pont", "Le pont ouvre le 3 mai.", "fr", "2025-05-05T00:00:00Z")
    evidence = Evidence(1, article, Sentence("a", 0, 23, article.text), "", 1.0)

    assert reader_prompt("When?", [evidence]) == items.render_sources(SAMPLE.sources) + items.render_question("When?")


def test_questions_that_share_their_sources_are_computed_as_if_each_stood_alone(base):
    tokenise, model = tokeniser(base), SpanModel(base, seed=1)
    together = batches.losses(model, [batches.row(SAMPLE, tokenise)])
    alone = [batches.losses(model, [batches.row(Item(SAMPLE.sources, (ask,)), tokenise)]) for ask in SAMPLE.asks]

    assert torch.allclose(together, torch.cat(alone), atol=0.15)  # bfloat16


def test_an_answer_s_tokens_are_those_that_the_span_head_learns_to_point_at():
    tokens = tokenizer()
    text = "D’après l’agence, il en coûte « 12,5 millions d’euros »."
    row = span_head.row(Pair("Combien ?", Source(text, "Coûts"), "12,5 millions d’euros"), tokens)

    assert tokens.decode(list(row.ids[row.start : row.end + 1])).strip(" «") == "12,5 millions d’euros"
    assert span_head.row(Pair("Combien ?", Source(text)), tokens).start == 0


def test_the_right_sentence_is_weighed_against_those_drawn_with_it_only():
    scores = torch.zeros(3, 5, 2)
    scores[0, 2], scores[1, 3], scores[2, 1] = 3.0, 2.0, 9.0  # the third belongs to another question, and is right there
    ends, group = torch.tensor([[2, 2], [0, 0], [1, 1]]), torch.tensor([0, 0, 1])

    lost = span_head.choice(span_head.odds(scores, ends), ends[:, 0] > 0, group)

    assert math.log(1 + math.exp(-2)) / 2 == pytest.approx(float(lost), abs=1e-6)


def test_the_characters_that_tokens_cover_are_those_of_the_sentence():
    sentence = "Le 29 avril, à Genève."
    _, _, covered = pair(tokenizer(), "Quand ?", sentence, lead("Un titre : long", "C'était le 3 mai."))

    assert "".join(sentence[a:b] for a, b in covered) == sentence


def test_a_sentence_is_read_after_the_whole_words_that_stand_before_it():
    text = f"Élu en 1990.\n{'Le maire parle. ' * 20}Il part."

    assert before("Née en 1990.\nElle part.", 13) == "Née en 1990."
    assert before(text, 0) == ""
    assert before(text, text.index("Il part")).startswith(("Le ", "maire ", "parle. "))
    assert len(before(text, len(text))) <= BEFORE


def test_training_draws_a_sentence_with_the_words_that_stand_before_it_in_its_article(sets):
    maker = Maker(load(sets, validation=False))
    drawn = [pair for group in span_head.groups(maker, [], [], 1) for pair in group if pair.source.before]

    assert drawn
    assert all(
        f"{pair.source.before} {pair.source.text[:20]}" in " ".join(text.split())
        for pair in drawn
        for text in maker.corpus.texts.values()
        if pair.source.text in text
    )


def test_the_span_head_ships_as_a_small_difference_that_gives_back_its_weights(tmp_path):
    from safetensors.numpy import load_file

    model, fresh = SpanHead(1), SpanHead(1)
    with torch.no_grad():
        for p in model.parameters():
            if p.requires_grad:
                p.add_(torch.randn_like(p), alpha=0.01)
    export_spans(model, tmp_path / "spans.safetensors")
    span_head.apply(fresh.bert, load_file(tmp_path / "spans.safetensors"))

    for learnt, restored in zip(model.bert.parameters(), fresh.bert.parameters(), strict=True):
        assert torch.allclose(learnt, restored, atol=3e-4)
    assert (tmp_path / "spans.safetensors").stat().st_size < 20e6


def test_the_pins_list_each_weight_once(tmp_path):
    for content in ("old", "new"):
        for name in ("a", "b"):
            (tmp_path / name).write_text(content)
            pin(tmp_path / name)

    assert [line.split()[1] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()] == ["a", "b"]


def test_the_rate_rises_then_falls_to_nothing_with_the_clock():
    plan = Plan(minutes=1, rate=1.0, warmup=0.1)

    assert [round(rate_at(share, plan), 2) for share in (0, 0.05, 0.1, 0.55, 1, 2)] == [0, 0.5, 1, 0.5, 0, 0]


def test_training_learns_and_goes_on_from_its_checkpoint(tmp_path):
    rows = [[_Row((0.1 * i + 0.01 * j,)) for i in range(4)] for j in range(50)]

    def draw(epoch):
        return f"epoch {epoch}", rows

    def distance(model, step):
        return torch.cat([(model(torch.tensor([r.ids])) - 3 * r.ids[0]).flatten() ** 2 for r in step])

    model = torch.nn.Linear(1, 1)
    before = distance(model, rows[0]).mean()
    train(model, distance, Feed(draw), Plan(minutes=0.05, rate=0.1), tmp_path / "x.pt", resume=False)
    resumed = torch.nn.Linear(1, 1)
    train(resumed, distance, Feed(draw), Plan(minutes=0), tmp_path / "x.pt", resume=True)

    assert distance(model, rows[0]).mean() < before / 4
    assert torch.equal(model.weight, resumed.weight)


def test_a_blend_lies_between_the_earlier_weights_and_the_last(tmp_path):
    model, earlier = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2)
    last = model.weight.detach().clone()
    torch.save({"weights": torch.cat([p.detach().flatten() for p in earlier.parameters()])}, tmp_path / "earlier.pt")

    blend(model, tmp_path / "earlier.pt", 0.25)

    assert torch.allclose(model.weight, 0.75 * last + 0.25 * earlier.weight)


class _Row:
    def __init__(self, ids):
        self.ids = ids


def test_a_near_miss_is_also_asked_in_the_other_language_and_left_out_where_its_label_does_not_hold():
    lines = [line.split("\t") for line in CROSSED.read_text(encoding="utf-8").splitlines()]
    asked, other = next((asked, other) for asked, other in lines if other != "-")
    wrong = next(asked for asked, other in lines if other == "-")
    nears = [Near(question, "a", "Title", "A sentence.", 0, 11) for question in (asked, wrong, "Asked in one language?")]

    assert [near.question for near in crossed(nears)] == [asked, other, "Asked in one language?"]


def test_sentences_that_no_near_miss_is_about_are_drawn_seldom():
    text = "A sentence. " * 400
    answered = [Near("What?", "a", "Title", text, 12 * n, 12 * n + 11, "sentence") for n in range(200)]
    missed = [Near("Why?", "a", "Title", text, 12 * n, 12 * n + 11) for n in range(200, 400)]

    drawn = list(grouped(random.Random(0), [*answered, *missed]))  # noqa: S311 - a draw, not a secret

    assert sum(not group[0].answer for group in drawn) == 200
    assert 30 < sum(bool(group[0].answer) for group in drawn) < 90
