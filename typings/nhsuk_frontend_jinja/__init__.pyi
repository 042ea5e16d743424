# The macros are found beside the package, which has nothing else to say.
__file__: str
