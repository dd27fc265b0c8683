import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from acg.graphql.tests.asking import ask, codes, data, gid
from acg.shared.graph import to_global_id
from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from courses.models import Course
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    ExamVersionFactory,
    InstructorFactory,
    LearningPathFactory,
    LearningPathStepFactory,
    LessonFactory,
    LessonResourceFactory,
    SectionFactory,
    TagFactory,
    TaskStatementFactory,
)
from videos.models import Video
from videos.tests.factories import VideoFactory
from videos.tests.films import mp4

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rich")]

BUDGET = 2  # what it costs, and what comes back
CATALOGUE = """
query($first: Int! = 20, $after: String, $search: String, $filter: CourseFilter, $order: CourseOrder) {
  courses(first: $first, after: $after, search: $search, filter: $filter, order: $order) {
    nodes { slug } edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}
"""


def slugs(client, **variables):
    return [node["slug"] for node in data(client, CATALOGUE, **variables)["courses"]["nodes"]]


def whole_course(**fields):
    """Make a published course with two sections of two lessons each, an exam and two tags."""
    exam = ExamVersionFactory()
    for _ in range(2):
        TaskStatementFactory.create_batch(2, domain=DomainFactory(exam_version=exam))
    course = CourseFactory(published=True, exam_version=exam, list_prices={"USD": 4900, "EUR": 4500}, **fields)
    course.tags.set(TagFactory.create_batch(2))
    for section in SectionFactory.create_batch(2, course=course):
        for lesson in LessonFactory.create_batch(2, section=section, body="Text.", is_free_preview=True):
            LessonResourceFactory(lesson=lesson)
    return course


WHOLE = """
fragment whole on Course {
  id title slug kind summary descriptionHtml outcomes requirements faq { question answer } provider level language isFree publishedAt
  contentUpdatedAt lessonCount durationSeconds ratingCount ratingAverage learnerCount coverUrl
  prices { amountMinor currency formatted } instructor { id name slug headline bioHtml }
  examVersion { code minutes questionCount passMark certification { id name slug provider examVersions { code } }
    domains { name weightPercent taskStatements { code text } } }
  tags { name slug }
  sections { id title lessons { id slug title kind durationSeconds isFreePreview timeLimitMinutes passMarkPercent publishedAt bodyHtml
    resources { title url } course { slug instructor { name } } } }
}
"""


def test_the_catalogue_is_read_page_by_page(client):
    courses = [CourseFactory(published=True, learner_count=number) for number in range(5)]
    CourseFactory()
    page = data(client, CATALOGUE, first=2)["courses"]
    assert [node["slug"] for node in page["nodes"]] == [courses[4].slug, courses[3].slug]
    assert [edge["node"] for edge in page["edges"]] == page["nodes"]
    assert page["totalCount"] == 5
    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": page["edges"][0]["cursor"],
        "endCursor": page["edges"][1]["cursor"],
    }
    page = data(client, CATALOGUE, first=3, after=page["pageInfo"]["endCursor"])["courses"]
    assert [node["slug"] for node in page["nodes"]] == [courses[2].slug, courses[1].slug, courses[0].slug]
    assert (page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]) == (False, True)


def test_an_empty_page(client):
    page = data(client, CATALOGUE)["courses"]
    assert page == {
        "nodes": [],
        "edges": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        "totalCount": 0,
    }


def test_the_catalogue_is_searched_filtered_and_ordered(client):
    exam = ExamVersionFactory()
    azure = CourseFactory(published=True, title="Queues", provider="azure", level="associate", exam_version=exam, rating_average=4)
    free = CourseFactory(published=True, title="Storage queues", is_free=True, rating_average=3)
    azure.tags.add(TagFactory(slug="messages"))
    assert slugs(client, filter={"provider": ["AZURE"], "level": ["ASSOCIATE", "FOUNDATIONAL"]}) == [azure.slug]
    assert slugs(client, filter={"certification": [exam.certification.slug]}) == [azure.slug]
    assert slugs(client, filter={"tag": ["messages"]}) == [azure.slug]
    assert slugs(client, filter={"free": True}) == [free.slug]
    assert slugs(client, filter={"free": False}) == [azure.slug]
    assert slugs(client, filter={"provider": None, "free": None}, order="BEST") == [azure.slug, free.slug]
    assert slugs(client, order="NEWEST") == [free.slug, azure.slug]
    assert slugs(client, search="storage") == [free.slug]
    assert slugs(client, search="queues", order="RELEVANCE", first=1) == [free.slug]
    assert slugs(client, search=exam.code.lower()) == [azure.slug]


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"first": 0}, "page_size_out_of_range"),
        ({"first": 101}, "page_size_out_of_range"),
        ({"first": -1}, "page_size_out_of_range"),
        ({"after": ""}, None),
        ({"after": "garbage"}, "bad_cursor"),
        ({"after": "W10"}, "bad_cursor"),
        ({"order": "RELEVANCE"}, "unknown_order"),
    ],
)
def test_what_no_client_should_ask_is_an_error_and_not_the_first_page(client, variables, reason):
    CourseFactory(published=True)
    body = ask(client, CATALOGUE, **variables)
    assert body["data"] == {"courses": None}
    assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert body["errors"][0]["extensions"].get("reason") == reason


