import pytest

from courses.importing.question_text import first_question, parse_questions
from courses.importing.source import SourceError


def parsed(text):
    return parse_questions(text.split("\n"), file="exam.md", first_line=5)


def question(*, options="- A. One\n- B. Two", answer="Correct answer: A", number="1."):
    return f"{number} Which?\n{options}\n\n<details><summary>Answer</summary>\n{answer}\n</details>\n"


def right(doc):
    return [place for place, option in enumerate(doc.options) if option.said["is_correct"]]


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ("Correct answer: A", [0]),
        ("Correct Answers: A, C", [0, 2]),
        ("Correct answer: AC", [0, 2]),
        ("correct answer: A and C", [0, 2]),
        ("**Correct answer:** A & B & C.", [0, 1, 2]),
    ],
)
def test_the_right_letters_are_read_however_they_are_joined(answer, places):
    [doc] = parsed(question(options="- A. One\n- B. Two\n- C. Three", answer=answer))
    assert right(doc) == places
    assert doc.is_several == (len(places) > 1)


def test_numbers_mean_nothing_and_brackets_are_points():
    docs = parsed(question() + question() + question(number="9)"))
    assert [doc.said["stem"] for doc in docs] == ["Which?", "Which?", "Which?"]


def test_the_first_option_may_stand_on_the_line_of_the_question():
    [doc] = parsed("1. Which - if any?    - A. One\n    - B. Two\n<details>\nCorrect answer: B\n</details>")
    assert doc.said["stem"] == "Which - if any?"
    assert [option.said["text"] for option in doc.options] == ["One", "Two"]


def test_further_lines_belong_to_what_stands_before_them():
    [doc] = parsed(
        "1. First\n   second\n\n   ```\n   1. code\n   ```\n- A. One\n  and more\n- B. Two\n<details>\nCorrect answer: A\n</details>"
    )
    assert doc.said["stem"] == "First\nsecond\n\n```\n1. code\n```"
    assert doc.options[0].said["text"] == "One\nand more"


def test_the_rest_of_the_details_explains():
    [doc] = parsed(question(answer="    Correct answer: A\n\n    **Explanation:** it is.\n\n    1. Because\n    - A. of this"))
    assert doc.said["explanation"] == "it is.\n\n1. Because\n- A. of this"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1. Which?\n<details>\nCorrect answer: A\n</details>", "exam.md:5: The question has fewer than two options."),
        (question(options="- A. One"), "exam.md:5: The question has fewer than two options."),
        ("\n" + question(answer="Correct answer:"), "exam.md:6: The question has no correct answer."),
        (question(answer="Somebody knows."), "exam.md:5: The question has no correct answer."),
        (question(answer="Correct answer: all of them"), "exam.md:5: The question has no correct answer."),
        (question() + "1. And?\n- A. One\n- B. Two", "exam.md:12: The question has no correct answer."),
        (question(answer="Correct answer: E"), "exam.md:5: The correct answer E is not among the options."),
        (question(options="- A. One\n- C. Three"), "exam.md:5: The question's options are lettered A C instead of A B."),
        (question(options="- A. One\n- A. Two"), "exam.md:5: The question's options are lettered A A instead of A B."),
        (question(options="- B. One\n- C. Two"), "exam.md:5: The question's options are lettered B C instead of A B."),
        (question().replace("</details>", ""), "exam.md:5: The question's answer is opened with <details> and never closed."),
    ],
)
def test_a_fault_is_told_with_its_line(text, message):
    with pytest.raises(SourceError) as refusal:
        parsed(text)
    assert str(refusal.value) == message


def test_lists_and_prose_ask_nothing():
    assert first_question(["# Title", "1. a step", "2. another"]) is None
    assert first_question(["- A. lettered"]) is None
    assert first_question(["# Title", "", "1. Which?", "- A. One"]) == 2
