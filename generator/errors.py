"""What stops a build."""


class BuildError(Exception):
    """The build failed; the text says where and why, for the person who edits the spec.

    Nothing in the output folders has been touched when this is raised.
    """
