"""Pictures that people give: looked into, redrawn small, kept without what they carried along."""
