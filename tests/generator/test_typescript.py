"""The TypeScript SDK is made of the representation: names, types and comments as TypeScript has them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from generator.build import HINTS, SPEC, generated
from generator.write.typescript import text
from generator.write.typescript.files import FOLDER
from tests.generator.conftest import SmallProject
from tests.generator.constructs.examples import document, examples

ROOT = Path(__file__).parents[2]
TYPESCRIPT = ROOT / "clients/typescript"
NODE = TYPESCRIPT / "node_modules"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The files that are made of the spec of the project, by their names."""
    made = generated(ROOT).items()
    start = f"{FOLDER}/generated/"
    return {name.removeprefix(start): content for name, content in made if name.startswith(start)}


def code(files: dict[str, str], name: str) -> str:
    """One file with its blanks folded."""
    return " ".join(files[f"{name}.ts"].split())


def test_names_are_those_of_typescript() -> None:
    assert [text.camel(one) for one in ("check_verification_status", "contacts", "iter_all")] == [
        "checkVerificationStatus",
        "contacts",
        "iterAll",
    ]
    assert [text.local(one) for one in ("campaign_id", "enable", "default")] == [
        "campaignId",
        "enable",
        "defaultValue",
    ]
    assert [text.error(one) for one in ("api", "rate_limit")] == ["ApiError", "RateLimitError"]


def test_a_union_that_is_too_long_has_a_line_for_each_member() -> None:
    assert text.union("a:", ['"b"', '"c"'], ";", 2) == '  a: "b" | "c";'
    long = [f'"{letter * 30}"' for letter in "abcd"]
    assert text.union("a:", long, ";", 2).splitlines() == [
        "  a:",
        *(f"    | {one}" for one in long[:3]),
        f"    | {long[3]};",
    ]


def test_a_comment_cannot_be_ended_by_its_text() -> None:
    assert text.comment("All of /*/.") == "/** All of /* /. */"


def test_a_literal_is_on_one_line_where_it_fits() -> None:
    assert text.literal({"a": [1], "b-c": {}}, 2) == '{ a: [1], "b-c": {} }'
    assert text.literal({"a": text.Constant("PLACES")}) == "{\n  a: PLACES,\n}"
    assert text.literal({"a": "b" * 120}, 2) == '{\n    a:\n      "' + "b" * 120 + '",\n  }'


def test_a_response_has_every_field_and_words_that_are_not_known_yet(files: dict[str, str]) -> None:
    models = code(files, "models")
    contact = models.partition("export interface Contact {")[2].partition(" } ")[0]
    assert "tags: string[];" in contact
    assert 'source: "purchase" | "lead" | "migration" | "unknown" | (string & {});' in contact
    assert "created_at: string;" in contact
    created = models.partition("export interface ContactCreate {")[2].partition(" } ")[0]
    assert "email: string;" in created
    assert "source?: ContactSource;" in created
    scheduled = models.partition("export interface CampaignCreate {")[2].partition(" } ")[0]
    assert "scheduled_at?: Date | string | null;" in scheduled


def test_methods_say_what_they_do_and_how_to_find_out(files: dict[str, str]) -> None:
    managers = code(files, "managers")
    assert (
        "addLtv(campaignId: string, data: CampaignAddLTV, options?: RequestOptions): ApiPromise<Campaign>"
        in managers
    )
    assert (
        "setEngagementTracking( channelId: string, enable: boolean, options?: RequestOptions, )" in managers
    )
    assert "@throws NotFoundError No resource has this id." in managers
    assert "Check with * client.audiences.list() where q is its name." in managers


def test_a_class_that_is_written_by_hand_stands_in_the_client(files: dict[str, str]) -> None:
    client = code(files, "client")
    assert 'import { ContactManager } from "../managers/contacts.js";' in client
    assert "AudienceManager, CampaignManager, EmailAccountManager" in client
    by_hand = (TYPESCRIPT / "src/managers/contacts.ts").read_text(encoding="utf-8")
    assert "export class ContactManager extends Generated" in by_hand


