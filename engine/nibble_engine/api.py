"""Every command, event and value that crosses the boundary between a program and its engine.

A job is one command's work. Its events carry its ``job`` id, and it ends exactly once: with
`Finished`, `Cancelled` or `Failed`. Nothing with that id follows the end.
"""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Literal

import msgspec

PROTOCOL = 1


Device = Literal["auto", "cpu", "cuda", "mps"]
Head = Literal["16", "8"]
"""Bits of the matrix that turns a state into scores for words; 8 only where the rest has 4."""
Cache = Literal["16", "8"]
"""Bits of the keys and values that attention keeps of a causal model's context."""


class Level(StrEnum):
    """How many bits a weight of the model's linear layers takes, and in which format."""

    FULL = "16"
    INT8 = "8"
    NF4 = "nf4"
    FP4 = "fp4"
    # Those of GGUF files: found there, never made here.
    Q2_K = "q2_k"
    Q3_K = "q3_k"
    Q4_0 = "q4_0"
    Q4_K = "q4_k"
    Q5_0 = "q5_0"
    Q5_K = "q5_k"
    Q6_K = "q6_k"
    Q8_0 = "q8_0"

    @property
    def bits(self) -> int:
        """16, 8 or 4; of a GGUF file's level the number in its name."""
        if self.value.isdigit():
            return int(self.value)
        return int(self.value[1]) if self.is_gguf else 4

    @property
    def is_gguf(self) -> bool:
        """Whether only a GGUF file has it."""
        return self.value.startswith("q")


class Role(StrEnum):
    """What a loaded model is asked for; one model may serve chat and translation."""

    CHAT = "chat"
    TRANSLATION = "translation"
    EMBEDDING = "embedding"


class Action(StrEnum):
    """What the writing mode can ask a chat model to do with a text."""

    CONTINUE = "continue"
    REWRITE = "rewrite"
    PROOFREAD = "proofread"
    SHORTEN = "shorten"
    EXPAND = "expand"
    SIMPLIFY = "simplify"
    SUMMARISE = "summarise"
    TONE = "tone"
    LIST = "list"
    TABLE = "table"
    INSTRUCT = "instruct"


