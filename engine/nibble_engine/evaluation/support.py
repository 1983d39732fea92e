"""How well a model answers from a passage: the right fact, no wrong number, the right language."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_engine.api import Chat, Message, Sampling
from nibble_engine.evaluation.classes import classification, confusion
from nibble_engine.evaluation.estimate import Estimate, share
from nibble_engine.evaluation.examples import Question
from nibble_engine.evaluation.scores import Report, Scores, all_answered, shown
from nibble_engine.evaluation.text_scores import exact_match, rouge, token_f1
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.knowledge.passage import Passage
from nibble_engine.languages import detect
from nibble_engine.prompts import support_prompt
from nibble_engine.support.courtesy import is_courtesy
from nibble_engine.support.verification import support
from nibble_engine.translation.facts import facts
from nibble_engine.translation.segment import segments

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=96)


def score(model: TransformersModel, questions: Sequence[Question], report: Report) -> Scores:
    """``fact``: the share of answerable questions whose answer holds every key string;
    ``wrong_number``: the share of answers with a number that neither the passage nor the question
    has; ``supported``: the share of the sentences that the passage supports; ``language``: the
    share in the question's language; ``declining_…``: who was declined
    that should have been (an answer without a fact of the passage counts as declined)."""
    made = all_answered(model, [_command(question) for question in questions], report)
    pairs = list(zip(questions, made, strict=True))
    answerable = [(question, text) for question, text in pairs if question.key]
    metrics: dict[str, Estimate] = {}
    if answerable:
        right = [all(key in text for key in q.key) for q, text in answerable]
        metrics["fact"] = share(right, "share|every key string")
    wrong = [bool(facts(t) - facts(f"{q.passage} {q.question}")) for q, t in pairs]
    metrics["wrong_number"] = share(wrong, "share|numbers, codes, addresses")
    if supported := [one for q, text in pairs for one in _supported(q, text)]:
        metrics["supported"] = share(supported, "share|sentences, courtesies aside")
    kept = [detect(text) == detect(question.question) for question, text in pairs]
    metrics["language"] = share(kept, "share|by script")
    scores = Scores(len(questions), metrics)
    if 0 < len(answerable) < len(pairs):
        gold = ["answered" if question.key else "declined" for question in questions]
        found = ["answered" if states(question, text) else "declined" for question, text in pairs]
        labels = classification(gold, found)
        metrics |= {f"declining_{name}": estimate for name, estimate in labels.items()}
        scores.confusion = confusion(gold, found)
    for language in ("en", "zh"):
        some = [(q.answer, t) for q, t in pairs if q.answer and detect(q.question) == language]
        if some:
            references, texts = zip(*some, strict=True)
            metrics[f"exact_{language}"] = exact_match(texts, references)
            metrics[f"f1_{language}"] = token_f1(texts, references, language)
            metrics[f"rougeL_{language}"] = rouge(texts, references, "L", language)
    columns = [(q.passage, q.question, q.answer) for q in questions]
    passages, asked, answers = zip(*columns, strict=True)
    scores.examples = shown(passage=passages, question=asked, answer=answers, made=made)
    return scores


def states(question: Question, text: str) -> bool:
    """Whether an answer states anything of the passage: a key string, or a number of it."""
    keyed = bool(question.key) and any(key in text for key in question.key)
    return keyed or bool(facts(text) & facts(question.passage))


def _supported(question: Question, text: str) -> list[bool]:
    """For each sentence of an answer whether the passage says it; none without a passage."""
    if not question.passage:
        return []
    passage = Passage(
        0, "", "", (), "", question.passage, 0, len(question.passage), detect(question.passage)
    )
    sentences = [segment.text for segment in segments(text) if segment.text.strip()]
    return [
        support(sentence, (passage,), asked=question.question)[1].supported
        for sentence in sentences
        if not is_courtesy(sentence)
    ]


def _command(question: Question) -> Chat:
    system = support_prompt(question.question, question.passage)
    turns = (
        Message(role="system", content=system),
        Message(role="user", content=question.question),
    )
    return Chat(job="score", messages=turns, sampling=GREEDY, grounded=bool(question.passage))
