# Unit tests of the room report.