class Stage(StrEnum):
    """What a job is doing before its first word; `Progress` counts in the unit given here."""

    IMPORT = "import"  # libraries, done/total in steps
    READ = "read"  # weights from disk, in tensors
    WARM = "warm"  # a first step, done/total in steps
    PREFILL = "prefill"  # the prompt, in tokens


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A value inside a message."""


class Sampling(Value, frozen=True, kw_only=True):
    """How the next token is chosen. temperature 0 is greedy; top_k 0 and top_p 1 switch off."""

    temperature: float = 0.3
    top_p: float = 0.95
    top_k: int = 40
    repetition_penalty: float = 1.05
    seed: int | None = None
    stop: tuple[str, ...] = ()
    max_new_tokens: int = 512


class Message(Value, frozen=True, kw_only=True):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class ModelInfo(Value, frozen=True, kw_only=True):
    """What was loaded, as the status line and `nibble doctor` show it.

    ``bits`` is the mean number of bits a parameter takes, embeddings included; ``memory`` is in
    bytes (weights and buffers); ``prequantized`` says that the folder held this level already;
    ``level`` is what was really loaded, ``wanted`` what was asked, and they differ only with a
    ``note`` (an error code of errors.py) that says why. ``languages`` are the tags between which
    it translates, ``follows`` what it heeds there: "terms", "formality", "instruction", "context".
    Those of an embedding model are the languages it knows, empty where nothing says which.
    ``resident`` are the bytes that the engine's process has, or torch on a card, after this model
    was loaded and while it is the only one; else 0.
    """

    name: str
    path: str
    role: Role
    family: str
    level: Level
    wanted: Level
    bits: float
    device: str
    memory: int
    parameters: int
    context: int
    prequantized: bool = False
    starter: bool = False
    languages: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    note: str = ""
    seconds: float = 0.0
    head: Head = "16"
    cache: Cache = "16"
    resident: int = 0


class Usage(Value, frozen=True, kw_only=True):
    """Cost of a finished job: tokens, and seconds of prefill and of decoding.

    ``mean_logprob`` and ``min_logprob`` are over the tokens of a causal model's answer, in nats:
    the logarithm of what the model itself gave each, before penalties, masks and temperature. The
    token that ends the answer does not count. None where it was not measured or nothing was said.
    """

    prompt_tokens: int = 0
    new_tokens: int = 0
    prefill_seconds: float = 0.0
    decode_seconds: float = 0.0
    mean_logprob: float | None = None
    min_logprob: float | None = None

    @property
    def tokens_per_second(self) -> float:
        """Decoded tokens a second, 0 before the second token."""
        return self.new_tokens / self.decode_seconds if self.decode_seconds > 0 else 0.0


class Risk(Value, frozen=True, kw_only=True):
    """A sign that a translated sentence may be wrong; ``detail`` is the text it is about."""

    kind: Literal[
        "missing",
        "added",
        "short",
        "long",
        "repetition",
        "untranslated",
        "tag",  # a document's inline tag is lost or doubled
        "moved",  # a tag or a number was lost, and put back where it stood in the source
        "unsure",  # the model thought other words nearly as likely
        "way_back",  # translated back, it hardly leads to the source
    ]
    detail: str = ""


class Term(Value, frozen=True, kw_only=True):
    """How a word is to be translated, and how it is not."""

    source: str
    target: str
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False


class TermUse(Value, frozen=True, kw_only=True):
    """A term that a source sentence has, and whether its translation holds it; ``offer`` is the
    translation with the term put right, where that is no guess."""

    source: str
    target: str
    held: bool
    offer: str = ""


class Suggestion(Value, frozen=True, kw_only=True):
    """Another translation of a sentence; ``word`` is what follows the kept beginning."""

    text: str
    word: str = ""


class Candidate(Value, frozen=True, kw_only=True):
    """A token that could have been, with the logarithm of its probability, in nats; its text is
    empty where it would have ended the answer."""

    text: str
    logprob: float


class Token(Value, frozen=True, kw_only=True):
    """A token of an answer: its piece of the text (pieces joined are the text), the logarithm of
    the probability that the model itself gave it, in nats, and the likeliest others."""

    text: str
    logprob: float
    others: tuple[Candidate, ...] = ()


class ErrorInfo(Value, frozen=True, kw_only=True):
    """An error as it travels: a code of errors.py, its parameters, and a detail for the log."""

    code: str
    params: dict[str, str | int | float] = {}
    detail: str = ""


class Diagnosis(Value, frozen=True, kw_only=True):
    """What the engine knows of its computer. Memory in bytes; None where it cannot be read."""

    torch: str
    transformers: str
    bitsandbytes: str
    device: str
    cuda: str
    gpu: str
    cpu: str
    cpu_features: tuple[str, ...]
    threads: int
    memory_total: int
    memory_free: int
    gpu_memory_total: int | None = None
    gpu_memory_free: int | None = None


# --- commands: program -> engine -------------------------------------------------------------


class Command(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A message to the engine; ``job`` is a fresh id from `new_job`."""

    job: str


class Load(Command, frozen=True, kw_only=True):
    """Load the model folder ``path`` for ``role``; the model it replaces stays until this one
    is there, and stays for good if this one fails. Ends with `Loaded`, then `Finished`.

    ``threads`` 0 lets the engine choose; ``context`` is the longest prompt plus answer in tokens.
    """

    role: Role
    path: str
    level: Level = Level.NF4
    device: Device = "auto"
    threads: int = 0
    context: int = 4096
    head: Head = "16"
    cache: Cache = "16"


class Unload(Command, frozen=True, kw_only=True):
    """Free the model of ``role``; with ``until_asked`` the program means to load it again by itself
    when there is work for it."""

    role: Role
    until_asked: bool = False


class Chat(Command, frozen=True, kw_only=True):
    """Answer the last message of a conversation; with ``grounded`` no number is said that does
    not stand in it."""

    messages: tuple[Message, ...]
    sampling: Sampling = Sampling()
    grounded: bool = False


