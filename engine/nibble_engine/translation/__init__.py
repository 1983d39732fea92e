"""Translation of texts sentence by sentence, usable without the program.

    >>> from nibble_engine.api import Load, Role, SentenceDone, Term, TextDelta, Translate
    >>> from nibble_engine.generation.answer import TransformersModel
    >>> from nibble_engine.job import Job
    >>> from nibble_engine.models.loader import load_model
    >>> from nibble_engine.resources import resource
    >>> folder = resource("starter", "translator")  # or any model folder of your own
    >>> load = Load(job="load", role=Role.TRANSLATION, path=str(folder), device="cpu")
    >>> model = TransformersModel(load_model(load, lambda *step: None, lambda: False))
    >>> events = []
    >>> asked = Translate(
    ...     job="1", text="Order 48213 is late. Good morning.", source="en", target="zh",
    ...     terms=(Term(source="order", target="订单"),),
    ... )
    >>> end = model.answer(asked, Job("1", events.append))
    >>> made = "".join(event.text for event in events if isinstance(event, TextDelta))
    >>> sentences = [event for event in events if isinstance(event, SentenceDone)]
    >>> [asked.text[slice(*sentence.source)] for sentence in sentences]
    ['Order 48213 is late.', 'Good morning.']
    >>> "48213" in made[slice(*sentences[0].target)]
    True
    >>> [(term.target, term.held) for term in sentences[0].terms]
    [('订单', True)]

Documents go the same way with `TranslateMany`: `nibble_engine.documents.guard` reads them as units
and writes them again with their translations.
"""