def test_a_cursor_of_another_order_is_refused(client):
    CourseFactory(published=True)
    cursor = data(client, CATALOGUE, order="NEWEST")["courses"]["pageInfo"]["endCursor"]
    assert codes(client, CATALOGUE, order="BEST", after=cursor) == ["BAD_USER_INPUT"]


def test_a_course_says_everything_about_itself(client):
    course = whole_course(faq=[{"question": "Q?", "answer": "A."}], outcomes=["One"], rating_average="4.50")
    found = data(client, "query($slug: String!) { course(slug: $slug) { ...whole } }" + WHOLE, slug=course.slug)["course"]
    assert found["id"] == to_global_id("Course", course.public_id)
    assert found["prices"] == [
        {"amountMinor": 4500, "currency": "EUR", "formatted": "€45"},
        {"amountMinor": 4900, "currency": "USD", "formatted": "$49"},
    ]
    assert (found["provider"], found["level"], found["kind"], found["ratingAverage"]) == ("AWS", "FOUNDATIONAL", "COURSE", 4.5)
    assert found["faq"] == [{"question": "Q?", "answer": "A."}]
    assert found["publishedAt"].endswith("Z")
    assert found["coverUrl"] is None
    assert found["instructor"]["name"] == course.instructor.name
    assert found["examVersion"]["certification"]["examVersions"] == [{"code": course.exam_version.code}]
    assert [len(domain["taskStatements"]) for domain in found["examVersion"]["domains"]] == [2, 2]
    assert [tag["name"] for tag in found["tags"]] == sorted(tag.name for tag in course.tags.all())
    assert [len(section["lessons"]) for section in found["sections"]] == [2, 2]
    lesson = found["sections"][0]["lessons"][0]
    assert lesson["bodyHtml"] == "<p>Text.</p>\n"
    assert lesson["resources"] == [{"title": lesson["resources"][0]["title"], "url": "https://docs.example.com/"}]
    assert lesson["course"] == {"slug": course.slug, "instructor": {"name": course.instructor.name}}


@pytest.mark.parametrize("count", [2, 20])
def test_the_number_of_statements_does_not_depend_on_the_number_of_rows(client, count, django_assert_num_queries):
    for _ in range(count):
        whole_course()
    query = "{ courses(first: 100) { nodes { ...whole } } }" + WHOLE
    # Courses with tags, the editions of their certifications, domains, task statements, sections, lessons, resources. Free previews: no
    # viewer is asked for.
    with django_assert_num_queries(BUDGET + 7):
        found = data(client, query)["courses"]["nodes"]
    assert len(found) == count


def test_only_what_is_asked_for_is_read(client, django_assert_num_queries):
    whole_course()
    with django_assert_num_queries(BUDGET + 1) as captured:
        data(
            client,
            "{ courses { nodes { a: title ... @include(if: false) { summary } ...f } } } fragment f on Course { title level }",
        )
    sql = captured.captured_queries[1]["sql"]
    assert '"courses_course"."title"' in sql
    assert "summary" not in sql
    assert "description" not in sql
    assert "instructor" not in sql


def test_a_cover_is_at_an_address_of_its_own(client, settings):
    settings.SITE_URL = "https://school.example.com"
    course = CourseFactory(published=True, cover="covers/x.png")
    found = data(client, "{ courses { nodes { coverUrl } } }")["courses"]["nodes"]
    assert found == [{"coverUrl": f"https://school.example.com/courses/covers/{course.public_id}/"}]


