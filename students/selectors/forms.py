"""The questions of many attempts at once: while one runs, never which options are right; afterwards everything."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from courses.models import Option, Question
from students.models import Answer

Row = dict[str, Any]

SHOWN = ("pk", "public_id", "stem_html")
TOLD = ("explanation_html", "task_statement__domain__name")
OFFERED = ("pk", "question_id", "public_id", "text_html")
SOLVED = ("is_correct", "explanation_html")


def forms_of(attempts: Sequence[Row]) -> dict[int, list[Row]]:
    """Return the questions of attempts by the attempt's primary key, in the order of their forms; three statements.

    What tells the answers is None for an attempt that still runs; when all of them run it is not even read.

    Args:
        attempts: rows with `pk`, `form` and `submitted_at`.
    """
    keys = {item["question"] for attempt in attempts for item in attempt["form"]}
    is_any_over = any(attempt["submitted_at"] for attempt in attempts)
    questions = {row["pk"]: row for row in Question.objects.filter(pk__in=keys).values(*SHOWN, *(TOLD if is_any_over else ()))}
    options: dict[int, Row] = {
        row["pk"]: row for row in Option.objects.filter(question__in=keys).values(*OFFERED, *(SOLVED if is_any_over else ()))
    }
    answers: dict[int, dict[int, Row]] = defaultdict(dict)
    rows = Answer.objects.filter(attempt__in=[attempt["pk"] for attempt in attempts])
    for answer in rows.values("attempt_id", "question_id", "option_ids", "is_flagged", "seq", "is_correct"):
        answers[answer["attempt_id"]][answer["question_id"]] = dict(answer)
    forms = {}
    for attempt in attempts:
        given = answers[attempt["pk"]]
        form = [
            _question(number, item, questions[item["question"]], options, given[item["question"]])
            for number, item in enumerate(attempt["form"], start=1)
        ]
        forms[attempt["pk"]] = form if attempt["submitted_at"] else [_hidden(question) for question in form]
    return forms


def _question(number: int, item: Row, question: Row, options: dict[int, Row], answer: Row) -> Row:
    return {
        "number": number,
        "public_id": question["public_id"],
        "stem_html": question["stem_html"],
        "choose": item["choose"],
        "is_flagged": answer["is_flagged"],
        "seq": answer["seq"],
        "is_correct": bool(answer["is_correct"]),
        "explanation_html": question.get("explanation_html"),
        "domain": question.get("task_statement__domain__name"),
        "options": [
            {
                "public_id": options[pk]["public_id"],
                "text_html": options[pk]["text_html"],
                "is_chosen": pk in answer["option_ids"],
                "is_correct": options[pk].get("is_correct"),
                "explanation_html": options[pk].get("explanation_html"),
            }
            for pk in item["options"]
            if pk in options
        ],
    }


def _hidden(question: Row) -> Row:
    """Return a question of a running attempt without what tells its answer."""
    closed = {"is_correct": None, "explanation_html": None}
    return {**question, **closed, "domain": None, "options": [{**option, **closed} for option in question["options"]]}
