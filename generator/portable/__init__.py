"""Makes `openapi/portable.json`: the same API for generators that cannot read all of OpenAPI 3.1.

Each adaptation is one function with its name and its reason, applied in order to a copy of the spec. What none of them
knows how to say in OpenAPI 3.0 stops the build, so that a new keyword of the spec is never lost without a word.
"""

import json

from generator.errors import BuildError
from generator.portable.adaptations import ADAPTATIONS
from generator.portable.schemas import schemas
from generator.read.spec import Raw, Spec

PATH = "openapi/portable.json"
# What a schema of OpenAPI 3.0 may say (its section 4.7.24), as far as any tool reads it.
_WORDS_3_0 = frozenset(
    {
        *("type", "title", "description", "default", "example", "readOnly", "writeOnly", "enum", "format"),
        *("nullable", "minLength", "maxLength", "pattern", "minimum", "maximum", "multipleOf", "minItems"),
        *("maxItems", "uniqueItems", "deprecated", "externalDocs", "exclusiveMinimum", "exclusiveMaximum"),
        *("minProperties", "items", "properties", "required", "additionalProperties", "allOf", "oneOf"),
        *("anyOf", "discriminator", "$ref"),
    }
)


def portable(spec: Raw) -> Raw:
    """The portable form of a spec, which is left as it is.

    Raises:
        BuildError: The spec says something that no adaptation puts into OpenAPI 3.0.
    """
    # through JSON, since anchors of the YAML share values, and a change of one would change them all
    document: Raw = json.loads(json.dumps(spec))
    for adaptation in ADAPTATIONS:
        adaptation.apply(document)
    for location, schema in schemas(document):
        for word in schema:
            if word not in _WORDS_3_0 and not word.startswith("x-"):
                raise BuildError(
                    f"{PATH}: {location}: OpenAPI 3.0 has no {word!r}: add a rule to generator/portable/adaptations.py"
                )
    return document


def portable_file(spec: Spec) -> dict[str, str]:
    """The portable spec as a file."""
    return {PATH: json.dumps(portable(spec.raw), ensure_ascii=False, indent=1) + "\n"}
