import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from acg.users.models import Role
from acg.users.tests.factories import UserFactory
from checkout.services import add_price
from checkout.tests.factories import OfferFactory, PriceFactory
from courses.models import Review
from courses.tests.factories import (
    CourseFactory,
    DomainFactory,
    ExamVersionFactory,
    InstructorFactory,
    LearningPathFactory,
    LearningPathStepFactory,
    LessonFactory,
    ReviewFactory,
)
from students.tests.factories import EnrollmentFactory, GrantFactory
from videos.tests.factories import VideoFactory

pytestmark = pytest.mark.django_db
EVIL = '"><script>alert(1)</script>'


@pytest.fixture
def course():
    exam = ExamVersionFactory(code="CLF-C02", certification__name="Cloud Practitioner")
    DomainFactory(exam_version=exam, name="Cloud concepts", weight_percent=24)
    course = CourseFactory(
        slug="clf",
        title="Practitioner",
        summary="All of it.",
        published=True,
        exam_version=exam,
        instructor=InstructorFactory(slug="maya", name="Maya Ortiz"),
        list_prices={"USD": 4900},
        lesson_count=2,
        outcomes=["Read a bill"],
        faq=[{"question": "Do I need to program?", "answer": "No."}],
    )
    LessonFactory(section__course=course, slug="why", title="Why", is_free_preview=True)
    LessonFactory(section__course=course, slug="roles", title="Roles", body="All about IAM roles.")
    return course


@pytest.fixture
def student(client):
    user = UserFactory()
    client.force_login(user)
    return user


def text_of(response):
    assert response.status_code == 200
    return response.text


