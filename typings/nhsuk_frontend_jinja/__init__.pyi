# The macros lie beside the package, which itself has nothing to say.