@pytest.mark.parametrize("count", [2, 20])
def test_learning_paths(client, count, django_assert_num_queries):
    LearningPathFactory(title="Hidden")
    for number in range(count):
        path = LearningPathFactory(title=f"Path {number:02}", is_published=True)
        LearningPathStepFactory(path=path, course__published=True, position=2, course__title="Second")
        LearningPathStepFactory(path=path, course__published=True, position=1, course__title="First")
        LearningPathStepFactory(path=path, position=3)
    query = "{ learningPaths(first: 100) { nodes { id slug title summary courses { title sections { title } } } totalCount } }"
    with django_assert_num_queries(BUDGET + 4):
        found = data(client, query)["learningPaths"]
    assert found["totalCount"] == count
    assert [path["title"] for path in found["nodes"]] == [f"Path {number:02}" for number in range(count)]
    assert [course["title"] for course in found["nodes"][0]["courses"]] == ["First", "Second"]


def test_instructors_are_paged_by_name(client, django_assert_num_queries):
    for name in ("Bo", "Ann", "Ann"):
        InstructorFactory(name=name)
    query = "query($after: String) { instructors(first: 2, after: $after) { nodes { name } pageInfo { endCursor } } }"
    with django_assert_num_queries(BUDGET + 1):
        page = data(client, query)["instructors"]
    assert page["nodes"] == [{"name": "Ann"}, {"name": "Ann"}]
    assert data(client, query, after=page["pageInfo"]["endCursor"])["instructors"]["nodes"] == [{"name": "Bo"}]


def test_a_certification_is_found_by_the_code_of_its_exam(client, django_assert_num_queries):
    exam = ExamVersionFactory(code="CLF-C02", certification__name="Cloud Practitioner")
    TaskStatementFactory.create_batch(2, domain=DomainFactory(exam_version=exam))
    query = "query($code: String!) { certification(code: $code) { name examVersions { domains { taskStatements { code } } } } }"
    with django_assert_num_queries(BUDGET + 4):
        assert data(client, query, code=" clf-c02 ")["certification"]["name"] == "Cloud Practitioner"
    assert codes(client, query, code="CLF-C01") == ["NOT_FOUND"]


LESSONS = "query($slug: String!) { course(slug: $slug) { sections { lessons { title bodyHtml resources { title } } } } }"


@pytest.mark.parametrize(
    ("actor", "expected"),
    [(None, "UNAUTHENTICATED"), (Role.STUDENT, "FORBIDDEN"), (Role.INSTRUCTOR, "FORBIDDEN"), (Role.EDITOR, None)],
)
def test_texts_are_for_those_who_may_learn(client, actor, expected):
    lesson = LessonFactory(section__course__published=True, body="Secret.")
    if actor:
        client.force_login(UserFactory(role=actor))
    body = ask(client, LESSONS, slug=lesson.course.slug)
    found = body["data"]["course"]["sections"][0]["lessons"][0]
    assert found["title"] == lesson.title
    if expected:
        assert (found["bodyHtml"], found["resources"]) == (None, None)
        assert {error["extensions"]["code"] for error in body["errors"]} == {expected}
    else:
        assert (found["bodyHtml"], found["resources"]) == ("<p>Secret.</p>\n", [])


@pytest.mark.parametrize("count", [2, 20])
def test_rights_are_read_once_however_many_lessons(client, count, django_assert_num_queries):
    course = CourseFactory(published=True, is_free=True)
    LessonFactory.create_batch(count, section__course=course, body="Text.")
    client.force_login(UserFactory())
    # Course, sections, lessons; the session, the user, the rights; the resources.
    with django_assert_num_queries(BUDGET + 6):
        found = data(client, LESSONS, slug=course.slug)["course"]
    assert len(found["sections"]) == count


def test_drafts_are_seen_by_those_who_write_them(client):
    owner = UserFactory(role=Role.INSTRUCTOR)
    course = CourseFactory(instructor__user=owner, description="*Mine*")
    lesson = LessonFactory(section__course=course, body="Draft.")
    query = "query($slug: String!) { course(slug: $slug) { title description sections { lessons { bodyHtml } } } }"
    for actor in (None, Role.STUDENT, Role.INSTRUCTOR):
        if actor:
            client.force_login(UserFactory(role=actor))
        assert codes(client, query, slug=course.slug) == ["NOT_FOUND"]
        for row in (course, lesson, lesson.section):
            assert codes(client, "query($id: ID!) { node(id: $id) { id } }", id=gid(row)) == ["NOT_FOUND"]
    for user in (owner, UserFactory(role=Role.EDITOR), UserFactory(role=Role.STAFF)):
        client.force_login(user)
        found = data(client, query, slug=course.slug)["course"]
        assert found["description"] == "*Mine*"
        assert found["sections"] == [{"lessons": [{"bodyHtml": "<p>Draft.</p>\n"}]}]
        for row in (course, lesson, lesson.section):
            assert data(client, "query($id: ID!) { node(id: $id) { id } }", id=gid(row))["node"] == {"id": gid(row)}