def test_every_error_but_those_written_by_hand_is_made(files: dict[str, str]) -> None:
    errors = code(files, "errors")
    assert "export class TimeoutError extends NetworkError" in errors
    assert "export class ApiError" not in errors  # it is in errorBase.ts
    assert "canceled" not in errors  # the call rejects with the reason of the signal
    assert '"429": RateLimitError, "4XX": RefusedError, "5XX": ServerError,' in code(files, "statuses")


def test_settings_have_the_units_and_words_of_typescript(files: dict[str, str]) -> None:
    settings = code(files, "settings")
    assert "The limit of one attempt; null for none." in settings
    assert "timeoutMs?: number | null | undefined;" in settings
    assert "export const MAX_BACKOFF_MS = 8_000;" in settings


def test_what_is_deprecated_names_what_to_use_instead(small: SmallProject) -> None:
    small.edit(
        "      operationId: updateWidget\n",
        "      operationId: updateWidget\n      deprecated: true\n      x-deprecated: {since: 1.2.0, use: listWidgets}\n",
    )
    managers = " ".join(generated(small.root)[f"{FOLDER}/generated/managers.ts"].split())
    assert "@deprecated Deprecated since version 1.2.0; use `client.widgets.list()` instead." in managers


@pytest.mark.skipif(not NODE.is_dir(), reason="`make setup-typescript` installs the compiler")
def test_the_example_of_every_method_compiles(files: dict[str, str], tmp_path: Path) -> None:
    found = re.findall(r"^   \* @example\n(.*?)^   \*/", files["managers.ts"], re.MULTILINE | re.DOTALL)
    blocks = [re.sub(r"^   \* ", "", one, flags=re.MULTILINE) for one in found]
    assert len(blocks) == files["managers.ts"].count("@returns") > 0
    lines = [
        f'import {{ Client }} from "{TYPESCRIPT}/src/index.js";',
        "const client = new Client();",
        *(f"{{\n{one}}}" for one in blocks),
        "export {};",
    ]
    (tmp_path / "examples.mts").write_text("\n".join(lines), encoding="utf-8")
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
    options += ["--types", "node", "--typeRoots", str(NODE / "@types")]
    done = subprocess.run(
        [str(NODE / ".bin/tsc"), *options, "examples.mts"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def constructs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the SDK, made of the document with every construct; what is written by hand for managers is left out."""
    root = tmp_path_factory.mktemp("constructs")
    whole = document([one for one in examples() if not one.refused])
    (root / FOLDER).parent.mkdir(parents=True)
    shutil.copytree(
        TYPESCRIPT / "src", root / FOLDER, ignore=shutil.ignore_patterns("contacts.ts", "emails.ts")
    )
    for name in ("package.json", "tsconfig.json", ".prettierrc.json"):
        shutil.copy(TYPESCRIPT / name, root / "clients/typescript" / name)
    (root / "clients/typescript/node_modules").symlink_to(NODE)
    for name, content in (
        (SPEC, yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)),
        (HINTS, "{}\n"),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    for name, content in generated(root).items():
        if name.startswith(FOLDER):
            (root / name).write_text(content, encoding="utf-8")
    return root / "clients/typescript"


def made_by_generator(folder: Path) -> list[str]:
    """The files of the generator; openapi-typescript makes the other one."""
    return [str(path) for path in sorted(folder.glob("src/generated/*.ts")) if path.name != "schema.ts"]


@pytest.mark.skipif(not NODE.is_dir(), reason="`make setup-typescript` installs prettier")
def test_prettier_changes_nothing_of_any_construct(constructs: Path) -> None:
    prettier = str(NODE / ".bin/prettier")
    done = subprocess.run(
        [prettier, "--list-different", *made_by_generator(constructs)],
        cwd=constructs,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not NODE.is_dir(), reason="`make setup-typescript` installs the compiler")
def test_what_is_made_of_any_construct_compiles(constructs: Path) -> None:
    tsc = str(NODE / ".bin/tsc")
    done = subprocess.run(
        [tsc, "--noEmit", "-p", "."], cwd=constructs, capture_output=True, text=True, check=False
    )
    # the types of the client's own models are not there
    assert [line for line in done.stdout.splitlines() if line.startswith("src/generated/")] == []
