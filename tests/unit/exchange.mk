# Unit tests of the room exchange.
