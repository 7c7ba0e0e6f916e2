"""How what the program makes for a moment is called, so that nothing of anybody else is taken for it."""

# names that nobody gives a folder or a file of his own: a copy made by hand, `.store.db.20261127` or
# `svcctl-work`, is none of ours
FOLDER = ".svcctl-own-"  # how the names of our folders begin among the temporary ones
MAKING = ".svcctl-making-"  # behind the name of what is being made
