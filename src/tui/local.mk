# Room tui: see doc/architecture.md for what it is for and who may include it.
noinst_LIBRARIES += src/tui/libtui.a
src_tui_libtui_a_SOURCES =

