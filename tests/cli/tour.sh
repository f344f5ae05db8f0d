#!/bin/sh
# The visit that ./bootstrap run prints where there is no terminal.
exec tests/screen/screen_test "${srcdir:-.}/tests/screen/tour.scn"
