"""`make newcomer`: the commands of the README, as someone meets them who has just cloned the project."""
