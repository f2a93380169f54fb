"""Other kinds of file -> Markdown with front matter, which can be read, quoted and opened by a person.

The converters are the optional extra `add`; each module imports its own when it is called.
"""
