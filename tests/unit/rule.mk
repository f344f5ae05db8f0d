# Unit tests of the room rule.