def test_markdown_sources_are_for_authors(client):
    course = CourseFactory(published=True, description="x")
    query = "query($slug: String!) { course(slug: $slug) { description } }"
    assert codes(client, query, slug=course.slug) == ["UNAUTHENTICATED"]
    client.force_login(UserFactory())
    assert codes(client, query, slug=course.slug) == ["FORBIDDEN"]


def test_everything_with_an_id_is_found_by_it(client, django_assert_num_queries):
    course = whole_course()
    section = course.sections.first()
    path = LearningPathFactory(is_published=True)
    rows = [course, section, section.lessons.first(), course.instructor, course.exam_version.certification, path, course]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Course { title sections { title } } ... on Lesson { title } } }"
    ids = [gid(row) for row in rows]
    with django_assert_num_queries(BUDGET + 7):
        found = data(client, query, ids=ids)["nodes"]
    assert [node["id"] for node in found] == ids
    assert [node["__typename"] for node in found] == [
        "Course", "Section", "Lesson", "Instructor", "Certification", "LearningPath", "Course",
    ]  # fmt: skip
    assert found[0] == found[6]
    assert found[0]["title"] == course.title
    assert len(found[0]["sections"]) == 2


def test_a_missing_one_among_many_leaves_a_hole_and_an_error(client):
    course, hidden = CourseFactory(published=True), CourseFactory()
    body = ask(client, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[gid(hidden), gid(course)])
    assert body["data"]["nodes"] == [None, {"id": gid(course)}]
    assert [(error["path"], error["extensions"]["code"]) for error in body["errors"]] == [(["nodes", 0], "NOT_FOUND")]


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "5",
        "Course:1",
        to_global_id("Course", "1"),
        to_global_id("Course", "not-a-uuid"),
        to_global_id("Course", "0189D5A49E5B7CC19A517D1F0C6F2C11"),
        to_global_id("Nothing", "0189d5a49e5b7cc19a517d1f0c6f2c11"),
        to_global_id("Query", "0189d5a49e5b7cc19a517d1f0c6f2c11"),
        to_global_id("PageInfo", "x"),
        to_global_id("Provider", "x"),
        to_global_id("Instructor", "x\0"),
        to_global_id("Course", "0189d5a49e5b7cc19a517d1f0c6f2c11") + "=",
        "é" * 20,
        "A" * 10_000,
    ],
)
def test_a_garbage_id_is_an_error(client, bad):
    assert codes(client, "query($id: ID!) { node(id: $id) { id } }", id=bad) == ["BAD_USER_INPUT"]
    assert codes(client, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[bad]) == ["BAD_USER_INPUT"]


def test_too_many_ids(client):
    assert codes(client, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 101) == ["BAD_USER_INPUT"]


UPSERT = "mutation($input: UpsertCourseInput!) { upsertCourse(input: $input) { course { %s } errors { code message field } } }"


