"""The playground: pocket servers that speak the platforms' own wire protocols on loopback, and a page on top of them.

It imports neither the other adapters nor storage. The front door and the tests start the *real* adapters against the
pocket servers' addresses: one fake, at the wire, in one place.
"""
