"""The SDK as plain values that belong to no language: what every emitter starts from."""

from generator.representation.methods import *  # noqa: F403 - emitters import all of it from here
from generator.representation.models import *  # noqa: F403
from generator.representation.sdk import *  # noqa: F403
from generator.representation.serialisation import *  # noqa: F403
