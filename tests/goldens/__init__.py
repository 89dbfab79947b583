"""Hand-checked cases of corpora/: read, checked against their sources, and compared with a parse.

The way of the data: ``cases`` finds the folders, ``outline_file`` and ``mask_file`` read what was written by
hand, ``layout`` finds it in the source without any parser, ``written`` checks that nothing is left, ``perfect`` makes
a faultless parse of it; ``alignment`` lays a real one beside it, ``scores`` puts the measures of a case
together, ``acceptance`` rewrites an expectation.

Source: outline.md (kinds, parents, the file); docs/corpora.md.
"""
