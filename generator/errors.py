"""What stops a build."""


class BuildError(Exception):
    """The build cannot go on; the text says where and why, in words for the person who edits the spec.

    Nothing in the output folders has been touched when this is raised.
    """
