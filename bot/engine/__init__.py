"""The engine: a request is handled once, in one unit of work, and what others should see is kept true."""
