"""The generators that are run, with the options that each needs. Versions stand in requirements.txt and node/package.json."""

from dataclasses import dataclass

_DEFAULTS = "a field that was not set was sent"
TSC = ("{bin}/tsc", "-p", "{work}/tsconfig.json")
IMPORT_ALL = ("{python}", "{work}/import_all.py")
_NO_TESTS = "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"
_JAVA = {
    "invokerPackage": "com.konigle.reachout",
    "apiPackage": "com.konigle.reachout.api",
    "modelPackage": "com.konigle.reachout.model",
    "annotationLibrary": "none",
    "documentationProvider": "none",
    "openApiNullable": "false",  # its library is not in the jar; the price: null cannot be sent
    "containerDefaultToNull": "true",  # or an update sends [] for every list that is not set
    "enumUnknownDefaultCase": "true",  # or an unknown enum value loses the page
    "hideGenerationTimestamp": "true",
    "useJakartaEe": "false",
}


@dataclass(frozen=True)
class Tool:
    """One generator.

    Attributes:
        name: Its name in the table.
        output: What it makes.
        generate: The command; `{spec}` is the document, `{out}` the folder `generated` in the work folder.
        check: Compiles or imports the output together with the walk.
        walk: File of the program with the four calls; empty where the output is no client.
        run: The command that runs the walk; URL and key are appended.
        options: Options it needs, for the table.
        entry_fault: What fails with the entry file, as a pattern of the test's message; empty where nothing does.
        entry_note: The same for the table.
    """

    name: str
    output: str
    generate: tuple[str, ...]
    check: tuple[str, ...]
    walk: str = ""
    run: tuple[str, ...] = ()
    options: str = ""
    entry_fault: str = ""
    entry_note: str = ""


def _typescript(name: str, *generate: str, options: str = "") -> Tool:
    walk = f"{name}.ts"
    run = ("{bin}/tsx", f"{{work}}/{walk}")
    return Tool(name, "TypeScript client", generate, TSC, walk, run, options)


def _generator(kind: str, *more: str) -> tuple[str, ...]:
    command = (
        "java",
        "-jar",
        "{jar}",
        "generate",
        "-g",
        kind,
        "-i",
        "{spec}",
        "--global-property",
        _NO_TESTS,
    )
    return (*command, *(() if "-o" in more else ("-o", "{out}")), *more)


TOOLS = (
    _typescript(
        "openapi-typescript",
        *("{bin}/openapi-typescript", "{spec}", "-o", "{out}/schema.d.ts", "--default-non-nullable=false"),
        options="`--default-non-nullable=false`, or fields with a default are required in bodies",
    ),
    _typescript(
        "hey-api",
        *("{bin}/openapi-ts", "-i", "{spec}", "-o", "{out}", "-c", "@hey-api/client-fetch", "--no-log-file"),
    ),
    _typescript(
        "orval",
        *("{bin}/orval", "--input", "{spec}", "--output", "{out}/api.ts", "--client", "fetch"),
        options="`--client fetch`; the base URL is put before the path by a `fetch` of yours",
    ),
    _typescript(
        "kubb",
        *("{bin}/kubb", "generate", "--config", "{node}/kubb.config.mjs"),
        options='`pluginClient({ client: "fetch" })`; set `Content-Type` for JSON bodies',
    ),
    _typescript(
        "swagger-typescript-api",
        *(
            "{bin}/swagger-typescript-api",
            "generate",
            "-p",
            "{spec}",
            "-o",
            "{out}",
            "-n",
            "api.ts",
            "--silent",
        ),
        options='`new Api({ baseApiParams: { format: "json" } })`, or responses are not decoded',
    ),
    _typescript("typescript-axios", *_generator("typescript-axios")),
    Tool(
        "openapi-python-client",
        "Python client",
        (
            "{python_bin}/openapi-python-client",
            "generate",
            "--path",
            "{spec}",
            "--output-path",
            "{out}",
            "--meta",
            "none",
        ),
        IMPORT_ALL,
        "openapi_python_client.py",
        ("{python}", "{work}/openapi_python_client.py"),
        options='`AuthenticatedClient(prefix="Token")`',
        entry_fault="cannot import name 'ContactCreate'",
        entry_note="a schema whose `allOf` is one reference is dropped",
    ),
    Tool(
        "openapi-generator python",
        "Python client",
        _generator(
            "python", "--package-name", "generated", "-o", "{work}"
        ),  # makes the folder `generated` there
        IMPORT_ALL,
        "openapi_generator_python.py",
        ("{python}", "{work}/openapi_generator_python.py"),
        entry_fault=_DEFAULTS,
        entry_note="an update sends the defaults of fields that are not set",
    ),
    Tool(
        "datamodel-code-generator",
        "Python models",
        (
            *("{python_bin}/datamodel-codegen", "--input", "{spec}", "--output", "{out}/__init__.py"),
            *(
                "--input-file-type",
                "openapi",
                "--output-model-type",
                "pydantic_v2.BaseModel",
                "--formatters",
                "builtin",
            ),
        ),
        IMPORT_ALL,
        options="`email-validator` beside pydantic",
    ),
    Tool(
        "openapi-generator go",
        "Go client",
        _generator(
            *("go", "--package-name", "reachout", "--git-user-id", "konigle", "--git-repo-id", "reachout"),
            *("--additional-properties", "enumClassPrefix=true"),
        ),
        ("{go}", "vet", "./..."),
        "walk.go",
        ("{go}", "run", "./walk"),
        options="`enumClassPrefix=true`, or values of two enums have one name",
        entry_fault=_DEFAULTS,
        entry_note="a create sends the defaults of fields that are not set",
    ),
    Tool(
        "openapi-generator java",
        "Java client",
        _generator(
            *("java", "--library", "native", "-t", "{here}/java_templates"),
            *("--additional-properties", ",".join(f"{name}={value}" for name, value in _JAVA.items())),
        ),
        (
            "javac",
            "--release",
            "17",
            "-nowarn",
            "-proc:none",
            "-cp",
            "{jar}",
            "-d",
            "{work}/classes",
            "{java_files}",
        ),
        "Walk.java",
        ("java", "-cp", "{work}/classes:{jar}", "Walk"),
        options="`containerDefaultToNull=true`, or an update clears every list; `enumUnknownDefaultCase=true`",
        entry_fault="<identifier> expected",
        entry_note="the `anyOf` of the error body does not compile",
    ),
)
