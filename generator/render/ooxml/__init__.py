"""Office Open XML, as far as a letter needs it: the package, its styles, and the body written straight from the tree.

The same body goes into the same package in the browser, which gets the constant parts as files at build.
Source of names and element order: ECMA-376 (transitional), parts 1 and 4.
"""