def test_an_instructor_writes_a_course_and_changes_it(client, django_assert_num_queries):
    owner = UserFactory(role=Role.INSTRUCTOR)
    instructor = InstructorFactory(user=owner)
    exam, tag = ExamVersionFactory(code="DVA-C02"), TagFactory(slug="serverless")
    client.force_login(owner)
    given = {
        "title": "Functions",
        "summary": "Small ones.",
        "description": "*Hello*",
        "outcomes": ["Write one"],
        "provider": "AWS",
        "level": "ASSOCIATE",
        "examCode": "dva-c02",
        "tags": ["serverless"],
    }
    fields = "id slug title descriptionHtml outcomes level publishedAt tags { slug } instructor { slug } examVersion { code }"
    answer = data(client, UPSERT % fields, input=given)["upsertCourse"]
    course = Course.objects.get()
    assert answer == {
        "course": {
            "id": gid(course),
            "slug": "functions",
            "title": "Functions",
            "descriptionHtml": "<p><em>Hello</em></p>\n",
            "outcomes": ["Write one"],
            "level": "ASSOCIATE",
            "publishedAt": None,
            "tags": [{"slug": tag.slug}],
            "instructor": {"slug": instructor.slug},
            "examVersion": {"code": exam.code},
        },
        "errors": [],
    }
    changed = data(
        client, UPSERT % "title summary tags { slug }", input={"id": gid(course), "title": "Lambda", "tags": [], "examCode": ""}
    )
    assert changed["upsertCourse"]["course"] == {"title": "Lambda", "summary": "Small ones.", "tags": []}
    course.refresh_from_db()
    assert (course.slug, course.exam_version) == ("functions", None)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "title_missing", "title"),
        ({"title": "x" * 201}, "invalid", "title"),
        ({"title": "T", "language": "x" * 13}, "invalid", "language"),
        ({"title": "T", "examCode": "NONE"}, "unknown_exam", "examCode"),
        ({"title": "T", "tags": ["none"]}, "unknown_tag", "tags"),
    ],
)
def test_a_course_that_cannot_be_is_refused(client, given, code, field):
    owner = UserFactory(role=Role.INSTRUCTOR)
    InstructorFactory(user=owner)
    client.force_login(owner)
    answer = data(client, UPSERT % "id", input=given)["upsertCourse"]
    assert answer["course"] is None
    assert [(error["code"], error["field"]) for error in answer["errors"]] == [(code, field)]
    assert not Course.objects.exists()


def test_who_teaches_is_the_editors_to_say(client):
    editor, other = UserFactory(role=Role.EDITOR), InstructorFactory(user=UserFactory(role=Role.INSTRUCTOR))
    client.force_login(editor)
    answer = data(client, UPSERT % "id", input={"title": "T"})["upsertCourse"]
    assert answer["errors"][0]["code"] == "instructor_missing"
    answer = data(client, UPSERT % "instructor { name }", input={"title": "T", "instructorId": gid(other)})["upsertCourse"]
    assert answer["course"] == {"instructor": {"name": other.name}}
    assert codes(client, UPSERT % "id", input={"title": "T", "instructorId": to_global_id("Instructor", "nobody")}) == ["NOT_FOUND"]
    owner = UserFactory(role=Role.INSTRUCTOR)
    InstructorFactory(user=owner)
    client.force_login(owner)
    answer = data(client, UPSERT % "id", input={"title": "T", "instructorId": gid(other)})["upsertCourse"]
    assert answer["errors"][0]["code"] == "forbidden"
    assert Course.objects.count() == 1


REORDER = "mutation($input: ReorderLessonsInput!) { reorderLessons(input: $input) { section { lessons { id } } errors { code } } }"
PUBLISH = (
    "mutation($input: PublishCourseInput!) { publishCourse(input: $input) { course { publishedAt } errors { code message } } }"
)


def test_lessons_are_reordered(client):
    section = SectionFactory()
    lessons = LessonFactory.create_batch(3, section=section)
    client.force_login(UserFactory(role=Role.EDITOR))
    order = [gid(lessons[2]), gid(lessons[0]), gid(lessons[1])]
    answer = data(client, REORDER, input={"sectionId": gid(section), "lessonIds": order})["reorderLessons"]
    assert answer == {"section": {"lessons": [{"id": lesson} for lesson in order]}, "errors": []}
    answer = data(client, REORDER, input={"sectionId": gid(section), "lessonIds": order[:2]})["reorderLessons"]
    assert answer == {"section": None, "errors": [{"code": "lessons_differ"}]}
    assert codes(client, REORDER, input={"sectionId": order[0], "lessonIds": []}) == ["BAD_USER_INPUT"]


def test_a_course_is_published_when_nothing_is_missing(client):
    owner = UserFactory(role=Role.INSTRUCTOR)
    course = CourseFactory(instructor__user=owner)
    client.force_login(owner)
    answer = data(client, PUBLISH, input={"courseId": gid(course)})["publishCourse"]
    assert answer == {
        "course": None,
        "errors": [{"code": "course_incomplete", "message": "Add a section with at least one lesson."}],
    }
    LessonFactory(section__course=course)
    answer = data(client, PUBLISH, input={"courseId": gid(course)})["publishCourse"]
    assert answer["errors"] == []
    assert answer["course"]["publishedAt"] is not None