class Write(Command, frozen=True, kw_only=True):
    """Do ``action`` to ``text``; ``instruction`` adds the person's own words.

    ``tone`` says in the language of the text how it is to sound, ``form`` what a summary is to be.
    ``before`` is what stands before the text in its document, ``earlier`` a summary of what stands
    before that; ``terms`` are words, names and facts to keep to; ``voice`` are pieces that the
    person wrote themselves. ``request`` takes the place of the action's own request, with {text}
    where the text belongs. ``begun`` is the beginning of the answer: the model goes on from there
    and says the rest. With ``tokens`` each token is told in `TokensTold`.
    """

    action: Action
    text: str
    instruction: str = ""
    tone: str = ""
    form: Literal["", "points", "paragraph", "title"] = ""
    before: str = ""
    earlier: str = ""
    terms: tuple[Term, ...] = ()
    voice: tuple[str, ...] = ()
    request: str = ""
    begun: str = ""
    tokens: bool = False
    sampling: Sampling = Sampling()


class Weigh(Command, frozen=True, kw_only=True):
    """How likely the chat model finds ``text`` as the answer to ``asked``, token by token, told
    in `TokensTold`: the loaded one, or with ``level`` the same model loaded at another level for
    this one job. Fails with `OutOfMemoryError` where that does not fit."""

    asked: Write
    text: str
    level: Level | None = None


class Translate(Command, frozen=True, kw_only=True):
    """Translate ``text``; ``source`` is a BCP-47 tag or "auto" (then `Detected` says which).

    Paragraph breaks are kept. ``beams`` are those of an encoder–decoder model's search; 0 takes
    what the model itself comes with. ``known`` are sentences that a person has translated before:
    they are taken as they are. ``wish`` is a tone or an instruction, for models that follow one.
    """

    text: str
    target: str
    source: str = "auto"
    sampling: Sampling = Sampling(temperature=0.0, repetition_penalty=1.0)
    beams: int = 0
    terms: tuple[Term, ...] = ()
    known: dict[str, str] = {}
    wish: str = ""


class TranslateMany(Command, frozen=True, kw_only=True):
    """Translate the pieces of a document, each answered with `TextDone`, in whatever order is the
    fastest: sentences of like length together, the same one only once. Work that a person waits
    for goes before it, if the pieces come in several of these. Other fields as in `Translate`.
    """

    texts: tuple[str, ...]
    source: str
    target: str
    sampling: Sampling = Sampling(temperature=0.0, repetition_penalty=1.0)
    beams: int = 0
    terms: tuple[Term, ...] = ()
    known: dict[str, str] = {}
    wish: str = ""


class Suggest(Command, frozen=True, kw_only=True):
    """Other translations of one sentence, answered with `Suggested`: with ``kept``, the beginning
    of a translation, its next words and how each goes on; without, two to five whole ones."""

    text: str
    source: str
    target: str
    kept: str | None = None
    terms: tuple[Term, ...] = ()


class Embed(Command, frozen=True, kw_only=True):
    """The vectors of texts, answered with `Embedded`; a question is put into another form than
    the passages it is to find. A query goes before all other work, passages after it: send them
    in several of these, a few dozen each, so that what a person waits for comes in between.
    """

    texts: tuple[str, ...]
    purpose: Literal["query", "passage"]


class Diagnose(Command, frozen=True, kw_only=True):
    """Tell versions, device and memory; answered with `Diagnosed`, then `Finished`."""


class Cancel(Command, frozen=True, kw_only=True):
    """Stop the job with this id; it ends with `Cancelled` unless it had ended. No job itself."""


class Shutdown(Command, frozen=True, kw_only=True):
    """End the engine after cancelling all work. No job itself."""


AnyCommand = (
    Load
    | Unload
    | Chat
    | Write
    | Weigh
    | Translate
    | TranslateMany
    | Suggest
    | Embed
    | Diagnose
    | Cancel
    | Shutdown
)
TRANSLATION = (Translate, TranslateMany, Suggest)
"""Commands for the translation model, or for the chat model where there is none."""
WORK = (Chat, Write, Weigh, *TRANSLATION, Embed)
"""Commands that a person waits for; they go before a `Load` of another role."""


