# Unit tests of the room form.
