"""Question pools, their questions and options."""

import hashlib

from django.utils.translation import gettext as _

from courses.importing.documents import OptionDoc, QuestionDoc
from courses.importing.lesson_rows import task_of
from courses.importing.rows import Rows, identity, refuse_foreign
from courses.importing.work import Work, matching
from courses.models import Lesson, Option, Question, QuestionPool, TaskStatement


def write_pools(work: Work) -> dict[str, QuestionPool]:
    """Write the pools; return them by key."""
    stored = {pool.key: pool for pool in work.course.question_pools.all()}
    rows = work.rows(QuestionPool)
    pools = {}
    for doc in work.doc.pools:
        pools[doc.key] = stored.get(doc.key) or QuestionPool(course=work.course, key=doc.key)
        rows.put(pools[doc.key], doc.said)
    rows.write()
    return pools


def write_questions(
    work: Work, pools: dict[str, QuestionPool], lessons: dict[str, Lesson], tasks: dict[str, TaskStatement]
) -> set[int]:
    """Write the questions and options of all pools; return the questions' primary keys."""
    stored: dict[int, list[Question]] = {}
    for question in Question.objects.filter(pool__course=work.course).order_by("position").prefetch_related("options"):
        stored.setdefault(question.pool_id, []).append(question)
    rows, options = work.rows(Question), work.rows(Option, counted=False)
    gone: list[int] = []
    questions: list[Question] = []
    for pool_doc in work.watch(work.doc.pools, _("questions")):
        pool = pools[pool_doc.key]
        before = stored.get(pool.pk, [])
        found = _matching_questions(before, pool_doc.questions)
        keys = {question.key for question in before}
        for position, (doc, row) in enumerate(zip(pool_doc.questions, found, strict=True), start=1):
            question = row or Question(pool=pool, key=doc.key or _new_key(doc, keys), **identity(doc.public_id))
            values = {**work.with_texts(doc.said, "stem", "explanation"), "position": position}
            if doc.says_links:
                values["task_statement"] = task_of(tasks, doc.task) if doc.task else None
                values["lesson"] = lessons.get(doc.lesson_key)
            surplus, is_changed = _put_options(work, options, question, doc.options)
            gone += surplus
            rows.put(question, values, is_changed=is_changed)
            questions.append(question)
        leftover = [row for row in before if row not in found]
        for position, row in enumerate(leftover, start=len(found) + 1):
            Question.objects.filter(pk=row.pk).update(position=position)
    refuse_foreign(Question, rows.new)
    refuse_foreign(Option, options.new)
    rows.write()
    Option.objects.filter(pk__in=gone).delete()
    options.write()
    return {question.pk for question in questions}


def _matching_questions(stored: list[Question], docs: list[QuestionDoc]) -> list[Question | None]:
    """Return the stored question for each of the source's: by identity and key, without a key by words, then by place."""
    return matching(
        stored,
        docs,
        (lambda row: str(row.public_id), lambda doc: doc.public_id),
        (lambda row: row.key, lambda doc: doc.key),
        (lambda row: row.stem, lambda doc: "" if doc.key else doc.said["stem"]),
        by_place=not any(doc.key for doc in docs),
    )


def _new_key(doc: QuestionDoc, taken: set[str]) -> str:
    """Return a name for a question whose source gives it none: what it said when it first came."""
    digest = hashlib.sha256(doc.said["stem"].encode()).hexdigest()[:16]
    key, number = f"q-{digest}", 1
    while key in taken:
        number += 1
        key = f"q-{digest}-{number}"
    taken.add(key)
    return key


def _put_options(work: Work, rows: Rows[Option], question: Question, docs: list[OptionDoc]) -> tuple[list[int], bool]:
    """Gather a question's options; return those that go, and whether anything is different."""
    stored = list(question.options.all()) if question.pk else []
    found = matching(
        stored,
        docs,
        (lambda row: str(row.public_id), lambda doc: doc.public_id),
        (lambda row: row.text, lambda doc: doc.said["text"]),
        by_place=True,
    )
    is_changed = False
    for position, (doc, row) in enumerate(zip(docs, found, strict=True), start=1):
        option = row or Option(question=question, **identity(doc.public_id))
        is_changed |= rows.put(option, {**work.with_texts(doc.said, "text", "explanation"), "position": position})
    surplus = [row.pk for row in stored if row not in found]
    return surplus, is_changed or bool(surplus)