def test_another_instructors_course_looks_like_none(client):
    course = CourseFactory(published=True, title="Mine")
    section = SectionFactory(course=course)
    other = UserFactory(role=Role.INSTRUCTOR)
    InstructorFactory(user=other)
    client.force_login(other)
    assert codes(client, UPSERT % "id", input={"id": gid(course), "title": "Stolen"}) == ["NOT_FOUND"]
    assert codes(client, REORDER, input={"sectionId": gid(section), "lessonIds": []}) == ["NOT_FOUND"]
    assert codes(client, PUBLISH, input={"courseId": gid(course)}) == ["NOT_FOUND"]
    course.refresh_from_db()
    assert course.title == "Mine"


ASK_FILM = """mutation($input: RequestVideoUploadInput!) {
  requestVideoUpload(input: $input) { uploadId url fields { name value } endsAt errors { code field } } }"""
FINISH_FILM = """mutation($input: FinishVideoUploadInput!) {
  finishVideoUpload(input: $input) { lesson { id durationSeconds } errors { code field } } }"""


def test_an_instructor_sends_a_film_for_a_lesson_of_their_own(client, settings):
    owner = UserFactory(role=Role.INSTRUCTOR)
    lesson = LessonFactory(kind="video", section__course__instructor__user=owner)
    client.force_login(owner)
    form = data(client, ASK_FILM, input={"lessonId": gid(lesson), "contentType": "video/mp4"})["requestVideoUpload"]
    assert form["url"].startswith(f"{settings.SITE_URL}/videos/uploads/")
    assert [field["name"] for field in form["fields"]] == ["key", "Content-Type", "ticket"]
    finish = {"lessonId": gid(lesson), "uploadId": form["uploadId"]}
    answer = data(client, FINISH_FILM, input=finish)["finishVideoUpload"]
    assert answer == {"lesson": None, "errors": [{"code": "upload_missing", "field": None}]}

    film = SimpleUploadedFile("film.mp4", mp4(seconds=40))
    path = form["url"].removeprefix(settings.SITE_URL)
    assert client.post(path, {**{field["name"]: field["value"] for field in form["fields"]}, "file": film}).status_code == 204
    answer = data(client, FINISH_FILM, input=finish)["finishVideoUpload"]
    assert answer == {"lesson": {"id": gid(lesson), "durationSeconds": 40}, "errors": []}

    editor = UserFactory(role=Role.EDITOR)
    client.force_login(editor)
    assert codes(client, FINISH_FILM, input=finish) == ["NOT_FOUND"], "sent by another"


def test_a_film_takes_the_place_of_the_lessons_by_the_graph(client, settings):
    owner = UserFactory(role=Role.INSTRUCTOR)
    video = VideoFactory(captions=["en"])
    lesson = LessonFactory(kind="video", video=video, section__course__instructor__user=owner)
    client.force_login(owner)
    asked = {"lessonId": gid(lesson), "contentType": "video/mp4", "isReplacement": True}
    form = data(client, ASK_FILM, input=asked)["requestVideoUpload"]
    fields = {field["name"]: field["value"] for field in form["fields"]}
    client.post(form["url"].removeprefix(settings.SITE_URL), {**fields, "file": SimpleUploadedFile("film.mp4", mp4(seconds=95))})
    finish = {"lessonId": gid(lesson), "uploadId": form["uploadId"]}
    answer = data(client, FINISH_FILM, input=finish)["finishVideoUpload"]
    assert answer == {"lesson": {"id": gid(lesson), "durationSeconds": 95}, "errors": []}
    assert (Video.objects.get(), video.captions.count()) == (video, 1)
    assert codes(client, FINISH_FILM, input=finish) == ["NOT_FOUND"], "the upload is over"


def test_a_film_for_another_instructors_lesson_or_of_another_kind_is_refused(client):
    owner = UserFactory(role=Role.INSTRUCTOR)
    InstructorFactory(user=owner)
    lesson = LessonFactory(kind="video")
    client.force_login(owner)
    assert codes(client, ASK_FILM, input={"lessonId": gid(lesson), "contentType": "video/mp4"}) == ["NOT_FOUND"]
    client.force_login(UserFactory(role=Role.EDITOR))
    for target, kind, code, field in (
        (LessonFactory(kind="article"), "video/mp4", "not_a_video_lesson", "lessonId"),
        (lesson, "text/html", "video_invalid", "contentType"),
    ):
        answer = data(client, ASK_FILM, input={"lessonId": gid(target), "contentType": kind})["requestVideoUpload"]
        assert answer["errors"] == [{"code": code, "field": field}]
        assert answer["uploadId"] is None
    assert not Video.objects.exists()
