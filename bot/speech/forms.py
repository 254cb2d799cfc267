"""Forms: a command that lacks its text asks for it, in at most five fields (interaction.md, decision 7).

``Form.does`` is the line of the unfinished command; submitting the form is the same command, completed. Input
names are the command's own field names.
"""

from dataclasses import dataclass
from typing import Literal

from bot.speech.cards import (
    CHOICE_LABEL,
    CHOICES,
    FORM_INPUTS,
    FORM_TITLE,
    INPUT_LABEL,
    INPUT_TEXT,
    LINE_LENGTH,
    PLACEHOLDER,
    DoesNotFit,
)

Pickable = Literal["dataset", "question", "champion", "topic"]


@dataclass(frozen=True, slots=True)
class TextInput:
    """A field for words."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    multiline: bool = False
    required: bool = True
    max_length: int = INPUT_TEXT
    kind: Literal["text"] = "text"

    def __post_init__(self) -> None:
        if len(self.label) > INPUT_LABEL or len(self.placeholder) > PLACEHOLDER:
            raise DoesNotFit(f"the field {self.name!r} says too much for one platform")
        if not 1 <= self.max_length <= INPUT_TEXT:
            raise DoesNotFit(f"the field {self.name!r} holds 1 to {INPUT_TEXT} characters")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few: ``options`` are (value, label)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""
    required: bool = True
    kind: Literal["choice"] = "choice"

    def __post_init__(self) -> None:
        if not 1 <= len(self.options) <= CHOICES or len(self.label) > INPUT_LABEL:
            raise DoesNotFit(f"the choice {self.name!r} does not fit one platform")
        if any(len(value) > CHOICE_LABEL or len(label) > CHOICE_LABEL for value, label in self.options):
            raise DoesNotFit(f"an option of {self.name!r} is too long")


@dataclass(frozen=True, slots=True)
class Pick:
    """One of many, found by typing: a searchable select where there is one, plain text elsewhere."""

    name: str
    label: str
    what: Pickable
    value: str = ""
    shown: str = ""
    required: bool = False
    kind: Literal["pick"] = "pick"


Input = TextInput | Choice | Pick


@dataclass(frozen=True, slots=True)
class Form:
    """A question back to the person: what is missing from the command whose line is ``does``."""

    title: str
    does: str
    inputs: tuple[Input, ...]
    submit: str = "Continue"
    intro: str = ""

    def __post_init__(self) -> None:
        if len(self.title) > FORM_TITLE or len(self.submit) > FORM_TITLE:
            raise DoesNotFit(f"a form's title and button hold {FORM_TITLE} characters: {self.title!r}")
        if not 1 <= len(self.inputs) <= FORM_INPUTS:
            raise DoesNotFit(f"a form holds 1 to {FORM_INPUTS} fields: {self.title!r}")
        if len(self.does) > LINE_LENGTH:
            raise DoesNotFit(f"the line of the form {self.title!r} is longer than {LINE_LENGTH}")


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field, in a sentence; the person's text stays in the form."""

    input: str
    sentence: str
