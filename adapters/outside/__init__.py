"""The internet, where somebody else's word leads us there: which addresses we may talk to at all.

The one room that other adapters may know (ADR 0018), and it knows none of them: a second copy of these checks would
be the one that nobody mends.
"""
