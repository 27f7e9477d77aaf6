"""What one schema says once its references and its `allOf` are taken together."""

from dataclasses import dataclass, field

from generator.read.spec import Location, Named, Raw
from generator.read.spec_grammar import ANNOTATIONS


@dataclass(frozen=True)
class Shape:
    """One schema.

    Attributes:
        where: Where it stands in the original.
        words: Its keywords beside those below.
        ref: The component that it is, whose shape is not part of this one.
        nullable: Whether null is a value.
        properties: Of an object.
        required: The properties that must be there.
        members: Of a union.
        discriminator: Of a union, as it was written.
    """

    where: Location
    words: Raw = field(default_factory=dict)
    ref: str = ""
    nullable: bool = False
    properties: dict[str, Named] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    members: tuple[Named, ...] = ()
    discriminator: Raw = field(default_factory=dict)

    @property
    def annotations(self) -> Raw:
        """The words that describe."""
        return {word: self.words[word] for word in ANNOTATIONS if word in self.words}

    @property
    def rules(self) -> Raw:
        """The words that limit."""
        return {word: value for word, value in self.words.items() if word not in ANNOTATIONS}

    @property
    def is_empty(self) -> bool:
        """Whether it only describes."""
        return not (self.rules or self.ref or self.properties or self.required or self.members)

    @property
    def kind(self) -> str:
        """`union`, `enum`, `model`, `any`, or its JSON type."""
        if self.members:
            return "union"
        if "enum" in self.words:
            return "enum"
        if self.properties:
            return "model"
        return str(self.words.get("type", "any"))