# --- events: engine -> program ---------------------------------------------------------------


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A message from the engine; ``job`` is empty where no job is meant."""

    job: str = ""


class Ready(Event, frozen=True, kw_only=True):
    """The first line of every engine: it reads commands now."""

    protocol: int
    version: str
    pid: int


class Progress(Event, frozen=True, kw_only=True):
    """``done`` of ``total`` in the stage's unit; total 0 means unknown."""

    stage: Stage
    done: int
    total: int


class Loaded(Event, frozen=True, kw_only=True):
    """The model of a `Load` is ready."""

    info: ModelInfo


class Unloaded(Event, frozen=True, kw_only=True):
    """The engine no longer holds a model for ``role`` (asked for, or to make room)."""

    role: Role


class Detected(Event, frozen=True, kw_only=True):
    """The source language of a `Translate` with source "auto" (BCP-47)."""

    language: str


class ContextDropped(Event, frozen=True, kw_only=True):
    """The prompt was longer than the context: this much of its beginning was left out."""

    tokens: int
    messages: int


class TextDelta(Event, frozen=True, kw_only=True):
    """The next piece of the answer: whole characters, never empty."""

    text: str


class TokensTold(Event, frozen=True, kw_only=True):
    """The tokens of an answer from the ``start``-th on, in order and without a gap; ``level`` is
    that of the model that told them."""

    start: int
    tokens: tuple[Token, ...]
    level: Level


class SentenceDone(Event, frozen=True, kw_only=True):
    """One sentence of a `Translate` is there: (start, end) in characters of the text and of the
    translation so far. ``reused`` tells that it was translated before and not again; ``terms`` are
    those that the sentence has."""

    source: tuple[int, int]
    target: tuple[int, int]
    reused: bool = False
    risks: tuple[Risk, ...] = ()
    terms: tuple[TermUse, ...] = ()


class TextDone(Event, frozen=True, kw_only=True):
    """One piece of a `TranslateMany` by its place in ``texts``; the places of the sentences are
    those in the piece and in ``text``."""

    index: int
    text: str
    sentences: tuple[SentenceDone, ...]


class Suggested(Event, frozen=True, kw_only=True):
    """The answer to `Suggest`, the likeliest first; empty where the model has no other."""

    suggestions: tuple[Suggestion, ...]


class Embedded(Event, frozen=True, kw_only=True):
    """The vectors of some texts of an `Embed`, from ``start`` on, in order and without a gap: as
    base64 the rows of a matrix of little-endian float16, ``dimension`` numbers each, of length 1.
    ``cut`` are the places in ``texts`` of those whose end was too much for the model."""

    start: int
    vectors: str
    dimension: int
    cut: tuple[int, ...] = ()


class Speed(Event, frozen=True, kw_only=True):
    """How the answer is coming along, about twice a second while it is written."""

    new_tokens: int
    tokens_per_second: float


class Diagnosed(Event, frozen=True, kw_only=True):
    """The answer to `Diagnose`."""

    diagnosis: Diagnosis


class Finished(Event, frozen=True, kw_only=True):
    """The job did its work; "length" means that max_new_tokens or the context cut it short,
    "repetition" that a `Write` said the same over and over and was stopped."""

    reason: Literal["stop", "length", "stop_string", "repetition", "done"] = "done"
    usage: Usage = Usage()


class Cancelled(Event, frozen=True, kw_only=True):
    """The job was stopped on request."""

    usage: Usage = Usage()


class Failed(Event, frozen=True, kw_only=True):
    """The job could not be done."""

    error: ErrorInfo


AnyEvent = (
    Ready
    | Progress
    | Loaded
    | Unloaded
    | Detected
    | ContextDropped
    | TextDelta
    | TokensTold
    | SentenceDone
    | TextDone
    | Suggested
    | Embedded
    | Speed
    | Diagnosed
    | Finished
    | Cancelled
    | Failed
)
ENDS = (Finished, Cancelled, Failed)


def new_job() -> str:
    """A job id that no other job has."""
    return uuid.uuid4().hex
