"""Every stage of `zappa_settings.json`, put together as Zappa does: `extends` replaces whole values, one level deep."""

import json

import pytest
from django.conf import settings

STAGES = json.loads((settings.BASE_DIR / "zappa_settings.json").read_text())
NOT_DEPLOYED = {"base", "web", "worker", "release"}


def whole(name):
    """Return a stage with what it extends."""
    stage = STAGES[name]
    return (whole(stage["extends"]) if "extends" in stage else {}) | stage


def test_every_stage_has_a_function_for_the_web_for_work_and_for_releases():
    assert set(STAGES) - NOT_DEPLOYED == {
        f"{stage}_{role}" for stage in ("dev", "staging", "production") for role in ("web", "worker", "release")
    }


@pytest.mark.parametrize("name", sorted(set(STAGES) - NOT_DEPLOYED))
def test_a_stage_is_whole_and_safe(name):
    stage, (level, role) = whole(name), name.split("_")

    assert stage["lambda_handler"] == "acg.aws.entry.handler"
    assert stage["runtime"] == "python3.12"  # SnapStart needs it
    assert stage["manage_roles"] is False
    assert stage["role_name"] == f"cloud-school-{level}-{role}"
    assert stage["s3_bucket"] == f"cloud-school-{level}-packages"
    for off in ("debug", "keep_warm", "use_precompiled_packages", "slim_handler"):
        assert stage[off] is False
    assert (stage["memory_size"], stage["binary_support"], stage["apigateway_version"]) == (1769, True, "v2")
    assert stage["architecture"] == "arm64"
    assert "django_settings" not in stage
    if role == "web":
        assert (stage["snap_start"], stage["timeout_seconds"], stage.get("apigateway_enabled", True)) == (
            "PublishedVersions",
            29,
            True,
        )
    else:
        assert (stage["snap_start"], stage["timeout_seconds"], stage["apigateway_enabled"]) == ("None", 900, False)


@pytest.mark.parametrize("name", sorted(STAGES))
def test_no_stage_carries_a_secret_or_an_environment_in_the_zip(name):
    assert not {"environment_variables", "aws_environment_variables", "remote_env", "profile_name", "events"} & set(whole(name))
