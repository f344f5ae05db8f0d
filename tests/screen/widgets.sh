#!/bin/sh
# Plays the scenarios of the widgets: tests/screen/demo/ with the program demo_views.
# widgets.sh --update writes their golden screens anew.
JIUZHU=tests/screen/demo_views
export JIUZHU
exec tests/screen/screen_test "$@" "${srcdir:-.}"/tests/screen/demo/*.txt
