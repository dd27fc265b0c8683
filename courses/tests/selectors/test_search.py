import pytest

from courses.selectors import Filters, catalogue_page, lessons_matching, suggestions
from courses.tests.factories import CourseFactory, ExamVersionFactory, LessonFactory

pytestmark = pytest.mark.django_db


def found(query, **asked):
    return [row["slug"] for row in catalogue_page(search=query, **asked).rows]


@pytest.fixture
def shelf():
    CourseFactory(slug="body", published=True, title="Cloud basics", description="Roles in IAM.", learner_count=900)
    CourseFactory(slug="summary", published=True, title="Access", summary="IAM for teams")
    CourseFactory(slug="title", published=True, title="IAM in depth")
    CourseFactory(slug="other", published=True, title="Storage", exam_version=ExamVersionFactory(code="SAA-C03"))
    CourseFactory(slug="draft", title="IAM, unfinished")


def test_the_title_weighs_most_then_summary_then_text(shelf):
    assert found("IAM") == ["title", "summary", "body"]


def test_another_order_keeps_the_words(shelf):
    assert found("IAM", order="popular") == ["body", "title", "summary"]


def test_words_are_taken_as_a_web_search_takes_them(shelf):
    assert found('"IAM in depth"') == ["title"]
    assert found("iam -teams -roles") == ["title"]
    assert found("teams or storage", order="newest") == ["other", "summary"]


@pytest.mark.parametrize("query", ["saa", "SAA-C03", "saa-c"])
def test_an_exams_code_finds_its_courses(shelf, query):
    assert found(query) == ["other"]


@pytest.mark.parametrize("query", ["the", "!!! & | <->", "' OR 1=1 --", "xyzzy", ":*", "(", "a" * 5000])
def test_nonsense_finds_nothing_and_breaks_nothing(shelf, query):
    assert found(query) == []
    assert suggestions(query=query) == []
    assert lessons_matching(query=query) == []


@pytest.mark.parametrize("query", ["", "  ", "\0\0"])
def test_no_words_are_no_search(shelf, query):
    assert len(found(query)) == 4
    assert suggestions(query=query) == []
    assert lessons_matching(query=query) == []


def test_relevance_is_paged_without_repeats(shelf, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = catalogue_page(search="IAM", first=1)
    second = catalogue_page(search="IAM", first=1, after=first.next_cursor)
    third = catalogue_page(search="IAM", first=1, after=second.next_cursor)
    assert [page.rows[0]["slug"] for page in (first, second, third)] == ["title", "summary", "body"]
    assert not third.has_next


def test_a_course_is_found_by_its_lessons_behind_those_found_by_themselves(shelf):
    lesson = LessonFactory(
        section__course=CourseFactory(slug="within", published=True, learner_count=5000), body="IAM, by example."
    )
    LessonFactory(section__course=lesson.course, title="IAM again")
    LessonFactory(section__course=CourseFactory(slug="hidden"), title="IAM in a draft")
    assert found("IAM") == ["title", "summary", "body", "within"]
    assert found("IAM", filters=Filters(provider=("azure",))) == []


def test_only_the_most_popular_candidates_compete(shelf, monkeypatch):
    monkeypatch.setattr("courses.selectors.search.CANDIDATES", 0)
    monkeypatch.setattr("courses.selectors.search.FIRST", 1)
    assert found("IAM") == ["body"]


def test_lessons_come_with_the_passage_marked_and_escaped(django_assert_num_queries):
    course = CourseFactory(slug="clf", title="Practitioner", published=True)
    LessonFactory(
        section__course=course,
        slug="shared",
        title="Shared work",
        body="## Who\n\nThe [customer](https://x.test) patches **IAM** & <b>roles</b>.",
    )
    LessonFactory(section__course=course, slug="iam", title="IAM", is_free_preview=True, body="Users & groups.")
    LessonFactory(section__course=CourseFactory(), title="IAM in a draft")
    with django_assert_num_queries(1):
        hits = lessons_matching(query="iam")
    assert [hit["slug"] for hit in hits] == ["iam", "shared"]
    assert hits[0] | {"snippet": ""} == {
        "course_slug": "clf",
        "course_title": "Practitioner",
        "slug": "iam",
        "title": "IAM",
        "kind": "article",
        "is_free_preview": True,
        "snippet": "",
    }
    assert hits[1]["snippet"] == "customer patches <mark>IAM</mark> &amp; roles"


def test_no_script_survives_in_a_passage():
    LessonFactory(
        section__course=CourseFactory(published=True),
        body='IAM `<script>evil()</script>` <script>alert(1)</script> <img src=x onerror="alert(2)"> "quoted"',
    )
    snippet = lessons_matching(query="iam")[0]["snippet"]
    assert "<script" not in snippet
    assert "&lt;script&gt;" in snippet
    assert "<img" not in snippet


def test_lessons_follow_the_filters_of_their_courses():
    LessonFactory(section__course=CourseFactory(published=True, provider="azure"), title="Backups")
    assert lessons_matching(query="backups", filters=Filters(provider=("aws",))) == []
    assert len(lessons_matching(query="backups", filters=Filters(provider=("azure",)))) == 1


def test_suggestions_complete_the_last_word(shelf, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [row["slug"] for row in suggestions(query="stor")] == ["other"]
    assert [row["title"] for row in suggestions(query="iam dep")] == ["IAM in depth"]
    assert suggestions(query="saa-")[0] == {"slug": "other", "title": "Storage", "exam_code": "SAA-C03"}
    assert [row["slug"] for row in suggestions(query="iam")] == ["title"]
    assert len(suggestions(query="st", limit=1)) == 1
