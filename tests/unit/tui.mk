# Unit tests of the room tui.
