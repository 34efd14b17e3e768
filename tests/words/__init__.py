"""The second language: what is to be translated, the catalogue, what is missing in it.

`make words` gathers the sentences of the code into the catalogue and compiles it.
"""
