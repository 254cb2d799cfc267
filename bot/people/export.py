"""Export: everything that is kept of a person, for that person: as JSON, as a page, and as text to read here
(interaction.md, section 6.4)."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import Any

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.people.commands import Export
from bot.questions.views import button
from bot.showcase.forgetting import kept_of_maker
from bot.speech.cards import PAGE_ROOM, Actions, Card, Part, Text
from bot.speech.plain import cut, pieces
from bot.speech.reply import File, Reply
from bot.speech.words import Words

_ROOM = PAGE_ROOM - 500


def kept_of(work: Work, person: int) -> dict[str, Any]:
    """Everything that is kept of a person, in plain values: who they are here, what they asked, wrote and follow."""
    asked = [_question(work, number) for number in work.forgetting.asked(person)]
    wrote = [
        {"question": f"Q-{number}", "part": part, "text": text}
        for number, part, text in work.forgetting.written(person)
        if part != "text"
    ]
    follows = [
        {"kind": each.kind, "subject": each.subject, "how": each.how, "me_too": each.too}
        for each in work.follows.of(person)
    ]
    return {
        "desk": work.desk.name,
        **work.forgetting.known_to(person),
        "questions": asked,
        "written": wrote,
        "follows": follows,
        **kept_of_maker(work, person),
        "helped": [{"question": f"Q-{number}", "helped": yes} for number, yes in work.voices.of(person)],
    }


def _question(work: Work, number: int) -> dict[str, Any]:
    question = work.questions.get(number)
    assert question is not None, "it is the person's own"
    answer = work.questions.answer(number)
    return {
        "question": question.id,
        "asked_at": question.asked_at,
        "state": question.state.value,
        "share": question.share.value,
        "dataset": question.dataset_title,
        "topic": question.topic,
        "text": question.text,
        "answer": answer.text if answer else "",
    }


def as_json(kept: dict[str, Any]) -> str:
    """What is kept as JSON, with moments in ISO 8601."""
    return json.dumps(kept, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def as_html(kept: dict[str, Any], say: Words) -> str:
    """What is kept as one page that any browser reads; nothing in it is anything but text."""
    title = escape(say("What {desk} keeps of you", desk=kept["desk"]))
    direction = "rtl" if say.is_rtl else "ltr"
    head = f'<!doctype html><html lang="{say.language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}'
    style = "body{font:16px/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}dt{font-weight:bold}"
    return f"{head}</title><style>{style}</style></head><body><h1>{title}</h1>{_described(kept)}</body></html>\n"


def _described(value: object) -> str:
    match value:
        case dict():
            rows = (f'<dt>{escape(str(key))}</dt><dd dir="auto">{_described(each)}</dd>' for key, each in value.items())
            return f"<dl>{''.join(rows)}</dl>"
        case list():
            return f"<ol>{''.join(f'<li>{_described(each)}</li>' for each in value)}</ol>" if value else "—"
        case _:
            return escape(_plain(value)) or "—"


def export_me(scene: Scene, command: Export) -> Reply:
    """Everything that is kept of whoever asks, shown to them alone."""
    return exported(scene, scene.person.number, command.page, command)


def exported(scene: Scene, person: int, page: int, command: Any) -> Reply:
    """What is kept of a person: a page of it to read here, and the files with the first page."""
    say, kept = scene.say, kept_of(scene.work, person)
    texts = pieces("\n".join(_lines(kept, "")), _ROOM)
    at = min(max(page, 1), len(texts))
    title = say("What we keep: page {page} of {count}", page=at, count=len(texts))
    parts: list[Part] = [Text(texts[at - 1])]
    if at < len(texts):
        parts.append(Actions(button(say("Next page"), type(command)(**_next(command, at + 1)))))
    name = f"{scene.work.desk.slug}-{scene.request.at:%Y-%m-%d}"
    files = (
        File(f"{name}.json", as_json(kept).encode()),
        File(f"{name}.html", as_html(kept, say).encode()),
    )
    return Reply(card=Card(title, *parts, page=True), files=files if page <= 1 else (), once=True)


def _next(command: Any, page: int) -> dict[str, Any]:
    whom = {name: getattr(command, name) for name in ("who", "do") if hasattr(command, name)}
    return {**whom, "page": page}


def _lines(value: object, name: str) -> Iterator[str]:
    """What is kept line by line, each with the name of what it is."""
    match value:
        case dict():
            for key, each in value.items():
                yield from _lines(each, f"{name} {key}".strip())
        case list():
            for number, each in enumerate(value, start=1):
                yield from _lines(each, f"{name} {number}")
        case _:
            shown = _plain(value)
            if shown:
                yield f"{name}: {cut(shown, _ROOM // 2)}"
