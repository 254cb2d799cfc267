"""interim"""

from bot.engine.ports import Work
from bot.showcase.model import Project
from bot.speech.cards import Actions, Button, Card, Text
from bot.speech.words import Words


def project_card(project: Project, work: Work, say: Words) -> Card:
    """interim"""
    return Card(
        f"Made with data: {project.title}",
        Text(project.does),
        Actions(Button("Try it", url=project.url, hint=project.id)),
    )