def test_home_is_open_to_everyone(client, course, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = text_of(client.get("/"))
    assert "Pass the exam." in page
    assert 'href="/courses/clf/"' in page
    assert "$49" in page


def test_home_leads_back_to_the_lesson(client, course, student):
    EnrollmentFactory(user=student, course=course)
    page = text_of(client.get("/"))
    assert 'href="/learn/clf/why/"' in page
    assert "0 of 2 lessons" in page


@pytest.mark.parametrize(("cookie", "drawn"), [("school-dark", ' data-theme="school-dark"'), ('"><script>', ""), ("", "")])
def test_the_theme_is_the_cookies_when_it_is_one_of_ours(client, cookie, drawn):
    client.cookies["theme"] = cookie
    assert f'<html lang="en"{drawn}>' in client.get("/").text


def test_the_language_is_chosen_by_a_form(client):
    response = client.post("/language/", {"language": "es", "next": "/"})
    assert response.status_code == 302
    assert '<html lang="es">' in client.get("/").text


def test_a_page_for_everyone_sets_no_cookie(client, course):
    for path in ("/", "/courses/", "/courses/clf/"):
        assert not client.get(path).cookies


def test_a_missing_page_offers_the_catalogue(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert 'href="/courses/"' in response.text


def test_the_catalogue_costs_the_same_for_many(client, course, django_assert_num_queries):
    CourseFactory.create_batch(11, published=True)
    with django_assert_num_queries(3):
        page = text_of(client.get("/courses/"))
    assert "12 courses" in page
    assert "Practitioner" in page


def test_the_catalogue_of_a_student_shows_how_far(client, course, student):
    EnrollmentFactory(user=student, course=course, completed_lesson_count=1)
    assert "50 % done · continue" in text_of(client.get("/courses/"))


def test_filters_and_search_are_in_the_address(client, course):
    CourseFactory(title="Virtual networks", provider="azure", published=True)
    page = text_of(client.get("/courses/", {"provider": ["azure", "nonsense"], "level": "foundational"}))
    assert "Virtual networks" in page
    assert "Practitioner</a>" not in page
    assert 'value="azure" checked' in page
    found = text_of(client.get("/courses/", {"q": "IAM"}))
    assert "Practitioner</a>" in found
    assert 'href="/learn/clf/roles/"' in found
    assert "<mark>IAM</mark> roles" in found


def test_the_address_is_told_without_what_means_nothing(client, course):
    response = client.get("/courses/?q=&sort=popular&provider=aws&provider=aws&level=&after=", headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/courses/?provider=aws"


def test_an_old_friend_finds_the_free_courses(client, course):
    CourseFactory(title="Gratis", is_free=True, published=True)
    page = text_of(client.get("/courses/?free=1"))
    assert "Gratis" in page
    assert "Practitioner</a>" not in page


def test_more_is_a_page_of_its_own_and_a_piece_for_htmx(client):
    for number in range(14):
        CourseFactory(title=f"Course {number:02}", published=True, learner_count=number)
    page = text_of(client.get("/courses/"))
    address = re.search(r'href="(/courses/\?after=[^"]+)"', page)[1]
    assert "Course 01" not in page
    second = text_of(client.get(address))
    assert "Course 01" in second
    assert "Course 02" not in second
    assert "<html" in second
    piece = text_of(client.get(address, headers={"HX-Request": "true", "HX-Target": "more"}))
    assert "Course 01" in piece
    assert "<html" not in piece


@pytest.mark.parametrize("path", ["/courses/?after=garbage", "/practice-exams/?after=garbage"])
def test_a_broken_cursor_is_not_the_first_page(client, path):
    assert client.get(path).status_code == 404


def test_nothing_found_says_what_to_do(client, course):
    page = text_of(client.get("/courses/", {"q": "xyzzy"}))
    assert "No course fits" in page
    assert "What most people take" in page
    assert 'href="/courses/clf/"' in page


def test_nonsense_in_the_address_breaks_nothing(client):
    for query in ("q=%00", "q=%27%22%3E", "provider=%00", "tag=%00&certification=../x", "sort=%00", f"q={'a' * 3000}", "free=%00"):
        assert client.get(f"/courses/?{query}").status_code == 200


def test_suggestions_are_options(client, course):
    page = text_of(
        client.get("/search/suggestions/", {"q": "pract"}, headers={"HX-Request": "true", "HX-Target": "suggestions-head"})
    )
    assert 'id="suggestions-head-1"' in page, "two boxes on one page have lists of their own"
    assert 'role="option"' in page
    assert 'data-href="/courses/clf/"' in page
    assert text_of(client.get("/search/suggestions/")).strip() == ""


def test_badges_are_for_thirty_days(client):
    now = timezone.now()
    CourseFactory(title="Fresh", published_at=now - timedelta(days=29))
    assert "New</span>" in text_of(client.get("/courses/"))
    CourseFactory._meta.model.objects.update(published_at=now - timedelta(days=31))
    assert "Updated</span>" in text_of(client.get("/courses/"))
    CourseFactory._meta.model.objects.update(content_updated_at=now - timedelta(days=31))
    page = text_of(client.get("/courses/"))
    assert "New</span>" not in page
    assert "Updated</span>" not in page


def test_a_visitor_can_buy(client, course, django_assert_num_queries):
    OfferFactory(course=course, slug="clf-offer")
    with django_assert_num_queries(10):
        page = text_of(client.get("/courses/clf/"))
    assert "CLF-C02" in page
    assert "$49" in page
    assert 'href="/checkout/clf-offer/"' in page
    assert 'action="/checkout/clf-offer/"' in page
    assert 'href="/learn/clf/why/"' in page
    assert 'href="/learn/clf/roles/"' not in page
    assert "Cloud concepts" in page
    assert "Do I need to program?" in page


def test_the_price_is_in_dollars_or_in_what_there_is(client, course):
    offer = OfferFactory(course=course, price=False)
    PriceFactory(offer=offer, currency="EUR", amount_minor=4500)
    assert "€45" in text_of(client.get("/courses/clf/"))
    PriceFactory(offer=offer, currency="USD", amount_minor=4900)
    assert "€45" not in text_of(client.get("/courses/clf/"))


def test_what_is_not_on_sale_says_so(client, course):
    page = text_of(client.get("/courses/clf/"))
    assert "Not on sale yet" in page
    assert "/checkout/" not in page


def test_who_may_learn_is_led_on(client, course, student):
    OfferFactory(course=course, slug="clf-offer")
    GrantFactory(user=student, course=course)
    page = text_of(client.get("/courses/clf/"))
    assert "Start learning" in page
    assert "/checkout/" not in page
    EnrollmentFactory(user=student, course=course, last_lesson=course.lessons.get(slug="roles"))
    page = text_of(client.get("/courses/clf/"))
    assert "Continue: Roles" in page
    assert 'href="/learn/clf/roles/"' in page


def test_a_free_course_asks_to_sign_in(client, course):
    CourseFactory._meta.model.objects.update(is_free=True)
    assert 'href="/accounts/login/?next=%2Flearn%2Fclf%2Fwhy%2F"' in text_of(client.get("/courses/clf/"))


def test_a_trailer_plays_for_everyone(client, course, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    course.trailer = VideoFactory(captions=["en"])
    course.save()
    page = text_of(client.get("/courses/clf/"))
    address = re.search(r'<source src="(/videos/[^"]+)"', page)[1]
    assert client.get(address).status_code == 200
    assert 'srclang="en"' in page


def test_a_draft_is_shown_to_its_authors_with_a_banner(client, course):
    CourseFactory._meta.model.objects.update(published_at=None)
    assert client.get("/courses/clf/").status_code == 404
    client.force_login(UserFactory(role=Role.EDITOR))
    assert "Draft: only its authors see this page." in text_of(client.get("/courses/clf/"))


def test_what_search_engines_read(client, course, settings):
    settings.SITE_URL = "https://school.test"
    CourseFactory._meta.model.objects.update(rating_count=3, rating_average="4.50", duration_seconds=43200)
    OfferFactory(course=course)
    page = text_of(client.get("/courses/clf/"))
    assert '<link rel="canonical" href="https://school.test/courses/clf/">' in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])
    assert data["@type"] == "Course"
    assert data["name"] == "Practitioner"
    assert data["courseCode"] == "CLF-C02"
    assert data["hasCourseInstance"]["courseWorkload"] == "PT12H"
    assert data["offers"] == {"@type": "Offer", "category": "Paid", "price": "49.00", "priceCurrency": "USD"}
    assert data["aggregateRating"] == {"@type": "AggregateRating", "ratingValue": "4.50", "ratingCount": 3}


def test_a_free_course_is_told_as_free(client, course):
    CourseFactory._meta.model.objects.update(is_free=True, exam_version=None, outcomes=[])
    data = json.loads(re.search(r'ld\+json">(.+?)</script>', text_of(client.get("/courses/clf/")))[1])
    assert data["offers"]["category"] == "Free"
    assert "courseCode" not in data


def test_no_text_of_an_author_becomes_a_script(client):
    evil = CourseFactory(
        slug="evil",
        title=EVIL,
        summary=EVIL,
        published=True,
        outcomes=[EVIL],
        requirements=[EVIL],
        faq=[{"question": EVIL, "answer": EVIL}],
        instructor__name=EVIL,
        instructor__slug="evil",
        description=EVIL,
        list_prices={"USD": 1},
    )
    LessonFactory(section__course=evil, section__title=EVIL, title=EVIL, body=EVIL)
    ReviewFactory(course=evil, text=EVIL, author__name=EVIL)
    path = LearningPathFactory(title=EVIL, summary=EVIL, is_published=True, slug="evil")
    LearningPathStepFactory(path=path, course=evil)
    for page in ("/", "/courses/", "/courses/?q=script", "/courses/evil/", "/paths/", "/paths/evil/", "/instructors/evil/"):
        text = text_of(client.get(page))
        assert "<script>" not in text, page
        assert "alert(1)</script>" not in text, page
    assert "<script>" not in client.get("/search/suggestions/?q=script").text
    assert json.loads(re.search(r'ld\+json">(.+?)</script>', client.get("/courses/evil/").text)[1])["name"] == EVIL


def test_no_page_has_inline_style_or_handlers(client, course):
    for page in ("/", "/courses/", "/courses/clf/", "/practice-exams/", "/instructors/maya/"):
        text = client.get(page).text
        assert not re.search(r'\s(style|on[a-z]+)="', text), page


def test_paths_are_shown_step_by_step_and_sold_as_one(client, course, django_assert_num_queries):
    path = LearningPathFactory(slug="aws", title="AWS from zero", is_published=True)
    LearningPathStepFactory(path=path, course=course)
    with django_assert_num_queries(2):
        assert "AWS from zero" in text_of(client.get("/paths/"))
    page = text_of(client.get("/paths/aws/"))
    assert "Practitioner" in page
    assert "Buy this path" not in page
    OfferFactory(kind="path", course=None, path=path, slug="aws-bundle", price__amount_minor=3900)
    page = text_of(client.get("/paths/aws/"))
    assert 'href="/checkout/aws-bundle/"' in page
    assert "$39" in page
    assert "$49 when bought one by one." in page


def test_lists_that_are_empty_say_what_to_do(client):
    assert "No paths yet" in text_of(client.get("/paths/"))
    assert "No practice exams yet" in text_of(client.get("/practice-exams/"))
    assert client.get("/paths/none/").status_code == 404
    assert client.get("/instructors/none/").status_code == 404
    assert client.get("/courses/none/").status_code == 404


def test_practice_exams_are_listed(client, course, django_assert_num_queries):
    LessonFactory(exam=True, section__course=course)
    with django_assert_num_queries(1):
        assert "1 practice exam" in text_of(client.get("/practice-exams/"))


def test_an_instructor_has_a_page(client, course):
    page = text_of(client.get("/instructors/maya/"))
    assert "Maya Ortiz" in page
    assert 'href="/courses/clf/"' in page


def test_a_learner_reviews_once(client, course, student):
    EnrollmentFactory(user=student, course=course)
    assert "What do you think of it?" in text_of(client.get("/courses/clf/"))
    response = client.post("/courses/clf/review/", {"stars": "4", "text": "Good."})
    assert (response.status_code, response["Location"]) == (302, "/courses/clf/#reviews")
    client.post("/courses/clf/review/", {"stars": "5", "text": "Better."})
    assert list(Review.objects.values_list("stars", "text")) == [(5, "Better.")]
    assert "Better." in text_of(client.get("/courses/clf/"))


@pytest.mark.parametrize("stars", ["", "0", "6", "55", "x", "²"])
def test_a_review_needs_stars(client, course, student, stars):
    EnrollmentFactory(user=student, course=course)
    client.post("/courses/clf/review/", {"stars": stars, "text": "Good."})
    assert Review.objects.count() == 0
    assert "Give one to five stars." in client.get("/courses/clf/").text


def test_others_do_not_review(client, course):
    assert client.post("/courses/clf/review/", {"stars": "1"})["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.post("/courses/clf/review/", {"stars": "1"}).status_code == 403
    assert client.get("/courses/clf/review/").status_code == 405
    assert Review.objects.count() == 0


def test_the_map_holds_what_is_public(client, course):
    CourseFactory(slug="draft")
    text = text_of(client.get("/sitemap.xml"))
    assert "/courses/clf/</loc>" in text
    assert "/instructors/maya/</loc>" in text
    assert "draft" not in text
    robots = text_of(client.get("/robots.txt"))
    assert "Disallow: /learn/" in robots
    assert "/sitemap.xml" in robots


def test_a_series_has_a_feed(client, course):
    series = CourseFactory(slug="minutes", title="Minutes & more", series=True, published=True)
    LessonFactory(section__course=series, slug="one", title="One <b>", published_at=timezone.now(), body="Text.")
    response = client.get("/courses/minutes/feed/")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert "<title>One &lt;b&gt;</title>" in response.text
    assert "http://testserver/learn/minutes/one/" in response.text
    assert 'href="/courses/minutes/feed/"' in client.get("/courses/minutes/").text
    assert client.get("/courses/clf/feed/").status_code == 404


def test_prices_are_shown_in_the_visitors_currency_where_there_is_one(client):
    sold, other = OfferFactory(price=False), OfferFactory(price=False)
    for offer, currency, amount in ((sold, "USD", 4900), (sold, "EUR", 4500), (other, "USD", 5900)):
        add_price(offer=offer, currency=currency, amount_minor=amount)
    for path in ("/courses/", f"/courses/{sold.course.slug}/"):
        assert "€45" in client.get(path, headers={"Accept-Language": "en-IE"}).content.decode()
        assert "€45" not in client.get(path).content.decode()
    client.cookies["currency"] = "EUR"
    page = client.get("/courses/").content.decode()
    assert "€45" in page
    assert "$59" in page
